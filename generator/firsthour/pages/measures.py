"""Measures over all incidents: how fast, what was hit, how runbooks did, what was followed up."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthour.model.incidents import Action, Incident
from firsthour.pages.timing import length, median

Verdict = Literal["worked", "wrong-step", "missing"]
# What is measured -> from which instant to which.
_SPANS: Mapping[str, tuple[str, str]] = {
    "detect": ("started", "detected"),
    "acknowledge": ("detected", "acknowledged"),
    "mitigate": ("started", "mitigated"),
    "resolve": ("started", "resolved"),
}
VERDICTS: Mapping[Verdict, str] = {
    "worked": "worked",
    "wrong-step": "had a wrong step",
    "missing": "was missing",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One time over several incidents: the one in the middle, the longest, and of how many."""

    name: str
    start: str
    end: str
    median: str
    longest: str
    longest_in: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of them."""
        return 100 * self.part // self.whole if self.whole else 0


def counted(incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents that count for how fast we are: drills do not."""
    return [incident for incident in incidents if not incident.drill]


def times(incidents: Sequence[Incident]) -> list[Measure]:
    """Each time with its median. An incident without both instants does not count for it."""
    return [
        _measure(name, start, end, dict(_spans(incidents, start, end)))
        for name, (start, end) in _SPANS.items()
    ]


def _measure(name: str, start: str, end: str, spans: dict[str, datetime.timedelta]) -> Measure:
    middle = median(spans.values())
    longest_in = max(spans, key=lambda each: spans[each], default="")
    return Measure(
        name,
        start,
        end,
        median=length(middle) if middle is not None else "",
        longest=length(spans[longest_in]) if spans else "",
        longest_in=longest_in,
        count=len(spans),
    )


def _spans(
    incidents: Sequence[Incident], start: str, end: str
) -> Iterator[tuple[str, datetime.timedelta]]:
    for incident in incidents:
        first, last = getattr(incident, start), getattr(incident, end)
        # An end before its start is a slip of the pen, which lint reports, and no measure.
        if first is not None and last is not None and last >= first:
            yield incident.id, last - first


def by_service(incidents: Sequence[Incident]) -> list[tuple[str, int]]:
    """How often each service was hit, the most often first."""
    hits = Counter(
        service
        for incident in incidents
        if incident.impact
        for service in dict.fromkeys(incident.impact.services)
    )
    return sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))


def level_of(incident: Incident) -> str:
    """The level that it had in the end: the postmortem may have corrected it."""
    graded = incident.severity
    return graded.corrected.to if graded.corrected else graded.level


def by_level(incidents: Sequence[Incident], levels: Sequence[str]) -> list[tuple[str, int]]:
    """How many at each level, the worst first; of a level that is no more, at the end."""
    found = Counter(map(level_of, incidents))
    known = [level for level in levels if found[level]]
    return [(level, found[level]) for level in (*known, *sorted(found.keys() - set(known)))]


def verdicts(incidents: Sequence[Incident]) -> list[tuple[str, int]]:
    """How the runbooks did, drills included: words -> how often."""
    found = Counter(use.verdict for incident in incidents for use in incident.runbooks_used)
    return [(words, found[verdict]) for verdict, words in VERDICTS.items() if found[verdict]]


def actions(incidents: Sequence[Incident]) -> Iterator[tuple[Incident, Action]]:
    """Every follow-up with its incident."""
    for incident in incidents:
        for action in incident.actions:
            yield incident, action


def share_done(incidents: Sequence[Incident]) -> Share:
    """Follow-ups that are done, of all."""
    found = [action for _, action in actions(incidents)]
    return Share(sum(action.done is not None for action in found), len(found))
