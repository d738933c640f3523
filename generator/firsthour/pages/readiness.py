"""Readiness: two lists, computed from what is written, each line with its evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.practised import ALONE, LINES
from firsthour.pages.proof import Answer, Check


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list with its answer."""

    title: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Readiness:
    """A list, and how much of it holds."""

    lines: tuple[Line, ...]

    @property
    def ready(self) -> int:
        """How many lines are ready."""
        return sum(line.answer.ready for line in self.lines)


@page_kind
def readiness(context: Context) -> Iterator[Page]:
    """One page."""
    team = judged(LINES, context.catalog, context.today)
    yield Page(
        "readiness.md",
        "Readiness",
        "readiness",
        "more",
        {
            "team": team,
            "alone": judged(ALONE, context.catalog, context.today),
        },
        description=f"{team.ready} of {len(team.lines)} ready, and what shows it.",
    )


def judged(lines: Iterable[tuple[str, Check]], catalog: Catalog, today: datetime.date) -> Readiness:
    """Every line of a list with its answer today."""
    return Readiness(tuple(Line(title, check(catalog, today)) for title, check in lines))
