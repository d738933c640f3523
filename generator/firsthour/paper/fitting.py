"""How large the type of a sheet may be, and what is wrong with one that fits at no size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firsthour.pages.identity import View
from firsthour.paper.press import Press
from firsthour.paper.runbooks import brief, shortest

# Sizes of a responder's sheet, and what is left out of it, in the order in which they are tried.
_LARGE = (13, 12.5, 12, 11.5, 11)
_SMALL = (10.5, 10, 9.5)
MOST_PAGES = 2
# Size of a card, and the smallest one; lists have one size and as many pages as they need.
_CARDS = {"severity": (13, 9.5), "contacts": (12, 10.5)}
_LISTS = {"wallet": 8.0, "a-to-z": 11.0, "messages": 11.0}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a sheet is printed.

    Attributes:
        size: of the type, in points.
        layout: of a checklist, where its decisions stand.
        shortened: how much of a responder's sheet is left out, from 0 to 2.
        pages: how many there are on Letter, the shorter paper.
        wrapped: how many lines of a checklist take two.
        over: by how many lines, or pages, it is too long; then the other fields are of the
            smallest size.
        sections: of what is too long: what takes the room, with its lines.
    """

    size: float
    layout: str = ""
    shortened: int = 0
    pages: int = 1
    wrapped: int = 0
    over: int = 0
    sections: tuple[tuple[str, int], ...] = ()


def fit(view: View, press: Press, *, limited: bool = True) -> Fit:
    """The largest type with which a sheet has no more pages than it may have.

    Args:
        view: the sheet.
        press: what measures it.
        limited: it may have two pages, and what explains is left out for that.
    """
    if view["kind"] == "checklist":
        found: dict[str, Any] = press.ask(view, "fit")
        sections = tuple((each["name"], each["lines"]) for each in found.pop("sections"))
        return Fit(**found, sections=sections)
    if view["kind"] == "runbook":
        return _runbook(view, press, limited)
    if view["kind"] in _CARDS:
        largest, smallest = _CARDS[view["kind"]]
        return _card(view, press, largest, smallest)
    size = _LISTS[view["kind"]]
    return Fit(size, pages=_pages(view, press, size))


def shortened(view: View, by: int) -> View:
    """A responder's sheet with less of what explains."""
    return (view, brief(view), shortest(brief(view)))[by]


def _runbook(view: View, press: Press, limited: bool) -> Fit:
    tried: list[Fit] = []
    for by, sizes in ((0, _LARGE), (1, _LARGE), (2, _LARGE), (2, _SMALL)):
        less = shortened(view, by)
        # Whatever the sizes between, there is no need to look when the smallest is too large.
        tried.append(Fit(sizes[-1], "", by, _pages(less, press, sizes[-1])))
        if not limited:
            size, pages = _largest(less, press, sizes, tried[-1].pages)
            return Fit(size, "", by, pages)
        if tried[-1].pages <= MOST_PAGES:
            size, pages = _largest(less, press, sizes, MOST_PAGES)
            return Fit(size, "", by, pages)
    last = tried[-1]
    return Fit(last.size, "", last.shortened, last.pages, over=last.pages - MOST_PAGES)


def _card(view: View, press: Press, largest: float, smallest: float) -> Fit:
    size, pages = largest, _pages(view, press, largest)
    while pages > 1 and size > smallest:
        size -= 0.25
        pages = _pages(view, press, size)
    if pages == 1:
        return Fit(size)
    return Fit(smallest, pages=pages)


def _largest(view: View, press: Press, sizes: tuple[float, ...], most: int) -> tuple[float, int]:
    """The first size with no more pages; the last one has no more."""
    for size in sizes[:-1]:
        pages = _pages(view, press, size)
        if pages <= most:
            return size, pages
    return sizes[-1], _pages(view, press, sizes[-1])


def _pages(view: View, press: Press, size: float) -> int:
    pages: int = press.ask(view, "pages", paper="letter", size=str(size))
    return pages
