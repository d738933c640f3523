"""Where the schema of a kind has references: the only declaration of what refers to what."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from firsthour.validate import schema
from firsthour.validate.schemas import PREFIX

Targets = tuple[str, ...]

# What in a schema leads to references.
_KEYWORDS = {"x-ref", "x-ref-open", "propertyNames", "properties", "items", "additionalProperties"}


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of a schema that leads to references."""

    targets: Targets = ()
    is_open: bool = False
    names: Targets = ()
    properties: dict[str, Plan] = field(default_factory=dict)
    items: Plan | None = None
    values: Plan | None = None

    def __bool__(self) -> bool:
        """False when nothing below refers to anything."""
        return bool(self.targets or self.names or self.properties or self.items or self.values)


@functools.cache
def plan_of(kind: str) -> Plan:
    """Where a kind has references; what a definition leads to is looked up once."""
    document = schema(kind)
    definitions = document["$defs"]
    known: dict[str, Plan] = {}

    def read(node: Mapping[str, Any]) -> Plan:
        name = str(node.get("$ref", "")).removeprefix(PREFIX)
        if name and node.keys() & _KEYWORDS:
            return read(definitions[name] | {key: node[key] for key in node if key != "$ref"})
        if name:
            if name not in known:
                known[name] = read(definitions[name])
            return known[name]
        items, values = node.get("items"), node.get("additionalProperties")
        parts = {key: read(part) for key, part in node.get("properties", {}).items()}
        return Plan(
            targets=tuple(node.get("x-ref", ())),
            is_open=bool(node.get("x-ref-open")),
            names=tuple(node.get("propertyNames", {}).get("x-ref", ())),
            properties={key: part for key, part in parts.items() if part},
            items=read(items) or None if isinstance(items, dict) else None,
            values=read(values) or None if isinstance(values, dict) else None,
        )

    return read(document)
