"""A value that is none, or of another type: what is wrong, and what to write."""

from __future__ import annotations

import re
from typing import Any

from firsthour.source.faults import quote, show
from firsthour.source.scalars import MAX_NUMBER, SWITCHES
from firsthour.validate import wording
from firsthour.validate.faults import Fault, Finding


def no_value(fault: Fault) -> Finding:
    """A key without a value, whatever else is asked of it."""
    if fault.route and isinstance(fault.route[-1], int):
        message = f"{wording.place(fault.route)} is empty"
        help_ = "write something after the dash, or delete it"
        return Finding("schema-empty", fault.route, False, message, help_)
    message = f"{wording.place(fault.route)} has no value"
    match fault.part.get("type"):
        case "array":
            help_ = "write a list below it, each entry after a dash: `- `"
        case "object":
            help_ = f"write keys below it, such as {wording.names(first_keys(fault.part))}"
        case _:
            help_ = f"write {wording.wanted(fault.part)} after the colon"
    return Finding("schema-empty", fault.route, True, message, help_ + or_delete(fault))


def or_delete(fault: Fault) -> str:
    """The end of a sentence about a key that may be left out."""
    return "; or delete the key" if fault.optional else ""


def wrong_type(fault: Fault, written: str) -> Finding:
    """A value of another type; `written` is how a plain value stands in the file."""
    wanted, given = wording.wanted(fault.part), wording.given(fault.value, written)
    message = f"{wording.place(fault.route)} must be {wanted}, not {given}"
    help_ = _right_type(fault, written)
    # Whatever YAML makes of it, the schema asks for text, and this is the text.
    plain = isinstance(fault.value, int | float) and len(written) <= MAX_NUMBER
    mended = quote(written) if plain and help_.endswith(quote(written)) else None
    if fault.part["type"] == "boolean":
        mended = SWITCHES.get(written.lower())
    return Finding("schema-type", fault.route, False, message, help_, replacement=mended)


def _right_type(fault: Fault, written: str) -> str:
    types, value, part = fault.part["type"], fault.value, fault.part
    if types == "array":
        if isinstance(value, dict):
            return "start each entry below it with a dash: `- `"
        if re.match(r"-\S", written):
            return f"put a space after the dash: {show(f'- {written[1:]}')}"
        entry = part["items"]
        if entry.get("type") == "object":
            first = first_keys(entry)[0]
            return f"begin each entry on a line of its own below it: `- {first}: …`"
        return "put each entry on a line of its own below it, after a dash: `- `"
    if types == "object":
        return f"write keys below it, such as {wording.names(first_keys(part))}"
    if types == "boolean":
        return "write true or false, without quotes"
    if types == "integer":
        return f"write a whole number from {part['minimum']} to {part['maximum']}, without quotes"
    if isinstance(value, dict):
        return "put quotes around text in which a colon and a space follow each other"
    if isinstance(value, list):
        return "write one text; lines that belong together go below `|`"
    from firsthour.validate.lean import regex

    if regex(part["pattern"]).search(written) is None:
        return str(part["patternErrorMessage"])
    if isinstance(value, bool) and "impossible" in part.get("properties", {}):
        return str(part["anyOf"][0]["errorMessage"])
    kind = "true or false" if isinstance(value, bool) else "a number"
    return f"YAML reads this as {kind}; write {quote(written)}"


def first_keys(part: dict[str, Any]) -> list[str]:
    """The keys to begin a mapping with."""
    keys = part.get("required") or list(part.get("properties", part["examples"][0]))
    return list(keys)[:5]
