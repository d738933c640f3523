"""Whether a page can still be trusted: its status, the newest evidence, how long it counts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from firsthour.model.common import Duration, Review
from firsthour.model.settings import ReviewSettings, Settings

Trust = Literal["draft", "retired", "current", "overdue", "never"]


class Reviewed(Protocol):
    """What has a status and evidence."""

    @property
    def reviewed(self) -> Sequence[Review]:
        """Newest first."""

    @property
    def status(self) -> str:
        """draft, active or retired."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The answer, with the evidence it rests on."""

    trust: Trust
    last: Review | None = None
    due: datetime.date | None = None


def freshness(page: Reviewed, settings: Settings | None, today: datetime.date) -> Freshness:
    """Judge a page by its newest review; each kind of evidence counts for its own time."""
    last = max(page.reviewed, key=lambda review: review.date, default=None)
    due = None
    if last is not None:
        rules = settings.review if settings and settings.review else None
        due = last.date + interval(rules, last.how)
    trust: Trust
    if page.status == "draft":
        trust = "draft"
    elif page.status == "retired":
        trust = "retired"
    elif due is None:
        trust = "never"
    else:
        trust = "current" if due >= today else "overdue"
    return Freshness(trust, last, due)


def interval(rules: ReviewSettings | None, how: str) -> datetime.timedelta:
    """How long this kind of evidence counts."""
    # A dataclass with slots keeps its defaults in its fields only.
    fields = ReviewSettings.__dataclass_fields__
    length = getattr(rules, how) if rules else fields[how].default
    return cast("Duration", length).delta
