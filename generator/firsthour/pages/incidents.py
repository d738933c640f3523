"""Incidents: what happened, how long it took and what came of it; the measures over all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.incidents import Action, Entry, Incident
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import state_of
from firsthour.pages.linked import step_link
from firsthour.pages.measures import (
    VERDICTS,
    actions,
    by_level,
    by_service,
    counted,
    share_done,
    times,
    verdicts,
)
from firsthour.pages.timing import Moment, length, moment, zone_of

MILESTONES: Mapping[str, str] = {
    "detected": "Detected",
    "acknowledged": "Acknowledged",
    "declared": "Declared",
    "mitigated": "Mitigated",
    "resolved": "Resolved",
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """When a stage was reached, and how long after the start that was."""

    name: str
    at: Moment
    after: str
    before: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline: with the day where it changes, and the time since the last line."""

    entry: Entry
    at: Moment
    new_day: bool
    gap: str
    reached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An action with what is to be said of it today."""

    action: Action
    incident: Incident
    state: str
    words: str


@page_kind
def incidents(context: Context) -> Iterator[Page]:
    """Measures and the list, the newest first, then a page each."""
    catalog = context.catalog
    newest = sorted(catalog.incidents.values(), key=lambda it: (it.started, it.id), reverse=True)
    zone = zone_of(catalog.settings)
    follow_ups = [
        _follow_up(action, incident, context.today) for incident, action in actions(newest)
    ]
    real = counted(newest)
    yield Page(
        "incidents/index.md",
        "Incidents",
        "incidents",
        "incidents",
        {
            "incidents": [(it, moment(it.started, zone), _lasted(it)) for it in newest],
            "times": times(real),
            "counted": len(real),
            "levels": by_level(real, [level.id for level in catalog.levels]),
            "services": by_service(real),
            "verdicts": verdicts(newest),
            "done": share_done(newest),
            "open": _by_owner([it for it in follow_ups if it.state != "done"], catalog),
        },
        description="What happened, how long it took, and what is still to be done.",
    )
    for number, incident in enumerate(newest, 1):
        yield Page(
            f"incidents/{incident.id}.md",
            incident.title,
            "incident",
            "incidents",
            _view(incident, context, zone),
            source=incident.origin.document.path,
            description=incident.summary,
            order=(number, incident.id),
        )


def _view(incident: Incident, context: Context, zone: datetime.tzinfo) -> dict[str, object]:
    catalog = context.catalog
    rows = timeline(incident, zone)
    started = moment(incident.started, zone)
    return {
        "it": incident,
        "state": state_of(incident, context),
        "started": started,
        "milestones": milestones(incident, zone),
        "lasted": _lasted(incident),
        "timeline": rows,
        "zones": sorted({row.at.zone for row in rows} | {started.zone}),
        "zone_name": getattr(zone, "key", "UTC"),
        "tried": [
            (each, moment(each.at, zone) if each.at else None) for each in incident.mitigations
        ],
        "used": [
            (use, step_link(f"{use.runbook}#{use.step}", catalog), VERDICTS[use.verdict])
            for use in incident.runbooks_used
        ],
        "checks": [step_link(reference, catalog) for reference in incident.checks_added],
        "next_update": moment(incident.next_update, zone) if incident.next_update else None,
        "follow_ups": [_follow_up(each, incident, context.today) for each in incident.actions],
    }


def milestones(incident: Incident, zone: datetime.tzinfo) -> list[Milestone]:
    """The stages that were reached, in their order, each counted from the start."""
    found = [(words, getattr(incident, name)) for name, words in MILESTONES.items()]
    return [
        Milestone(
            words, moment(at, zone), length(at - incident.started), before=at < incident.started
        )
        for words, at in found
        if at is not None
    ]


def timeline(incident: Incident, zone: datetime.tzinfo) -> list[Row]:
    """The entries by time, with the stages they reached."""
    waiting = {name: at for name in MILESTONES if (at := getattr(incident, name)) is not None}
    rows: list[Row] = []
    last: Entry | None = None
    for entry in sorted(incident.timeline, key=lambda entry: entry.at):
        at = moment(entry.at, zone)
        reached = [name for name, instant in waiting.items() if instant == entry.at]
        for name in reached:
            del waiting[name]  # of several lines in one minute, the first is marked
        gap = length(entry.at - last.at) if last and entry.at > last.at else ""
        new_day = not rows or rows[-1].at.day != at.day
        rows.append(Row(entry, at, new_day, gap, tuple(reached)))
        last = entry
    return rows


def _lasted(incident: Incident) -> str:
    """From the first harm to the end; nothing while it goes on."""
    if incident.resolved is None or incident.resolved < incident.started:
        return ""
    return length(incident.resolved - incident.started)


def _follow_up(action: Action, incident: Incident, today: datetime.date) -> FollowUp:
    if action.done:
        return FollowUp(action, incident, "done", f"done {action.done}")
    if action.due and action.due < today:
        days = (today - action.due).days
        return FollowUp(action, incident, "overdue", f"overdue by {_days(days)}")
    if action.due:
        return FollowUp(action, incident, "open", f"open, due {action.due}")
    return FollowUp(action, incident, "open", "open" if action.issue else "open, no day set")


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


def _by_owner(open_: list[FollowUp], catalog: Catalog) -> list[tuple[str, list[FollowUp]]]:
    """Who has what to do, by the nearest day: what is overdue comes first."""
    never = datetime.date.max
    owners = dict.fromkeys(each.action.owner for each in open_)
    groups = [
        (
            owner,
            sorted(
                (each for each in open_ if each.action.owner == owner),
                key=lambda each: (each.action.due or never, each.action.what),
            ),
        )
        for owner in owners
    ]
    order = list(catalog.reachable)
    return sorted(
        groups,
        key=lambda group: (
            group[1][0].action.due or never,
            order.index(group[0]) if group[0] in order else len(order),
            group[0],
        ),
    )
