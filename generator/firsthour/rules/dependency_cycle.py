from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.circles import circles, round_notes, through
from firsthour.source import Origin


@rule(Severity.INFO)
def dependency_cycle(catalog: Catalog) -> Iterator[Finding]:
    """No service needs itself through others.

    After a power cut everything is down at once, and of two services that wait for each other
    neither comes up. Somebody has to know which one starts without the other.

    To fix: delete the dependency that is not needed to start, or say under its `without` how to
    start, and write a runbook for it.
    """
    needs: dict[str, dict[str, Origin]] = {}
    for service in catalog.service_map.values():
        found = needs.setdefault(service.id, {})
        for needed in service.depends_on:
            found.setdefault(needed.id, needed.origin)
        for index, host in enumerate(service.runs_on):
            found.setdefault(host, service.origin.at("runs_on", index))
    for circle in circles(needs):
        first = circle[0]
        origin = needs[first][circle[1 % len(circle)]]
        message = f"`{first}` needs itself{through(circle)}"
        help_ = "say which of them starts without the other, or delete what is no dependency"
        yield Finding(origin, message, help_, round_notes(needs, circle, "needs"))
