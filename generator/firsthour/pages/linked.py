"""Text cut where a part of it becomes a link or code, and links to a step of another page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages.parts import targets

_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
# What ends a sentence or closes a bracket is rarely part of the address before it.
_AFTER = ".,;:!?)]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; one with `url` is an address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StepLink:
    """A page, and the step on it, if it has that step."""

    page: str
    reference: str = ""
    label: str = ""


def step_link(reference: str, catalog: Catalog) -> StepLink:
    """`kind/id#step` with the anchor that the step has on its page, and with its words."""
    path, _, part = reference.partition("#")
    page = catalog.page(path)
    found = targets(page).get(part) if isinstance(page, FailureMode | Procedure) else None
    return StepLink(path, f"{path}#{found.anchor}", found.label) if found else StepLink(path)


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text at its addresses; together the pieces are the text again."""
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(_AFTER)
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(address, address)
        at = found.start() + len(address)
    if at < len(text):
        yield Piece(text[at:])


def coded(text: str) -> tuple[str, ...]:
    """Our own sentences, cut at their backticks: every second part is code."""
    return tuple(text.split("`"))
