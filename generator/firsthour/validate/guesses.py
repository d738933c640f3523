"""What a value in the wrong form was meant to be, where only one thing can be meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from firsthour.validate.schemas import KINDS, schema

# The kinds that are a folder, after those that are one file.
_PAGES = KINDS[5:]
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
    kinds = [kind for kind in _PAGES if wanted <= set(schema(kind)["properties"])]
    return kinds[0] if len(wanted) > 1 and len(kinds) == 1 else None
