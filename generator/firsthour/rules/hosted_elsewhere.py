from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin

_FEW = 3


@rule(Severity.ERROR)
def hosted_elsewhere(catalog: Catalog) -> Iterator[Finding]:
    """The runbooks are not hosted on what they are about.

    When the hosting goes down it takes the product and the page that says what to do with it, in
    the same second.

    To fix: host the site with somebody else, and name them as `hosted_on` in
    runbooks/settings.yaml. Until then keep a copy elsewhere, and waive this with where it is.
    """
    if catalog.settings is None or not catalog.settings.hosted_on:
        return
    host = catalog.settings.hosted_on
    notes: tuple[tuple[Origin, str], ...]
    if host in catalog.service_map:
        notes = ((catalog.service_map[host].origin.at("id"), "one of the services"),)
        message = f"the runbooks are hosted on `{host}`, and are about it"
    else:
        found = dict(_needing(catalog, host))
        if not found:
            return
        notes = tuple((found[name], f"`{name}` needs it") for name in list(found)[:_FEW])
        what = f"`{next(iter(found))}` needs"
        if len(found) > 1:
            what = f"{len(found)} of the services need"
        message = f"the runbooks are hosted on `{host}`, which {what} as well"
    help_ = "host them with somebody else, and keep a copy"
    yield Finding(catalog.settings.origin.at("hosted_on"), message, help_, notes)


def _needing(catalog: Catalog, host: str) -> Iterator[tuple[str, Origin]]:
    """Services with the place that says so; of two places the weightier comes last."""
    for service in catalog.service_map.values():
        for needed in service.depends_on:
            if needed.id == host:
                yield service.id, needed.origin
        for index, name in enumerate(service.runs_on):
            if name == host:
                yield service.id, service.origin.at("runs_on", index)
