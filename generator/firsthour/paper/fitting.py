"""How large the type of a sheet may be, and what is wrong with one that fits at no size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from firsthour.pages.identity import View
from firsthour.paper.press import Press
from firsthour.paper.runbooks import brief, shortest

# Sizes of a responder's sheet, the largest first, and those for one that is too long for them.
_LARGE = (13, 12.5, 12, 11.5, 11)
FLOOR = _LARGE[-1]
_SMALL = (10.5, 10, 9.5)
MOST_PAGES = 2
# The largest and the smallest size of a card; lists have one size and as many pages as they need.
_CARDS = {"severity": (13, 9.5), "contacts": (13, 11)}
_STEP = 0.25
_LISTS = {"wallet": 8.0, "a-to-z": 11.0, "messages": 11.0}
# More characters than two pages of 11 pt hold; such a sheet is not even tried in full.
_MOST_TEXT = 7000
# Lines on a page of 11 pt.
_LINES = 48
# How far a guess may be off before a size is given up unseen.
_DOUBT = 1.03


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
        small: by how many lines a responder's sheet is too long for the smallest size that it
            should have; it is set in a smaller one.
        sections: of what is too long: what takes the room, with its lines.
    """

    size: float
    layout: str = ""
    shortened: int = 0
    pages: int = 1
    wrapped: int = 0
    over: int = 0
    small: int = 0
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
        return _responder(view, press) if limited else _procedure(view, press)
    if view["kind"] in _CARDS:
        return _card(view, press, *_CARDS[view["kind"]])
    size = _LISTS[view["kind"]]
    return Fit(size, pages=_pages(view, press, size))


def shortened(view: View, by: int) -> View:
    """A responder's sheet with less of what explains."""
    return (view, brief(view), shortest(brief(view)))[by]


def _responder(view: View, press: Press) -> Fit:
    """Two pages at most; what explains is left out before the type becomes small."""
    for by, sizes in ((0, _LARGE), (1, _LARGE), (2, _LARGE), (2, _SMALL)):
        less = shortened(view, by)
        if sizes is _LARGE and characters(less) > _MOST_TEXT:
            continue
        found = _largest(less, press, sizes, MOST_PAGES)
        if found:
            small = _too_many(less, press) if sizes is _SMALL else 0
            return Fit(found[0], "", by, found[1], small=small)
    size, by = _SMALL[-1], 2
    pages = _pages(shortened(view, by), press, size)
    return Fit(size, "", by, pages, over=max(pages - MOST_PAGES, 1))


def _too_many(view: View, press: Press) -> int:
    """How many lines a responder's sheet has more than two pages of the floor hold."""
    _, used = _taken(view, press, FLOOR)
    return max(math.ceil((used - MOST_PAGES) * _LINES), 1)


def _procedure(view: View, press: Press) -> Fit:
    """As few pages as the smallest type needs, in the largest that needs no more."""
    most = _pages(view, press, _LARGE[0])
    pages = _pages(view, press, _LARGE[-1]) if most > 1 else most
    if pages == most:
        return Fit(_LARGE[0], pages=pages)
    size, pages = _largest(view, press, _LARGE[1:-1], pages) or (_LARGE[-1], pages)
    return Fit(size, pages=pages)


def _card(view: View, press: Press, largest: float, smallest: float) -> Fit:
    sizes = [largest - _STEP * step for step in range(int((largest - smallest) / _STEP) + 1)]
    size, pages = _largest(view, press, sizes, 1) or (smallest, _pages(view, press, smallest))
    if pages > 1:
        # What has a second page anyway has room for larger type.
        size, pages = _largest(view, press, sizes[:-1], pages) or (size, pages)
    return Fit(size, pages=pages)


def _largest(
    view: View, press: Press, sizes: Sequence[float], most: int
) -> tuple[float, int] | None:
    """The largest size with no more pages, and how many it has; none when no size does.

    What needs two pages in 13 pt needs so much less in 11, by the square of that: most looks are
    at a size that fits or at the one above it.
    """
    low, high, pages = 0, len(sizes), 0
    at = 0
    while low < high:
        found, used = _taken(view, press, sizes[at])
        if found <= most:
            high, pages = at, found
        else:
            low = at + 1
        needs = [used * (size / sizes[at]) ** 2 for size in sizes]
        if high == len(sizes) and needs[-1] > most * _DOUBT:
            return None
        guess = next((index for index, need in enumerate(needs) if need <= most), high)
        at = min(max(guess, low), high - 1)
    return (sizes[high], pages) if high < len(sizes) else None


def characters(said: Any) -> int:
    """How much text there is, without the drawing of the address."""
    if isinstance(said, str):
        return len(said)
    if isinstance(said, dict):
        return sum(characters(each) for key, each in said.items() if key != "qr")
    return sum(map(characters, said)) if isinstance(said, list | tuple) else 0


def _pages(view: View, press: Press, size: float) -> int:
    return _taken(view, press, size)[0]


def _taken(view: View, press: Press, size: float) -> tuple[int, float]:
    """How many pages there are on Letter, and how much of them is filled."""
    found = press.ask(view, "pages", paper="letter", size=size)
    return found["pages"], found["pages"] - 1 + found["filled"]
