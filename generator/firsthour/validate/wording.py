"""Words for places, kinds of value and close names, shared by all findings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from firsthour.source import Route
from firsthour.source.faults import show

_LONGEST_EXAMPLE = 70
_WANTED = {
    "array": "a list",
    "object": "a mapping",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}


def place(route: Route) -> str:
    """The value at a route, for the middle of a sentence: a key, an item of a list, the file."""
    if not route:
        return "the file"
    *before, last = route
    if isinstance(last, str):
        return show(last)
    return f"item {last + 1} of {place(tuple(before))}"


def wanted(part: dict[str, Any]) -> str:
    """What kind of value a part of the schema asks for."""
    types = part.get("type", "string")
    if isinstance(types, str):
        return _WANTED[types]
    return " or ".join(_WANTED[each] for each in types)


def given(value: object, written: str) -> str:
    """What kind of value the file holds instead, with the value when it is short."""
    if isinstance(value, bool):
        return show(written)
    if isinstance(value, str):
        return f"the text {show(value)}"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return f"the number {show(written)}"


def names(words: Iterable[str]) -> str:
    """Names in a row: `a`, `b`, `c`."""
    return ", ".join(f"`{word}`" for word in words)


def near(word: object, options: Iterable[str]) -> str | None:
    """The option that was meant: the same but for case and hyphens, or spelt much alike."""
    if not isinstance(word, str):
        return None
    plain = {_plain(option): option for option in options}
    exact = plain.get(_plain(word))
    if exact is not None:
        return exact
    import difflib  # only for what is misspelt

    close = difflib.get_close_matches(_plain(word)[:80], plain, 1, 0.65)
    return plain[close[0]] if close else None


def slip(word: object, options: Iterable[str]) -> str | None:
    """The option that was meant beyond doubt: the only one that is one slip of a finger away."""
    if not isinstance(word, str):
        return None
    found = {each for each in options if _is_slip(word, each)}
    return found.pop() if len(found) == 1 and len(word) > 3 else None


def _is_slip(one: str, other: str) -> bool:
    """True when one letter is wrong, missing, doubled or one too many, or two have changed places.

    Digits count: a number that differs is another number.
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    same = (left == right for left, right in zip(one, other, strict=False))
    start = sum(itertools.takewhile(bool, same))
    left, right = one[start:], other[start:]
    if left[:2] == right[1::-1] and len(left) > 1 and left[2:] == right[2:]:
        return True
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    rest = shorter[1:] if len(left) == len(right) else shorter
    return longer[1:] == rest and not longer[:1].isdigit() and not shorter[:1].isdigit()


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def example(key: str, part: dict[str, Any]) -> str:
    """What a key is for and how it may look, for a file in which it is missing."""
    about = str(part.get("description", ""))
    values = part.get("examples", [])
    shown = _flow(key, values[0]) if values else ""
    return f"{about} For example: `{shown}`" if shown else about


def _flow(key: str, value: Any) -> str:
    """A key with its value in one line; nothing when that would be long."""
    if isinstance(value, str) and "\n" in value:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return f"{key}: {value}"
    # Only a file with a fault comes here.
    import yaml

    shown = yaml.safe_dump({key: value}, default_flow_style=True, sort_keys=False, width=10**6)
    line = shown.strip()[1:-1]
    return line if len(line) <= _LONGEST_EXAMPLE else ""
