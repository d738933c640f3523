"""Text that is safe and legible on a screen: nothing from a file can move its cursor."""

from __future__ import annotations

import unicodedata

_TAB = "    "


def cells(text: str, encoding: str) -> list[str]:
    """What is shown for each character: itself, or an escape where that would not be seen."""
    if text.isascii() and text.isprintable():
        return list(text)
    return [_cell(character, encoding) for character in text]


def safe(text: str, encoding: str) -> str:
    """The text as it is shown."""
    return "".join(cells(text, encoding))


def columns(shown: list[str]) -> int:
    """How many columns cells take on the screen."""
    return sum(map(_width, shown))


def _cell(character: str, encoding: str) -> str:
    if character == "\t":
        return _TAB
    if not character.isprintable():
        return character.encode("unicode_escape").decode("ascii")
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("unicode_escape").decode("ascii")
    return character


def _width(cell: str) -> int:
    if len(cell) != 1 or cell.isascii():
        return len(cell)
    if unicodedata.category(cell) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1
