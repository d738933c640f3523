"""Whether a page can still be trusted: its status, the evidence for it, how long that counts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from firsthour.model.catalog import Catalog, Reviewable
from firsthour.model.common import Duration, Review
from firsthour.model.evidence import Used, counted_as, reference, sound, uses, voided
from firsthour.model.settings import ReviewSettings

Trust = Literal["draft", "retired", "current", "overdue", "unverified", "never"]


@dataclass(frozen=True, slots=True)
class Freshness:
    """The answer, with the evidence it rests on.

    Attributes:
        trust: what to make of the page. `unverified`: it has changed since its last evidence, or
            the last incident found it wrong.
        last: the evidence; of an unverified page, what vouched for it before.
        due: the last day on which the evidence counts.
        since: the day from which the page is unverified, where that is known.
        wrong: an incident found it wrong, and nothing has changed or been reviewed since.
    """

    trust: Trust
    last: Review | None = None
    due: datetime.date | None = None
    since: datetime.date | None = None
    wrong: bool = False


def freshness(
    page: Reviewable,
    catalog: Catalog,
    today: datetime.date,
    changed: datetime.date | None = None,
    used: Mapping[str, Used] | None = None,
) -> Freshness:
    """Judge a page by its evidence; each kind counts for its own time.

    Args:
        page: the page.
        catalog: the whole, for the intervals, the procedures that are used, and the incidents.
        today: the day from which to count.
        changed: the last change of its operational part, where git knows it.
        used: what incidents say, where it is at hand already.
    """
    name = reference(page)
    seen = (uses(catalog) if used is None else used).get(name, Used())
    reviews = sound([*page.reviewed, *seen.worked], today)
    judged = list(voided(reviews, catalog.hashes.get(name, ""), changed))
    valid = [review for review, void in judged if not void]
    settings = catalog.settings.review if catalog.settings else None

    def until(review: Review) -> datetime.date:
        return after(review.date, interval(settings, counted_as(review, name)))

    last = max(valid, key=lambda review: (until(review), review.date), default=None)
    due = until(last) if last else None
    wrong = _still_wrong(seen, page, valid, changed, today)
    if page.status != "active":
        return Freshness(page.status, last, due)
    if wrong is not None:
        return Freshness("unverified", last or _first(reviews), None, wrong, wrong=True)
    if last is None or due is None:
        trust: Trust = "unverified" if reviews else "never"
        return Freshness(trust, _first(reviews), None, changed if reviews else None)
    return Freshness("current" if due >= today else "overdue", last, due)


def interval(rules: ReviewSettings | None, how: str) -> datetime.timedelta:
    """How long this kind of evidence counts."""
    # A dataclass with slots keeps its defaults in its fields only.
    fields = ReviewSettings.__dataclass_fields__
    length = getattr(rules, how) if rules else fields[how].default
    return cast("Duration", length).delta


def after(date: datetime.date, time: datetime.timedelta) -> datetime.date:
    """A day and some time; the last day there is when that is beyond the calendar."""
    return date + min(time, datetime.date.max - date)


def _first(reviews: list[Review]) -> Review | None:
    return reviews[0] if reviews else None


def _still_wrong(
    seen: Used,
    page: Reviewable,
    valid: list[Review],
    changed: datetime.date | None,
    today: datetime.date,
) -> datetime.date | None:
    """The day an incident found the page wrong, if it was not corrected or reviewed since."""
    day = max((day for day in seen.wrong if day <= today), default=None)
    if day is None or (changed is not None and changed >= day):
        return None
    return None if any(r.date >= day and r in page.reviewed for r in valid) else day
