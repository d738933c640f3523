from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence

from firsthour.model import Catalog
from firsthour.model.incidents import Attempt, Entry, Incident
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin

Moment = tuple[datetime.datetime, Origin]


@rule(Severity.WARNING)
def timeline_in_order(catalog: Catalog) -> Iterator[Finding]:
    """A timeline, and the list of what was tried, run forwards in time.

    Whoever reads it later takes the line before for the reason of the line after. An entry with
    the wrong day or zone turns effect into cause.

    To fix: correct the time, or move the entry. Nothing is tried before the incident has started.
    """
    for incident in catalog.incidents.values():
        yield from _ascending(_moments(incident.timeline))
        tried = _moments(incident.mitigations)
        yield from _ascending(tried)
        yield from _too_early(incident, tried)


def _moments(entries: Sequence[Entry | Attempt]) -> list[Moment]:
    return [(each.at, each.origin.at("at")) for each in entries if each.at is not None]


def _ascending(moments: Sequence[Moment]) -> Iterator[Finding]:
    for (before, first), (at, origin) in itertools.pairwise(moments):
        if at < before:
            message = f"{_written(origin)} comes after {_written(first)}, and is before it"
            help_ = "correct the time, or move the entry"
            yield Finding(origin, message, help_, ((first, "the entry before"),))


def _too_early(incident: Incident, tried: Sequence[Moment]) -> Iterator[Finding]:
    for at, origin in tried:
        if at < incident.started:
            message = f"{_written(origin)} is before the incident `started`"
            notes = ((incident.origin.at("started"), "it started here"),)
            yield Finding(origin, message, "correct one of the two", notes)
            return


def _written(origin: Origin) -> str:
    """An instant as it stands in the file."""
    value = origin.document.data
    for key in origin.route:
        value = value[key]
    return f"`{value}`"
