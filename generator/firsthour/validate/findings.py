"""What jsonschema reports -> one finding for each fault, with a route instead of a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from firsthour.source import Route
from firsthour.source.faults import quote, show
from firsthour.validate import wording

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Written = Callable[[Route], str]

# Of several keywords that one plain value fails, the first says enough.
_ON_VALUES = ("type", "enum", "pattern", "format", "maxLength", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a route of the data; `on_key` when the key is at fault and not its value.

    The route of a missing key is where it would be: it is located at what should hold it.
    """

    rule: str
    route: Route
    on_key: bool
    message: str
    help: str
    first: Route | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of jsonschema, and the part of the full schema that explains it."""

    keyword: str | None
    wanted: Any
    value: Any
    route: Route
    part: dict[str, Any]
    mapping: dict[str, Any]
    schema_route: tuple[str | int, ...]

    @property
    def in_name(self) -> bool:
        """True when the name in a mapping is at fault, not a value."""
        return self.schema_route[-2:-1] == ("propertyNames",)


def findings(
    errors: Iterable[ValidationError], schema: dict[str, Any], written: Written
) -> Iterator[Finding]:
    """Explain errors; `schema` has the routes of the one that was checked, and the descriptions.

    A misspelt key is one fault: the key it was meant to be is not reported as missing.
    """
    faults = [_fault(error, schema) for error in errors]
    unknown = {f.route: _meant(f) for f in faults if f.keyword == "additionalProperties"}
    dependent = {f.route for f in faults if f.keyword == "dependentRequired"}
    seen: set[tuple[Route, str | None, bool]] = set()
    for fault in faults:
        group = "value" if fault.keyword in _ON_VALUES else fault.keyword
        mark = (fault.route, group, fault.in_name)
        if fault.value is ... or mark in seen:
            continue
        seen.add(mark)
        if fault.value is None:
            yield _no_value(fault)
        elif fault.keyword == "type":
            yield _type(fault, written(fault.route))
        elif fault.keyword == "anyOf" and fault.route in dependent:
            continue
        else:
            yield from _EXPLAIN[fault.keyword](fault, unknown.get(fault.route, {}))


def _fault(error: ValidationError, schema: dict[str, Any]) -> Fault:
    schema_route = tuple(error.absolute_schema_path)
    part: Any = schema
    mapping = schema
    for step in schema_route[:-1]:
        part = part[step]
        if isinstance(part, dict) and part.get("additionalProperties") is False:
            mapping = part
    fault = Fault(
        str(error.validator) if error.validator else None,
        error.validator_value,
        error.instance,
        tuple(error.absolute_path),
        part,
        mapping,
        schema_route,
    )
    return fault


def _meant(fault: Fault) -> dict[str, str | None]:
    """The unknown keys of a mapping, each with the key that was probably meant."""
    known = fault.part["properties"]
    free = [key for key in known if key not in fault.value]
    missing = [key for key in fault.part.get("required", ()) if key in free]
    return {
        key: wording.near(key, missing) or wording.near(key, free)
        for key in fault.value
        if key not in known
    }


def _no_value(fault: Fault) -> Finding:
    if fault.route and isinstance(fault.route[-1], int):
        message = f"{wording.place(fault.route)} is empty"
        help_ = "write something after the dash, or delete it"
        return Finding("schema-empty", fault.route, False, message, help_)
    message = f"{wording.place(fault.route)} has no value"
    help_ = f"write {wording.wanted(fault.part)} after the colon, or delete the key"
    return Finding("schema-empty", fault.route, True, message, help_)


def _type(fault: Fault, written: str) -> Finding:
    wanted, given = wording.wanted(fault.part), wording.given(fault.value, written)
    message = f"{wording.place(fault.route)} must be {wanted}, not {given}"
    help_ = _right_type(fault, written)
    return Finding("schema-type", fault.route, False, message, help_)


def _right_type(fault: Fault, written: str) -> str:
    types, value, part = fault.part["type"], fault.value, fault.part
    if types == "array":
        if isinstance(value, dict):
            return "start each entry below it with a dash: `- `"
        return "put each entry on a line of its own below it, after a dash: `- `"
    if types == "object":
        return f"write keys below it, such as {wording.names(_first_keys(part))}"
    if types == "boolean":
        return "write true or false, without quotes"
    if types == "integer":
        return f"write a whole number from {part['minimum']} to {part['maximum']}, without quotes"
    if isinstance(value, dict):
        return "put quotes around text in which a colon and a space follow each other"
    if isinstance(value, list):
        return "write one text; lines that belong together go below `|`"
    from firsthour.validate.checker import regex

    if regex(part["pattern"]).search(written) is None:
        return str(part["patternErrorMessage"])
    return f"YAML reads this as {'a number' if type(value) is not bool else 'true or false'}; write {quote(written)}"


def _first_keys(part: dict[str, Any]) -> list[str]:
    keys = part.get("required") or list(part.get("properties", part["examples"][0]))
    return list(keys)[:5]


def _unknown_key(fault: Fault, unknown: dict[str, str | None]) -> Iterator[Finding]:
    free = [key for key in fault.part["properties"] if key not in fault.value]
    for key, meant in unknown.items():
        message = f"unknown key {show(key)}"
        help_ = f"did you mean `{meant}`?" if meant else f"keys that fit here: {wording.names(free)}"
        yield Finding("schema-unknown-key", (*fault.route, key), True, message, help_)


def _missing(fault: Fault, unknown: dict[str, str | None]) -> Iterator[Finding]:
    where = f" in {wording.place(fault.route)}" if fault.route else ""
    for key in fault.wanted:
        if key not in fault.value and key not in unknown.values():
            help_ = wording.example(key, fault.mapping["properties"][key])
            message = f"`{key}` is missing{where}"
            yield Finding("schema-missing-key", (*fault.route, key), False, message, help_)


def _none_of(fault: Fault, unknown: dict[str, str | None]) -> Iterator[Finding]:
    keys = [key for choice in fault.wanted for key in choice["required"]]
    if not set(keys) & set(unknown.values()):
        message = f"{wording.place(fault.route)} has none of {wording.names(keys)}"
        help_ = fault.part["anyOf"][0]["errorMessage"]
        yield Finding("schema-missing-key", (*fault.route, keys[0]), False, message, help_)


def _alone(fault: Fault, unknown: dict[str, str | None]) -> Iterator[Finding]:
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
    yield Finding("schema-value", fault.route, False, message, help_)


def _form(fault: Fault, _unknown: object) -> Iterator[Finding]:
    help_ = fault.part["patternErrorMessage"]
    if fault.in_name:
        message = f"{show(fault.value)} cannot be a name in {wording.place(fault.route)}"
        yield Finding("schema-format", (*fault.route, fault.value), True, message, help_)
    elif fault.value.strip():
        message = f"{wording.place(fault.route)} cannot be {show(fault.value)}"
        yield Finding("schema-format", fault.route, False, message, help_)
    else:
        message = f"{wording.place(fault.route)} is empty"
        yield Finding("schema-empty", fault.route, False, message, help_)


def _too_few(fault: Fault, _unknown: object) -> Iterator[Finding]:
    what = "list" if fault.keyword == "minItems" else "mapping"
    message = f"{wording.place(fault.route)} is an empty {what}"
    help_ = f"write at least one entry, or delete the key: {fault.part['description']}"
    yield Finding("schema-empty", fault.route, True, message, help_)


def _duplicate(fault: Fault, _unknown: object) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, value in enumerate(fault.value):
        earlier = first.setdefault(repr(value), index)
        if earlier != index:
            message = f"{_shown(value)} is already in {wording.place(fault.route)}"
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


_EXPLAIN: dict[str | None, Callable[[Fault, dict[str, str | None]], Iterator[Finding]]] = {
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
