"""Checklists that people hold in the hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.checklists import Block, Checklist

TEN = 10
_MINUTES = re.compile(r"([0-9]+)(?:-([0-9]+)|[+])?\Z")


class Span(NamedTuple):
    """The minutes of a block; `5` begins and ends at 5, `30+` has its end at 30."""

    start: int
    end: int


def active_checklists(catalog: Catalog) -> Iterator[Checklist]:
    """Checklists in use: neither drafts nor retired."""
    return (sheet for sheet in catalog.checklists.values() if sheet.status == "active")


def span(block: Block) -> Span | None:
    """The minutes of a block as numbers; none where it states no minutes."""
    found = _MINUTES.match(block.minutes)
    if found is None:
        return None
    start = int(found[1])
    return Span(start, int(found[2]) if found[2] else start)


def most_items(block: Block) -> int:
    """How many items a reader keeps in mind: 7, and 6 where only two minutes are meant for them."""
    minutes = span(block)
    return 6 if minutes and 0 < minutes.end - minutes.start <= 2 else 7
