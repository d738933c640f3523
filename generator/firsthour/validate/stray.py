"""A file that is well formed for another folder: one finding, and not one for each key."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from firsthour.source import FOLDER_KINDS
from firsthour.validate import wording
from firsthour.validate.faults import Finding
from firsthour.validate.schemas import KINDS, schema

_FEW = 3


def stray(kind: str, data: dict[str, Any]) -> Finding | None:
    """Where a file belongs that has the keys of another kind; none when it may be of its own."""
    unknown = [key for key in data if key not in schema(kind)["properties"]]
    if not unknown or (len(unknown) == 1 and _has_needed(kind, data)):
        return None
    kinds = [
        other
        for other in KINDS
        if _has_needed(other, data) and schema(other)["properties"].keys() >= set(unknown)
    ]
    if not kinds:
        return None
    message = (
        f"this looks like a file of {_either(kinds)}, not of `{kind}`: it has "
        f"{wording.names(unknown[:_FEW])}"
    )
    places = [_place(each) for each in kinds]
    help_ = f"move it {' or '.join(places)}, or delete it when it is there already"
    return Finding("schema-unknown-key", (unknown[0],), True, message, help_)


def _has_needed(kind: str, data: Collection[str]) -> bool:
    """True when all keys are there that a file of a kind must have."""
    part = schema(kind)
    choices = part.get("anyOf", [{"required": []}])
    return set(part["required"]) <= set(data) and any(
        set(each["required"]) <= set(data) for each in choices
    )


def _either(kinds: list[str]) -> str:
    return " or ".join(f"`{kind}`" for kind in kinds)


def _place(kind: str) -> str:
    if kind in FOLDER_KINDS:
        return f"into the folder runbooks/{kind}"
    return f"to runbooks/{kind}.yaml"
