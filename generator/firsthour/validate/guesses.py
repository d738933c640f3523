"""What a value in the wrong form was meant to be, where only one thing can be meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from firsthour.source import FOLDER_KINDS
from firsthour.validate.schemas import schema

_FILE = re.compile(r"(?:\.?/)?(?:runbooks/)?([a-z][\w./-]*?)(?:\.ya?ml)?\Z")
_DURATION = re.compile(
    r"([1-9]\d*) *(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\Z"
)
# Dots put the day first everywhere; a date with slashes is read differently on two shores.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")


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
