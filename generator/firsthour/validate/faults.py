"""One error of jsonschema, with the part of the full schema that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from firsthour.source import Route
from firsthour.validate import wording

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

# The unknown keys of a mapping, each with the key that was probably meant.
Unknown = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of jsonschema, and the part of the full schema that explains it.

    `mapping` is the innermost schema of a mapping around that part, and `around` the next one;
    `optional` says that the key at the end of the route may be left out.
    """

    keyword: str | None
    wanted: Any
    value: Any
    route: Route
    part: dict[str, Any]
    mapping: dict[str, Any]
    around: dict[str, Any]
    schema_route: tuple[str | int, ...]
    optional: bool

    @property
    def in_name(self) -> bool:
        """True when the name in a mapping is at fault, not a value."""
        return self.schema_route[-2:-1] == ("propertyNames",)


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
    replacement: str | None = None


def fault(error: ValidationError, schema: dict[str, Any]) -> Fault:
    """The fault behind an error; its schema route is walked in the full schema."""
    schema_route = tuple(error.absolute_schema_path)
    route = tuple(error.absolute_path)
    part: Any = schema
    mappings = [schema]
    for step in schema_route[:-1]:
        part = part[step]
        if isinstance(part, dict) and part.get("additionalProperties") is False:
            mappings.append(part)
    around = mappings[-2 if mappings[-1] is part and len(mappings) > 1 else -1]
    return Fault(
        keyword=str(error.validator) if error.validator else None,
        wanted=error.validator_value,
        value=error.instance,
        route=route,
        part=part,
        mapping=mappings[-1],
        around=around,
        schema_route=schema_route,
        optional=bool(route) and route[-1] not in around.get("required", ()),
    )


def meant(fault: Fault) -> Unknown:
    """The unknown keys of a mapping, each with the key that was probably meant."""
    known = fault.part["properties"]
    free = [key for key in known if key not in fault.value]
    missing = [key for key in fault.part.get("required", ()) if key in free]
    return {
        key: wording.near(key, missing) or wording.near(key, free)
        for key in fault.value
        if key not in known
    }


def excused(missing: list[str], unknown: Unknown) -> bool:
    """True when unknown keys stand there instead: naming those, with what fits, is enough."""
    riddles = [key for key, meant in unknown.items() if meant is None]
    return 0 < len(missing) <= len(riddles)


def sentence(fault: Fault, unknown: Unknown) -> str:
    """The text of which a colon made a mapping, where text may stand; empty when it is none."""
    if "string" not in fault.part.get("type", ()) or len(fault.value) != 1:
        return ""
    ((key, value),) = fault.value.items()
    if key not in unknown or not isinstance(value, str):
        return ""
    needed = {each for it in fault.part.get("anyOf", ()) for each in it["required"]}
    is_one = " " in key or key[:1].isupper()
    return f"{key}: {value}" if is_one and key.lower() not in needed else ""
