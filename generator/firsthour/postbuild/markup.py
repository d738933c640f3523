"""HTML -> its tags, read more strictly than browsers do.

A page is read only if every `<` in it begins a tag of the one form that no parser reads in two
ways. Then nothing has to be guessed, and one expression does it: the parsers that build a tree take
six to twenty times as long. What does not fit is a fault of the page, and the page is not
published.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_ATTRIBUTE = r"""\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++))?+"""
_TOKEN = re.compile(
    rf"<(?:/[a-zA-Z][^\s/<>]*+\s*+|[a-zA-Z][^\s/<>]*+(?:{_ATTRIBUTE})*+\s*+/?)>"
    r"|<!--(?:[^<>-]|-(?!-))*+-->"
    r"|<!doctype[^<>\[]*+>",
    re.IGNORECASE,
)
_NAME = re.compile(r"<([^\s/>]+)")
_PAIR = re.compile(r"""\s([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
_SHOWN = 60


class Tag(NamedTuple):
    """A start tag: names in lower case, values as a browser understands them."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of an attribute; empty when it is not there."""
        return next((value for key, value in self.attributes if key == name), "")


def tags(text: str) -> tuple[set[str], bool]:
    """Every different tag in `text`, as it is written.

    Returns:
        The tags, and whether every `<` begins one: no tag holds a second `<`, so the numbers tell.
    """
    found = _TOKEN.findall(text)
    return set(found), len(found) == text.count("<")


def unreadable(text: str) -> str:
    """The first place that is not a tag, shortened."""
    starts = {match.start() for match in _TOKEN.finditer(text)}
    position = text.find("<")
    while position in starts:
        position = text.find("<", position + 1)
    shown = " ".join(text[position : position + 4 * _SHOWN].split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def parse(tag: str) -> Tag | None:
    """What a start tag says; None for end tags and comments."""
    name = _NAME.match(tag)
    if name is None or name[1].startswith("!"):
        return None
    pairs = _PAIR.findall(tag, name.end())
    attributes = [(key.lower(), html.unescape(a or b or c)) for key, a, b, c in pairs]
    return Tag(name[1].lower(), tuple(attributes))
