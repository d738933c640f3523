from __future__ import annotations

import datetime
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.incidents import Incident
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_ORDER = ("started", "detected", "acknowledged", "declared", "mitigated", "resolved")


@rule(Severity.ERROR)
def instants_in_order(catalog: Catalog) -> Iterator[Finding]:
    """An incident is first detected, then acknowledged, declared, mitigated and resolved.

    Times to detect and to resolve are computed from these instants. One wrong digit or zone makes
    them negative or hours too long, and somebody decides by them.

    To fix: correct the instant. When the clocks changed that night, mind the offset: the same hour
    exists twice.
    """
    latest = datetime.datetime.combine(catalog.today, datetime.time.max, datetime.UTC)
    for incident in catalog.incidents.values():
        yield from _check(incident, latest)


def _check(incident: Incident, latest: datetime.datetime) -> Iterator[Finding]:
    """The first instant that is out of order: what follows may be right."""
    before, earlier = "started", incident.started
    for name in _ORDER:
        instant: datetime.datetime | None = getattr(incident, name)
        if instant is None:
            continue
        if instant < earlier:
            written = incident.origin.document.data
            message = f"`{name}` {written[name]} is before `{before}` {written[before]}"
            # The clocks on the wall may agree where the offsets do not.
            by_wall = instant.replace(tzinfo=None) >= earlier.replace(tzinfo=None)
            help_ = "correct one of the two" + (
                ": their offsets differ, and in UTC the order is another" if by_wall else ""
            )
            notes = ((incident.origin.at(before), "this comes first"),)
            yield Finding(incident.origin.at(name), message, help_, notes)
            return
        if instant > latest:
            message = f"`{name}` {incident.origin.document.data[name]} is still to come"
            yield Finding(
                incident.origin.at(name), message, "write the moment at which it happened"
            )
            return
        before, earlier = name, instant
