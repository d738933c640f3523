"""What a value in the wrong form was meant to be, where only one thing can be meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from firsthour.source import FOLDER_KINDS, Route
from firsthour.source.faults import show
from firsthour.validate import wording
from firsthour.validate.schemas import schema

_FILE = re.compile(r"(?:\.?/)?(?:runbooks/)?([a-z][\w./-]*?)(?:\.ya?ml)?\Z")
_DURATION = re.compile(
    r"([1-9]\d*) *(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\Z"
)
# Dots put the day first everywhere; a date with slashes is read differently on two shores.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
# A telephone number with what people put into it: `+49 (0)30/12 34`, `0049 30 1234`.
_TRUNK = re.compile(r"\(0\)")
_NOT_IN_NUMBERS = re.compile(r"[^0-9+ -]+")
_SHORTEST_NUMBER, _LONGEST_NUMBER = 7, 15


def meant(text: str, fits: Callable[[str], bool]) -> str | None:
    """The one value that was meant: a reference without its ending, a duration, a date."""
    guess = None
    if file := _FILE.match(text):
        guess = file[1]
    elif duration := _DURATION.match(text):
        guess = duration[1] + text[len(duration[1]) :].strip()[0]
    elif dotted := _DOTTED.match(text):
        day, month, year = map(int, dotted.groups())
        try:
            guess = datetime.date(year, month, day).isoformat()
        except ValueError:
            return None
    return guess if guess not in (None, text) and fits(str(guess)) else None


def telephone(text: str, fits: Callable[[str], bool]) -> str:
    """What keeps a text from being a telephone number; empty when it merely begins otherwise."""
    letters = re.search(r"[^\W\d_]+", text)
    if letters:
        if set(letters[0]) <= {*"oO"}:
            return f"`{letters[0]}` is a letter; write the digit 0"
        return f"`{letters[0]}` is no digit; what is not dialled goes into `note`"
    plain = _NOT_IN_NUMBERS.sub(" ", _TRUNK.sub(" ", text))
    plain = " ".join(re.sub(r"^ *00", "+", plain).split())
    if not plain.startswith("+"):
        return ""
    digits = sum(map(str.isdigit, plain))
    if digits < _SHORTEST_NUMBER:
        return f"it has only {digits} digits, country and all; write the whole number"
    if digits > _LONGEST_NUMBER:
        return f"it has {digits} digits, and no number has more than {_LONGEST_NUMBER}"
    if not fits(plain):
        return ""
    if "(0)" in text:
        return f"leave out the (0), which is dialled only inside the country: write `{plain}`"
    if text.startswith("00"):
        return f"00 is not dialled everywhere, and + is: write `{plain}`"
    return f"between digits stand spaces or hyphens, and nothing else: write `{plain}`"


def other_kind(keys: Iterable[str]) -> str | None:
    """The one kind of page that has all these keys, which the kind at hand has not."""
    wanted = set(keys)
    kinds = [kind for kind in FOLDER_KINDS if wanted <= set(schema(kind)["properties"])]
    return kinds[0] if len(wanted) > 1 and len(kinds) == 1 else None


def below(key: str, mapping: Mapping[str, Any]) -> str | None:
    """The one list of a mapping in whose entries a key fits that does not fit in the mapping."""
    lists = [
        name
        for name, part in mapping["properties"].items()
        if key in part.get("items", {}).get("properties", {})
    ]
    return lists[0] if len(lists) == 1 else None


def above(key: str, route: Route, around: Mapping[str, Any]) -> str:
    """What to do with a key that fits the entry around a list, and not what stands in the list."""
    at = max((index for index, step in enumerate(route) if isinstance(step, str)), default=0)
    outer = route[:at]
    if not outer or key not in around["properties"]:
        return ""
    whole = "the person" if outer[0] == "people" else wording.place(outer)
    return f"put it on {whole}, beside {show(str(route[at]))}"
