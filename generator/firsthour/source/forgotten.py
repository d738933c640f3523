"""What was left out where YAML stops: the colon of a key, or the key of a text that has others."""

from __future__ import annotations

import re

from firsthour.source.faults import Fault, show
from firsthour.source.place import NEAR, RULE, Place

_WORD = re.compile(r"[a-z][a-z_-]*")
_ITEM = re.compile(r"(?P<indent> *)- +(?P<text>[^\s\"'#&*!|>%@`{\[].*)")
_KEY = re.compile(r"\"?[\w-]+\"?:(?:\s|\Z)")
_KEYS_OF_A_STEP = frozenset(
    {
        "run",
        "open",
        "use",
        "with",
        "where",
        "expect",
        "if",
        "dry_run",
        "risk",
        "approve",
        "warn",
        "undo",
        "takes",
        "watch",
        "note",
    }
)
_KEYS_OF_AN_OPTION = frozenset(("steps", "when"))


def colon_of(word: str) -> str:
    """What to do about a line that may be a key without its colon; empty for any other line."""
    first, _, rest = word.partition(" ")
    if not rest and _WORD.fullmatch(word):
        return (
            f"write `{word}:` and what belongs to it, or indent it if it belongs to the text above"
        )
    if first in _KEYS_OF_A_STEP and rest:
        return f"write {show(f'{first}: {rest.strip()}')}, or indent it if it is text"
    return ""


def colon_above(place: Place) -> Fault | None:
    """A key without its colon, with what belongs to it below."""
    word = place.above.strip()
    if not _WORD.fullmatch(word):
        return None
    start = place.text.rindex(word, 0, place.at - len(place.before))
    message = f"a `:` is missing after `{word}`"
    return Fault(RULE, start, start + len(word), message, f"write `{word}:`")


def key_of_item(place: Place) -> Fault | None:
    """An item that is a text, with keys below it: the text needs a key as well."""
    key = place.before.strip()
    indent = len(place.before) - len(place.before.lstrip(" "))
    before = place.text[max(0, place.at - len(place.before) - NEAR) : place.at - len(place.before)]
    for line in reversed(before.split("\n")):
        found = _ITEM.match(line)
        if found and len(found["indent"]) < indent:
            break
        if len(line) - len(line.lstrip(" ")) < indent and line.strip():
            return None
    else:
        return None
    if _KEY.match(found["text"]) or not _WORD.fullmatch(key):
        return None
    text = found["text"].strip()
    own = "do" if key in _KEYS_OF_A_STEP else "title" if key in _KEYS_OF_AN_OPTION else "id"
    message = f"{show(text)} is a text, and `{key}` a key below it"
    help_ = f"write {show(f'- {own}: {text}')}, and `{key}: …` below the first letter of `{own}`"
    return place.fault(message, help_)
