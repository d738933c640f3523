"""Kinds as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from firsthour.model import KINDS
from firsthour.validate.wording import names, near

# What a kind is called in conversation.
_ALSO: Mapping[str, str] = {
    "levels": "severity",
    "people": "contacts",
    "team": "contacts",
    "vendors": "contacts",
    "runbooks": "failure-modes",
    "failures": "failure-modes",
    "alerts": "failure-modes",
    "messages": "templates",
    "postmortems": "incidents",
}


def unknown_kind(word: str) -> str:
    """What to say about a kind that there is none of."""
    found = near(word, (*KINDS, *_ALSO))
    kind = _ALSO.get(found, found) if found else None
    help_ = f"did you mean `{kind}`?" if kind else f"there is {names(KINDS)}"
    return f"there is no kind `{word}`; {help_}"
