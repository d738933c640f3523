"""What shows that a team is ready for something, or what is missing and where to write it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from firsthour.model import SINGLES, Catalog, Sheet
from firsthour.model.contacts import Person
from firsthour.model.freshness import interval
from firsthour.rules.common.people import is_here


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows it, on a page of ours where there is one."""

    text: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and what to write in which file under which key.

    `command` makes the file; it is empty when the file is there.
    """

    what: str
    file: str
    key: str = ""
    write: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a readiness list. What is in part there has evidence and gaps."""

    evidence: tuple[Evidence, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def ready(self) -> bool:
        """Nothing is missing."""
        return not self.gaps


Check = Callable[[Catalog, datetime.date], Answer]
Page = TypeVar("Page", bound=Sheet)


def answer(evidence: Iterable[Evidence], *gaps: Gap) -> Answer:
    """What there is and what there is not, each once."""
    return Answer(tuple(evidence), tuple(dict.fromkeys(gaps)))


def gap(catalog: Catalog, what: str, place: str, key: str, write: str = "") -> Gap:
    """Something to write.

    Args:
        catalog: it knows whether the file is there, and whether it can be read.
        what: the sentence that says what is missing.
        place: `severity`, or `templates/postmortem`.
        key: where in the file.
        write: YAML, from the margin.
    """
    file = f"runbooks/{place}.yaml"
    if place in catalog.broken:
        return Gap("not known, because its file cannot be read", file, command="firsthour lint")
    kind = place.partition("/")[0]
    there = getattr(catalog, kind) if kind in SINGLES else catalog.page(place)
    command = "" if there else f"firsthour new {place.replace('/', ' ')}"
    return Gap(what, file, key, write, command)


def unfinished(page: Sheet, what: str, key: str, write: str) -> Gap:
    """Something to write in a page that is there."""
    return Gap(what, page.origin.document.path, key, write)


def active(pages: Mapping[str, Page]) -> list[Page]:
    """Those that can be followed tonight: drafts and retired ones cannot."""
    return [page for page in pages.values() if getattr(page, "status", "active") == "active"]


def kept_for(kind: str, catalog: Catalog) -> datetime.timedelta:
    """How long evidence of a kind counts in this team."""
    return interval(catalog.settings.review if catalog.settings else None, kind)


def still_counts(
    date: datetime.date | None, kind: str, catalog: Catalog, today: datetime.date
) -> bool:
    """Whether something was done, and not too long ago. What is planned was not done."""
    # Compared as ages: a date near the end of the calendar must not overflow.
    return date is not None and datetime.timedelta() <= today - date <= kept_for(kind, catalog)


def here(catalog: Catalog, today: datetime.date) -> list[Person]:
    """People who have not left."""
    return [it for it in catalog.people.values() if is_here(it, today)]


def stands_for(identifier: str, catalog: Catalog, today: datetime.date) -> set[str]:
    """The people behind a person or a team who are still here."""
    present = {person.id for person in here(catalog, today)}
    team = catalog.teams.get(identifier)
    return present & (set(team.members) if team else {identifier})
