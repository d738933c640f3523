"""Text with addresses in it, cut so that the addresses become links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
# What ends a sentence or closes a bracket is rarely part of the address before it.
_AFTER = ".,;:!?)]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; one with `url` is an address."""

    text: str
    url: str = ""


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
