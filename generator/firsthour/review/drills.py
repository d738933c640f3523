"""What to practise next: each runbook is a scenario, and the one tried longest ago comes first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.evidence import AHEAD, counted_as, uses
from firsthour.model.failure_modes import FailureMode

_DONE = ("drill", "incident")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way to fail, as those who take part are told of it.

    Attributes:
        page: the runbook that should help; nobody is told.
        level: id of the severity it starts at, or nothing.
        lines: what customers say and which alert comes.
        last: when its steps were last done, in a drill or an incident.
    """

    page: FailureMode
    level: str
    lines: tuple[str, ...]
    last: datetime.date | None

    @property
    def reference(self) -> str:
        """`failure-modes/id`."""
        return f"failure-modes/{self.page.id}"


def scenarios(catalog: Catalog) -> list[Scenario]:
    """Every runbook in use: never tried ones first, then by the day; the worst before the rest."""
    ranks = {level.id: number for number, level in enumerate(catalog.levels)}
    found = [
        Scenario(
            page,
            page.severity.default if page.severity else "",
            tuple(_lines(page)),
            max(_tried(page, catalog), default=None),
        )
        for page in catalog.failure_modes.values()
        if page.status == "active"
    ]
    return sorted(
        found,
        key=lambda it: (
            it.last or datetime.date.min,
            ranks.get(it.level, len(ranks)),
            it.page.id,
        ),
    )


def _lines(page: FailureMode) -> Iterator[str]:
    """Only what one would know at night: the page itself has to be found."""
    if page.symptoms:
        yield f"Customers say: {page.symptoms[0]}"
    if page.alerts:
        yield f"Alert: {page.alerts[0].name}"
    if not page.symptoms and not page.alerts:
        yield page.impact or page.title


def _tried(page: FailureMode, catalog: Catalog) -> Iterator[datetime.date]:
    """Days on which its steps were done, and not only read."""
    name = f"failure-modes/{page.id}"
    for review in page.reviewed:
        if counted_as(review, name) in _DONE and review.date - catalog.today <= AHEAD:
            yield review.date
    used = uses(catalog).get(name)
    if used:
        yield from (review.date for review in used.worked)
        yield from used.wrong
