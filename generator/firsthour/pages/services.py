"""Services: the system on one page, and a page each with where to look and what can be switched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.contacts import Vendor
from firsthour.model.services import CustomerPath, Dependency, LinkKind, Service
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import runbooks_of
from firsthour.pages.linked import pieces
from firsthour.pages.system_map import system_map, title_of

# Where to look, in the order in which a layer is suspected, and what each place is called.
LINKS: Mapping[str, Mapping[LinkKind, str]] = {
    "Application": {
        "production": "Production",
        "health": "Health check",
        "errors": "Errors",
        "logs": "Logs",
        "apm": "Traces",
    },
    "Infrastructure": {
        "metrics": "Dashboard",
        "console": "Console",
        "containers": "Containers",
        "proxy_logs": "Proxy logs",
        "supervisor": "Processes",
    },
    "Data": {"database": "Database", "queue": "Queues", "cache": "Cache"},
    "Changes": {
        "deploys": "Deploys",
        "configuration": "Configuration",
        "migrations": "Migrations",
    },
    "Third party": {"status": "Provider's status"},
}
TIERS: Mapping[int, str] = {
    1: "everything stops without it",
    2: "a main feature stops without it",
    3: "a small part stops without it",
    4: "nothing stops without it",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One address to look at, and what is there."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Needed:
    """One line of what needs what: who, and what the other loses without it."""

    id: str
    title: str
    why: str
    without: str


@page_kind
def services(context: Context) -> Iterator[Page]:
    """The map, the links and the customer paths on the index, then a page each."""
    catalog = context.catalog
    it = catalog.services
    if it is None and "services" in catalog.broken:
        return
    source = it.origin.document.path if it else ""
    yield Page(
        "services/index.md",
        "Services",
        "services",
        "services",
        {
            "it": it,
            "services": list(catalog.service_map.values()),
            "map": system_map(catalog),
            "needed_by": {id_: _needed_by(id_, catalog) for id_ in catalog.service_map},
            "vendors": _vendors(catalog),
            "places": _all_places(catalog),
            "paths": [(path, list(map(pieces, path.test))) for path in _paths(catalog)],
        },
        source=source,
        description="What runs, what it needs, where to look, what customers must be able to do.",
    )
    for service in catalog.service_map.values():
        yield Page(
            f"services/{service.id}.md",
            service.title,
            "service",
            "services",
            _view(service, catalog),
            source=source,
            description=service.summary,
            tags=(service.id,),
            order=(1, service.title.casefold()),
        )


def _view(service: Service, catalog: Catalog) -> Mapping[str, object]:
    return {
        "it": service,
        "tier": TIERS.get(service.tier, ""),
        "places": places(service),
        "last_deploy": pieces(service.last_deploy),
        "kept": [
            (kind, [(each, pieces(each.where), pieces(each.change)) for each in found])
            for kind, found in (("Setting", service.configuration), ("Secret", service.secrets))
        ],
        "needs": [_needed(needed, catalog) for needed in service.depends_on],
        "needed_by": _needed_by(service.id, catalog),
        "runbooks": [f"failure-modes/{page.id}" for page in runbooks_of(service.id, catalog)],
        "procedures": [
            f"procedures/{page.id}"
            for page in catalog.procedures.values()
            if service.id in page.services
        ],
        "paths": [path for path in _paths(catalog) if service.id in path.services],
        "incidents": _incidents(service, catalog),
    }


def _paths(catalog: Catalog) -> tuple[CustomerPath, ...]:
    return catalog.services.customer_paths if catalog.services else ()


def places(service: Service) -> list[tuple[str, list[Place]]]:
    """Group -> where to look, empty groups left out."""
    groups = [
        (
            group,
            [
                Place(title, service.links[kind])
                for kind, title in kinds.items()
                if kind in service.links
            ],
        )
        for group, kinds in LINKS.items()
    ]
    return [group for group in groups if group[1]]


def _all_places(catalog: Catalog) -> list[tuple[str, list[tuple[str, list[Place]]]]]:
    """Group -> kind of place -> that place of each service, under the service's name."""
    found = [
        (
            group,
            [
                (
                    title,
                    [
                        Place(service.title, service.links[kind])
                        for service in catalog.service_map.values()
                        if kind in service.links
                    ],
                )
                for kind, title in kinds.items()
            ],
        )
        for group, kinds in LINKS.items()
    ]
    shown = [(group, [row for row in rows if row[1]]) for group, rows in found]
    return [group for group in shown if group[1]]


def _needed(needed: Dependency, catalog: Catalog) -> Needed:
    return Needed(needed.id, title_of(needed.id, catalog), needed.why, needed.without)


def _needed_by(identifier: str, catalog: Catalog) -> list[Needed]:
    """The services that need this one, or this company."""
    return [
        Needed(service.id, service.title, needed.why, needed.without)
        for service in catalog.service_map.values()
        for needed in service.depends_on
        if needed.id == identifier
    ]


def _vendors(catalog: Catalog) -> list[tuple[Vendor, list[Needed], list[Service]]]:
    """Companies that services need or run on: with who needs them and what runs there."""
    found = [
        (
            vendor,
            _needed_by(vendor.id, catalog),
            [it for it in catalog.service_map.values() if vendor.id in it.runs_on],
        )
        for vendor in catalog.vendors.values()
    ]
    return [row for row in found if row[1] or row[2]]


def _incidents(service: Service, catalog: Catalog) -> list[str]:
    """Incidents that hit the service, the newest first."""
    incidents = sorted(catalog.incidents.values(), key=lambda it: it.started, reverse=True)
    return [
        f"incidents/{incident.id}"
        for incident in incidents
        if incident.impact and service.id in incident.impact.services
    ]
