"""The text of the issue. The same review gives the same text, on any day."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from firsthour.forge.review import Asked
from firsthour.model import Catalog
from firsthour.pages import Context, all_pages
from firsthour.site.escape import escape, url

TITLE = "Runbooks that want a review"
# GitHub refuses more than 65,536 characters; what people tick and add must fit, too.
LONGEST = 60_000
_LONGEST_TEXT = 300
_MARK = re.compile(r"<!-- firsthour-review assigned:([A-Za-z0-9,-]*) -->")
_TICKED = re.compile(r"^- \[[xX]\] .*<!-- (\S+) -->\s*$", re.MULTILINE)
# What makes a mention, a reference or a link of plain text. References to characters do not help:
# GitHub looks for them when those are read already.
_LIVE = re.compile(r"@|#|://|www\.|GH-", re.IGNORECASE)
_APART = "\u200b"
_NOTHING = "Nothing wants a review. The next run that finds something opens this issue again.\n"
_INTRODUCTION = """\
It is the turn of these pages: what shows that they still hold has run out, or soon will. Take one,
try it out, and write it down: `firsthour review PAGE --how drill --record WHAT` does, and
`firsthour review` lists the names of the pages. Doing counts for longer than reading.

Tick what you are on. Every run writes this text anew from the runbooks, so say what you found in a
comment. What was reviewed disappears, and the issue closes when nothing is left.
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a page can be read and where it can be changed; empty where that is not known."""

    read: str = ""
    edit: str = ""


def places(catalog: Catalog, today: datetime.date) -> dict[str, Places]:
    """The addresses of every page, by reference."""
    site = catalog.settings.site_url if catalog.settings else ""
    edit = catalog.settings.edit_url if catalog.settings else ""
    return {
        page.reference or page.path.removesuffix(".md").removesuffix("/index"): Places(
            f"{site.rstrip('/')}/{page.url}" if site else "",
            f"{edit.rstrip('/')}/{page.source}" if edit and page.source else "",
        )
        for page in all_pages(Context(catalog, today))
    }


def body(
    asked: Iterable[Asked],
    catalog: Catalog,
    addresses: Mapping[str, Places],
    assigned: Iterable[str] = (),
    ticked: frozenset[str] = frozenset(),
) -> str:
    """The issue: its mark, then for each owner a list to tick.

    Args:
        asked: the pages; none gives the text of an issue to be closed.
        catalog: for the names of owners.
        addresses: of the pages.
        assigned: whom we assign, so that the next run knows who of them was our doing.
        ticked: references that people have ticked, and that stay so.
    """
    mark = f"<!-- firsthour-review assigned:{','.join(assigned)} -->\n"
    pages = list(asked)
    if not pages:
        return mark + _NOTHING
    parts = [mark + _INTRODUCTION]
    left = LONGEST - len(parts[0])
    shown = 0
    for part, count in _parts(pages, catalog, addresses, ticked):
        left -= len(part)
        if left < 0:
            parts.append(f"\nAnd {len(pages) - shown} more: `firsthour review` lists them all.\n")
            break
        parts.append(part)
        shown += count
    return "".join(parts)


def is_ours(text: str) -> bool:
    """True for a body that we have written."""
    return _MARK.search(text) is not None


def assigned_before(text: str) -> tuple[str, ...]:
    """Whom we assigned when we wrote this."""
    found = _MARK.search(text)
    return tuple(filter(None, found[1].split(","))) if found else ()


def ticked_in(text: str) -> frozenset[str]:
    """The references that people have ticked."""
    return frozenset(_TICKED.findall(text))


def _parts(
    pages: list[Asked],
    catalog: Catalog,
    addresses: Mapping[str, Places],
    ticked: frozenset[str],
) -> Iterator[tuple[str, int]]:
    """Headings and lines, each with how many pages it shows."""
    for owner, of_owner in itertools.groupby(pages, lambda page: page.owner):
        person = catalog.people.get(owner) or catalog.teams.get(owner)
        yield f"\n### {_plain(person.name if person else owner or 'Nobody')}\n\n", 0
        for page in of_owner:
            yield _line(page, addresses.get(page.reference, Places()), ticked), 1


def _line(page: Asked, place: Places, ticked: frozenset[str]) -> str:
    key = _key(page.reference)
    title = _plain(page.title) or _plain(page.reference)
    name = f"[{title}]({_href(place.read)})" if place.read else title
    why = "; ".join(filter(None, map(_plain, page.reasons)))
    edit = f" ([edit]({_href(place.edit)}))" if place.edit else ""
    box = "x" if key in ticked else " "
    return f"- [{box}] {name}{edit}{': ' if why else ''}{why} <!-- {key} -->\n"


def _key(reference: str) -> str:
    """A reference as it stands in a comment, which it cannot end."""
    return re.sub(r"[^A-Za-z0-9/._-]|--+|^[>-]", "-", reference) or "-"


def _plain(text: str) -> str:
    """One line that is nothing but text: no markup, no mention, no link, no reference."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_TEXT:
        line = line[: _LONGEST_TEXT - 1].rstrip() + "…"
    return str(escape(_LIVE.sub(lambda found: found[0] + _APART, line)))


def _href(address: str) -> str:
    """An address that cannot leave the parentheses it stands in."""
    return str(url(address)).replace("(", "%28").replace(")", "%29")
