"""Faults of pages -> problems: where to look, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from firsthour.problem import Location, Note, Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "site-link": "Every link leads to a page or file of the site.",
        "site-anchor": "Every link to a part of a page names a part that is there.",
        "site-foreign": "A page loads nothing from another host.",
        "site-active": "Nothing in the content of a page runs, and no text has become markup.",
        "site-markup": "A page can be read in one way only.",
    }
)
_HELP = {
    "site-link": "name a page or file that is there; upper and lower case differ",
    "site-anchor": "name a part that is there, or the page alone",
    "site-foreign": "put the file into docs/ and name it there",
    "site-active": "text brings no code, styles or frames of its own: put them into files",
    "site-markup": "write `&lt;` for a `<` that is meant as text, and put quotes around values",
}
_SHOWN_PAGES = 3


class Fault(NamedTuple):
    """One fault; those outside the content of a page repeat on every page."""

    rule: str
    what: str
    page: str
    everywhere: bool = False


def problems(faults: Sequence[Fault], sources: Mapping[str, str]) -> Iterator[Problem]:
    """One problem a fault; what every page has is one fault of the theme or the navigation."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for fault in faults:
        key = (fault.rule, fault.what, "" if fault.everywhere else fault.page)
        grouped.setdefault(key, []).append(fault.page)
    for (rule, what, _), pages in grouped.items():
        first, *others = pages
        notes = tuple(
            Note(_location(page, sources), "and here") for page in others[: _SHOWN_PAGES - 1]
        )
        yield Problem(
            _location(first, sources),
            Severity.ERROR,
            rule,
            _message(rule, what, first, len(others)),
            _HELP[rule],
            notes,
        )


def _message(rule: str, what: str, page: str, others: int) -> str:
    place = f"page `{page.removesuffix('index.html') or '/'}`"
    if others:
        place += f" and on {others} more"
    return {
        "site-link": f"{what} leads nowhere, on {place}",
        "site-anchor": f"{what} names a part that is not there, on {place}",
        "site-foreign": f"{what} would be loaded from another host, on {place}",
        "site-active": f"{what} could run or restyle the page, on {place}",
        "site-markup": f"{what} can be read in more than one way, on {place}",
    }[rule]


def _location(page: str, sources: Mapping[str, str]) -> Location:
    """The file to edit, as far as it is known; else the page itself."""
    stem = page.removesuffix(".html")
    for path in (f"{stem.removesuffix('/index')}.md", f"{stem}.md"):
        if path in sources:
            return Location(sources[path])
    return Location(page)
