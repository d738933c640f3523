"""Why a page comes before others: what is at stake, and how little vouches for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.catalog import Reviewable
from firsthour.model.evidence import Used, uses
from firsthour.model.failure_modes import FailureMode
from firsthour.model.freshness import Freshness
from firsthour.model.procedures import Procedure
from firsthour.rules.common.people import gone
from firsthour.rules.common.steps import all_steps, inherited_cause, procedure_risks, rank

RECENT = datetime.timedelta(days=180)
_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Risk:
    """How much speaks for a page, and the reasons in words, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


def risks(
    catalog: Catalog, fresh: Mapping[str, Freshness], today: datetime.date
) -> Mapping[str, Risk]:
    """The risk of each of these pages."""
    used = uses(catalog)
    worst = _worst(catalog)
    found: dict[str, Risk] = {}
    for name, state in fresh.items():
        page = catalog.reviewable[name]
        parts = [
            *_owner(page, catalog),
            *_state(state, today),
            *_stakes(page, catalog, worst.get(name, 0)),
            *_incidents(used.get(name, Used()), today),
        ]
        parts.sort(key=lambda part: -part[0])
        found[name] = Risk(sum(weight for weight, _ in parts), tuple(text for _, text in parts))
    return found


def _owner(page: Reviewable, catalog: Catalog) -> Iterator[tuple[int, str]]:
    """Nobody will look at a page whose owner is gone or was never there, so that comes first."""
    # Without contacts nobody can tell; lint asks for these.
    if catalog.contacts and page.owner not in {**catalog.people, **catalog.teams}:
        yield 7, f"nobody looks after it: no person and no team has the id `{page.owner}`"
    why = gone(catalog, page.owner)
    if why:
        yield 7, f"nobody looks after it: its owner `{page.owner}` {why}"


def _state(fresh: Freshness, today: datetime.date) -> Iterator[tuple[int, str]]:
    if fresh.trust == "never":
        yield 4, "never reviewed"
    elif fresh.wrong:
        yield 6, f"an incident of {fresh.since} found it wrong"
    elif fresh.trust == "unverified" and fresh.last:
        yield 5, f"changed since its review of {fresh.last.date}"
    elif fresh.due and fresh.due < today:
        late = (today - fresh.due).days
        words = f"its review is {late} {'day' if late == 1 else 'days'} late"
        yield 1 + min(late // 30, _MOST_MONTHS), words
    elif fresh.due:
        yield 0, f"good until {fresh.due}"


def _stakes(page: Reviewable, catalog: Catalog, worst: int) -> Iterator[tuple[int, str]]:
    if isinstance(page, FailureMode) and page.severity:
        for index, level in enumerate(catalog.levels[:2]):
            if level.id == page.severity.default:
                yield 4 - 2 * index, f"it is for {level.code}"
    if worst == rank("destructive"):
        yield 3, "a step can destroy data"
    elif worst == rank("disruptive"):
        yield 1, "a step disrupts customers"
    rollback = getattr(page, "rollback", None)
    if rollback is not None and rollback.steps and rollback.last_tried is None:
        yield 2, "its rollback has never been tried"


def _incidents(used: Used, today: datetime.date) -> Iterator[tuple[int, str]]:
    days = [*used.wrong, *(review.date for review in used.worked)]
    recent = [day for day in days if datetime.timedelta() <= today - day <= RECENT]
    if recent:
        count = "an incident" if len(recent) == 1 else f"{len(recent)} incidents"
        yield 1 + len(recent), f"used in {count} since {_before(today)}"


def _before(today: datetime.date) -> datetime.date:
    """The first day that is recent; the first there is when that is before the calendar."""
    return today - min(RECENT, today - datetime.date.min)


def _worst(catalog: Catalog) -> Mapping[str, int]:
    """How risky each page is, also through the procedures it uses."""
    shared = procedure_risks(catalog)
    found: dict[str, int] = {}
    for name, page in catalog.reviewable.items():
        if isinstance(page, FailureMode | Procedure):
            values = [0]
            values += [rank(option.risk) for option in getattr(page, "mitigate", ())]
            for step, _ in all_steps(page):
                cause = inherited_cause(step, shared)
                values += [rank(step.risk), rank(cause.risk) if cause else 0]
            found[name] = max(values)
    return found
