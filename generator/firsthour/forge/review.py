"""What `firsthour review --format json` prints, read back: untrusted text in a known shape."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


class Unreadable(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """It is not what `firsthour review --format json` prints."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page that wants a look, and why."""

    owner: str
    reference: str
    title: str
    reasons: tuple[str, ...] = ()


def parse(text: str) -> tuple[Asked, ...]:
    """Every page, in the order of the review.

    Raises:
        Unreadable: the sentence says what is wrong.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is not JSON") from error
    return tuple(
        Asked(
            owner=_text(group, "owner"),
            reference=_text(page, "reference"),
            title=_text(page, "title"),
            reasons=tuple(_strings(page)),
        )
        for group in _objects(found, "the review")
        for page in _objects(group.get("pages"), "`pages`")
    )


def _objects(value: Any, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Unreadable(f"{name} is not a list of objects")
    return value


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    if not isinstance(found, str):
        raise Unreadable(f"`{key}` is missing or not text")
    return found


def _strings(page: dict[str, Any]) -> list[str]:
    found = page.get("reasons")
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Unreadable("`reasons` is not a list of texts")
    return found
