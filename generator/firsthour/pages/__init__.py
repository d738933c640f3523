"""Page kinds: what each page shows, where it stands, in which order. No markup here.

A page kind is one module with one function marked `@page_kind`; it is found by its place in this
folder. The template of the same name in `templates/` turns the view into Markdown.
"""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from firsthour.alerts.coverage import Coverage
from firsthour.alerts.found import FoundAlert
from firsthour.history import Change, History
from firsthour.model import Catalog
from firsthour.problem import Problem, Severity

# The order of the navigation. What is needed first in an incident stands first.
SECTIONS: Mapping[str, str] = {
    "": "Home",
    "checklists": "Checklists",
    "failure-modes": "Runbooks",
    "procedures": "Procedures",
    "severity": "Severity",
    "people": "People",
    "services": "Services",
    "templates": "Messages",
    "incidents": "Incidents",
    "more": "More",
}


class Documented(Protocol):
    """What the rule page shows of an id: a rule, or what is found before and after rules run."""

    @property
    def id(self) -> str:
        """What stands in the brackets."""

    @property
    def severity(self) -> Severity:
        """How bad most of its findings are."""

    @property
    def summary(self) -> str:
        """What must hold."""

    @property
    def why(self) -> str:
        """Why, in paragraphs."""

    @property
    def fix(self) -> str:
        """What to do."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that was printed: the size and layout in which it fits, and its PDFs by paper."""

    title: str
    size: float
    layout: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held once: the commit, its day, and the content as plain data."""

    commit: str
    date: datetime.date
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a page may be made from; `texts` are the files that were read, by path.

    `changed` has the last change of each page's operational part, as far as git knows, `edited` the
    last edit that was its own. `alerts` are those of the rule files that settings.yaml names,
    `coverage` says where they lead. `papers` are the PDFs of sheets as they are now, by the name
    of the sheet, `versions` what each file that has a sheet held before, the newest first.
    """

    catalog: Catalog
    today: datetime.date
    history: History = field(default_factory=History)
    rules: Sequence[Documented] = ()
    problems: Sequence[Problem] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, datetime.date] = field(default_factory=dict)
    edited: Mapping[str, Change] = field(default_factory=dict)
    alerts: Sequence[FoundAlert] = ()
    coverage: Coverage | None = None
    papers: Mapping[str, Paper] = field(default_factory=dict)
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path in the tree, what it shows, and how it is found."""

    path: str
    title: str
    template: str
    section: str
    view: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    order: tuple[int, str] = (0, "")
    hide: tuple[str, ...] = ()
    searchable: bool = True
    listed: bool = True
    reference: str = ""
    layout: str = ""

    @property
    def url(self) -> str:
        """Where the page is served, from the root of the site, without a leading slash."""
        stem = self.path.removesuffix(".md")
        if stem == "index" or stem.endswith("/index"):
            return stem.removesuffix("index")
        return stem + "/"


PageKind = Callable[[Context], Iterator[Page]]
_KINDS: dict[str, PageKind] = {}


def page_kind(function: PageKind) -> PageKind:
    """Register the function that makes the pages of one kind."""
    _KINDS[function.__module__] = function
    return function


def all_pages(context: Context) -> list[Page]:
    """Every page of the site, in the order of the navigation."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        importlib.import_module(f"{__name__}.{module.name}")
    sections = list(SECTIONS)
    pages = [page for name in sorted(_KINDS) for page in _KINDS[name](context)]
    return sorted(pages, key=lambda page: (sections.index(page.section), page.order, page.path))
