"""What incident mode in the browser knows of the team: nothing that no page shows."""

from __future__ import annotations

from typing import Any

from firsthour.model import Catalog
from firsthour.model.common import Duration
from firsthour.model.contacts import EscalationPath
from firsthour.model.settings import Settings
from firsthour.pages.common import name_of
from firsthour.pages.messages import AUDIENCES
from firsthour.review.drills import scenarios


def incident_mode(catalog: Catalog) -> dict[str, Any]:
    """Levels, roles, names, messages and scenarios; how to reach anybody stays on its page."""
    settings = catalog.settings
    lead = _lead(catalog)
    return {
        "zone": settings.time_zone if settings else "UTC",
        "owner": _owner(catalog, settings),
        "lead": lead,
        "channel": settings.incident_channel if settings else "",
        "raiseOnly": catalog.severity.raise_only if catalog.severity else True,
        "statuses": _statuses(catalog),
        "levels": [
            {
                "id": level.id,
                "code": level.code,
                "name": level.name,
                "definition": level.definition,
                "internal": _seconds(level.update_every.internal if level.update_every else None),
                "public": _seconds(level.update_every.public if level.update_every else None),
            }
            for level in catalog.levels
        ],
        "roles": [{"id": role.id, "name": role.title} for role in catalog.role_map.values()],
        "people": [
            {"id": person.id, "name": person.name}
            for person in catalog.people.values()
            if person.left is None or person.left > catalog.today
        ],
        "paths": [_path(path, catalog) for path in _upwards(catalog, lead)],
        "messages": _messages(catalog),
        "scenarios": [
            {"page": it.reference, "level": it.level, "lines": list(it.lines)}
            for it in scenarios(catalog)
        ],
    }


def _owner(catalog: Catalog, settings: Settings | None) -> str:
    """Who answers for the record until somebody else does."""
    chosen = settings.default_owner if settings else ""
    return chosen or next(iter([*catalog.teams, *catalog.people]), "")


def _lead(catalog: Catalog) -> str:
    """The role that leads: by its name, else the first that is filled."""
    roles = list(catalog.role_map)
    named = [id_ for id_ in roles if {"lead", "leader", "commander"} & set(id_.split("-"))]
    return next(iter([*named, *roles]), "")


def _statuses(catalog: Catalog) -> list[str]:
    """States in the team's order, else those that its messages name."""
    chosen = catalog.settings.statuses if catalog.settings else ()
    named = (
        state for page in catalog.templates.values() if page.when for state in page.when.status
    )
    return list(chosen or dict.fromkeys(named))


def _upwards(catalog: Catalog, lead: str) -> list[EscalationPath]:
    """Somebody has answered, so the paths that begin with the lead come first."""
    paths = catalog.contacts.escalation if catalog.contacts else ()
    return sorted(paths, key=lambda path: path.hops[0].to != lead if path.hops else True)


def _path(path: EscalationPath, catalog: Catalog) -> dict[str, Any]:
    return {
        "id": path.id,
        "title": path.title,
        "hops": [
            {"name": name_of(hop.to, catalog), "after": _seconds(hop.after)} for hop in path.hops
        ],
    }


def _messages(catalog: Catalog) -> list[dict[str, Any]]:
    order = list(AUDIENCES)
    pages = [page for page in catalog.templates.values() if page.status != "retired"]
    pages.sort(key=lambda page: (order.index(page.audience), page.title.casefold()))
    named: dict[str, list[str]] = {}
    for runbook in catalog.failure_modes.values():
        for it in runbook.communicate:
            named.setdefault(it.template, []).append(runbook.id)
    return [
        {
            "id": page.id,
            "title": page.title,
            "audience": page.audience,
            "levels": list(page.when.severity) if page.when else [],
            "statuses": list(page.when.status) if page.when else [],
            "runbooks": named.get(page.id, []),
        }
        for page in pages
    ]


def _seconds(value: Duration | None) -> int:
    return value.seconds if value else 0
