"""The reviews of one month: few for each owner, spread, the riskiest first, and done when done."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from firsthour.model import Catalog
from firsthour.model.common import Review
from firsthour.model.evidence import AHEAD, uses
from firsthour.model.freshness import Freshness, after, freshness
from firsthour.model.settings import ReviewSettings
from firsthour.review.ranking import Risk, risks
from firsthour.rules.common.references import is_sample


@dataclass(frozen=True, slots=True)
class Turn:
    """One page whose turn it is, and why. `due` is the last day on which its evidence counts."""

    reference: str
    title: str
    owner: str
    trust: str
    due: datetime.date | None
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What one owner is asked in a month.

    `done` counts the owner's pages reviewed in this month already; `waiting` those that have to
    wait, because there are more than the month may hold.
    """

    owner: str
    pages: tuple[Turn, ...]
    done: int
    waiting: int


def month(
    catalog: Catalog,
    today: datetime.date,
    changed: Mapping[str, datetime.date] | None = None,
    owner: str = "",
) -> tuple[Month, ...]:
    """Each owner's list, in the order of their ids; owners without one are left out.

    A page comes up while its evidence still counts: at the latest in the whole month before it
    runs out. Pages that are marked as a sample do not come up: they are not the team's, and nobody
    has tried them. Where more pages run out together than the months after may hold, some come up
    earlier; which, a hash of the name decides, so that it is nobody's choice and always the same.

    Args:
        catalog: the pages.
        today: a day of the month.
        changed: the last operational change of pages, as far as git knows.
        owner: only this owner.
    """
    settings = catalog.settings.review if catalog.settings else None
    budget = settings.per_owner if settings else per_owner_default()
    used = uses(catalog)
    states: dict[str, dict[str, Freshness]] = defaultdict(dict)
    done: dict[str, int] = defaultdict(int)
    for name, page in catalog.reviewable.items():
        if page.status != "active" or (owner and page.owner != owner):
            continue
        if is_sample(page.origin.document):
            continue
        fresh = freshness(page, catalog, today, (changed or {}).get(name), used)
        states[page.owner][name] = fresh
        done[page.owner] += _was_done(page.reviewed, today)
    found: list[Month] = []
    for each in sorted(states):
        risk = risks(catalog, states[each], today)
        left = max(budget - done[each], 0)
        chosen, waiting = _chosen(states[each], risk, today, budget, left)
        if chosen or waiting:
            pages = tuple(_turn(name, catalog, states[each][name], risk[name]) for name in chosen)
            found.append(Month(each, pages, done[each], waiting))
    return tuple(found)


def samples(catalog: Catalog, owner: str = "") -> int:
    """How many pages do not come up because they are marked as a sample."""
    return sum(
        page.status == "active" and owner in ("", page.owner) and is_sample(page.origin.document)
        for page in catalog.reviewable.values()
    )


def per_owner_default() -> int:
    """How many pages a month, where the settings do not say."""
    return cast("int", ReviewSettings.__dataclass_fields__["per_owner"].default)


def _chosen(
    states: Mapping[str, Freshness],
    risk: Mapping[str, Risk],
    today: datetime.date,
    budget: int,
    left: int,
) -> tuple[list[str], int]:
    """The pages of this month, and how many have to wait.

    Filled from the last month backwards: each page stands as late as it may, and what a month
    cannot hold moves to the one before, down to this one.
    """
    now = _number(today)
    deadlines = {name: _deadline(fresh, today) for name, fresh in states.items()}
    pool: list[str] = []
    for number in range(max(deadlines.values(), default=now), now, -1):
        pool += [name for name, deadline in deadlines.items() if deadline == number]
        pool.sort(key=lambda name: (-deadlines[name], _stagger(name)))
        # Who was looked at in this month cannot move into it: those stand first.
        pool.sort(key=lambda name: not _is_settled(states[name], today))
        del pool[:budget]
    candidates = [name for name in pool if not _is_settled(states[name], today)]
    candidates += [name for name, deadline in deadlines.items() if deadline <= now]
    candidates.sort(
        key=lambda name: (
            _can_wait(states[name], today),
            -risk[name].score,
            states[name].due or today,
            _stagger(name),
        )
    )
    late = [name for name in candidates[left:] if deadlines[name] <= now]
    return candidates[:left], len(late)


def _deadline(fresh: Freshness, today: datetime.date) -> int:
    """The number of the last month in which the page has to come up."""
    now = _number(today)
    if fresh.trust in ("never", "unverified") or fresh.due is None or fresh.last is None:
        return now
    if fresh.due < today:
        return now
    number = _number(fresh.due)
    is_whole = _number(after(fresh.due, datetime.timedelta(days=1))) > number
    first = _number(fresh.last.date) + 1
    return max(number if is_whole else number - 1, first, now)


def _can_wait(fresh: Freshness, today: datetime.date) -> bool:
    """True when the evidence still counts on the first day of the next month."""
    return (
        fresh.trust == "current" and fresh.due is not None and _number(fresh.due) > _number(today)
    )


def _is_settled(fresh: Freshness, today: datetime.date) -> bool:
    """True when a page was looked at in this month, and holds."""
    return (
        fresh.trust == "current"
        and fresh.last is not None
        and _number(fresh.last.date) >= _number(today)
    )


def _was_done(reviewed: Sequence[Review], today: datetime.date) -> bool:
    days = [review.date for review in reviewed]
    return any(_number(day) == _number(today) and day - today <= AHEAD for day in days)


def _turn(name: str, catalog: Catalog, fresh: Freshness, risk: Risk) -> Turn:
    page = catalog.reviewable[name]
    return Turn(name, page.title, page.owner, fresh.trust, fresh.due, risk.score, risk.reasons)


def _number(day: datetime.date) -> int:
    return day.year * 12 + day.month


def _stagger(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
