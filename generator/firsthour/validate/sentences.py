"""One fault -> the findings that a writer reads: what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from firsthour.source.faults import show
from firsthour.validate import guesses, wording
from firsthour.validate.faults import Fault, Finding, Unknown, excused
from firsthour.validate.values import or_delete

_TIME = re.compile(r"[0-2]?\d:[0-5]\d(?::[0-5]\d)?")


def _unknown_key(fault: Fault, unknown: Unknown) -> Iterator[Finding]:
    needed = [*fault.part.get("required", ()), *_choices(fault.part.get("anyOf", ()))]
    free = [key for key in fault.part["properties"] if key not in fault.value]
    free.sort(key=lambda key: key not in needed)
    fits = f"keys that fit here: {wording.names(free)}"
    kind = None if fault.route else guesses.other_kind(key for key, m in unknown.items() if not m)
    if kind:
        fits = f"{kind} have this key: move the file into the folder runbooks/{kind}"
    where = f" in {wording.place(fault.route)}" if fault.route else ""
    for key, meant in unknown.items():
        message = f"unknown key {show(key)}{where}"
        below = guesses.below(key, fault.part) if fault.route else None
        into = f"it belongs into an entry of `{below}`, such as `- {key}: …`"
        above = guesses.above(key, fault.route, fault.around)
        help_ = f"did you mean `{meant}`?" if meant else into if below else above or fits
        sure = list(unknown.values()).count(meant) == 1 and wording.slip(key, free) == meant
        mended = meant if sure else None
        route = (*fault.route, key)
        yield Finding("schema-unknown-key", route, True, message, help_, replacement=mended)


def _missing(fault: Fault, unknown: Unknown) -> Iterator[Finding]:
    where = f" in {wording.place(fault.route)}" if fault.route else ""
    missing = [k for k in fault.wanted if k not in fault.value and k not in unknown.values()]
    if not excused(missing, unknown):
        for key in missing:
            help_ = wording.example(key, fault.mapping["properties"][key])
            message = f"`{key}` is missing{where}"
            yield Finding("schema-missing-key", (*fault.route, key), False, message, help_)


def _none_of(fault: Fault, unknown: Unknown) -> Iterator[Finding]:
    keys = _choices(fault.wanted)
    if not set(keys) & set(unknown.values()) and not excused(keys[:1], unknown):
        message = f"{wording.place(fault.route)} has none of {wording.names(keys)}"
        help_ = fault.part["anyOf"][0]["errorMessage"]
        yield Finding("schema-missing-key", (*fault.route, keys[0]), False, message, help_)


def _choices(alternatives: Iterable[dict[str, list[str]]]) -> list[str]:
    """The keys of which one is needed."""
    return [key for each in alternatives for key in each["required"]]


def _alone(fault: Fault, unknown: Unknown) -> Iterator[Finding]:
    for key, needed in fault.wanted.items():
        for other in needed:
            if key in fault.value and other not in fault.value and other not in unknown.values():
                message = f"`{key}` needs `{other}` beside it"
                help_ = wording.example(other, fault.mapping["properties"][other])
                yield Finding("schema-missing-key", (*fault.route, key), True, message, help_)


def _conflict(fault: Fault, _unknown: object) -> Iterator[Finding]:
    other = fault.schema_route[-3]
    message = f"{wording.place(fault.route)} cannot stand beside `{other}`"
    yield Finding("schema-conflict", fault.route, True, message, "keep one of the two")


def _enum(fault: Fault, _unknown: object) -> Iterator[Finding]:
    meant = wording.near(fault.value, fault.wanted)
    message = f"{wording.place(fault.route)} cannot be {_shown(fault.value)}"
    help_ = f"did you mean `{meant}`?" if meant else fault.part["errorMessage"]
    mended = wording.slip(fault.value, fault.wanted) if meant else None
    yield Finding("schema-value", fault.route, False, message, help_, replacement=mended)


def _form(fault: Fault, _unknown: object) -> Iterator[Finding]:
    help_ = fault.part["patternErrorMessage"]
    if fault.in_name:
        message = f"{show(fault.value)} cannot be a name in {wording.place(fault.route)}"
        yield Finding("schema-format", (*fault.route, fault.value), True, message, help_)
    elif fault.value.strip():
        message = f"{wording.place(fault.route)} cannot be {show(fault.value)}"
        mended = guesses.meant(fault.value, _accepts(fault.part))
        help_ = f"write `{mended}`; {help_}" if mended else help_
        if fault.part["pattern"].startswith("^[+]"):
            help_ = guesses.telephone(fault.value, _accepts(fault.part)) or help_
        if re.fullmatch(r"0+[smhdw]", fault.value):
            help_ = "a duration is more than nothing; for at once, leave the key out"
        if fault.part.get("format") == "instant" and _TIME.fullmatch(fault.value):
            time = "0" * (fault.value[1] == ":") + fault.value
            help_ = f"add its day and its zone, as in 2026-09-15T{time}Z"
        yield Finding("schema-format", fault.route, False, message, help_, replacement=mended)
    else:
        message = f"{wording.place(fault.route)} is empty"
        yield Finding("schema-empty", fault.route, False, message, help_)


def _accepts(part: dict[str, Any]) -> Callable[[str], bool]:
    from firsthour.validate.lean import regex

    return lambda text: regex(part["pattern"]).search(text) is not None


def _too_few(fault: Fault, _unknown: object) -> Iterator[Finding]:
    what = "list" if fault.keyword == "minItems" else "mapping"
    message = f"{wording.place(fault.route)} is an empty {what}"
    help_ = f"write at least one entry{or_delete(fault)}"
    yield Finding("schema-empty", fault.route, True, message, help_)


def _duplicate(fault: Fault, _unknown: object) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, value in enumerate(fault.value):
        earlier = first.setdefault(value, index) if isinstance(value, str) else index
        if earlier != index:
            message = f"{show(value)} is already in {wording.place(fault.route)}"
            place = (*fault.route, index)
            origin = (*fault.route, earlier)
            yield Finding("schema-duplicate", place, False, message, "delete one of them", origin)


def _length(fault: Fault, _unknown: object) -> Iterator[Finding]:
    message = (
        f"{wording.place(fault.route)} has {len(fault.value):,} characters; "
        f"{fault.wanted} are allowed"
    )
    yield Finding("schema-value", fault.route, False, message, "say it in fewer words")


def _range(fault: Fault, _unknown: object) -> Iterator[Finding]:
    message = f"{wording.place(fault.route)} cannot be {_shown(fault.value)}"
    help_ = f"write a whole number from {fault.part['minimum']} to {fault.part['maximum']}"
    yield Finding("schema-value", fault.route, False, message, help_)


def _shown(value: object) -> str:
    return show(value if isinstance(value, str) else repr(value))


EXPLAIN: dict[str | None, Callable[[Fault, Unknown], Iterator[Finding]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing,
    "anyOf": _none_of,
    "dependentRequired": _alone,
    None: _conflict,
    "enum": _enum,
    "pattern": _form,
    "format": _form,
    "minItems": _too_few,
    "minProperties": _too_few,
    "uniqueItems": _duplicate,
    "maxLength": _length,
    "minimum": _range,
    "maximum": _range,
}
