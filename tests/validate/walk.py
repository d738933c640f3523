"""Walking a schema with its references followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PREFIX = "#/$defs/"
NAMED = ("properties", "$defs", "dependentSchemas")
SINGLE = ("items", "propertyNames", "additionalProperties", "if", "then")
SEVERAL = ("allOf", "anyOf")


def resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The node with its reference followed; what stands beside the reference wins."""
    while "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        node = schema["$defs"][node["$ref"].removeprefix(PREFIX)] | rest
    return node


def parts(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in a schema, itself included, with its path."""
    if not isinstance(node, dict):
        return
    yield path or "/", node
    for keyword in NAMED:
        for name, child in node.get(keyword, {}).items():
            yield from parts(child, f"{path}/{keyword}/{name}")
    for keyword in SINGLE:
        yield from parts(node.get(keyword), f"{path}/{keyword}")
    for keyword in SEVERAL:
        for index, child in enumerate(node.get(keyword, ())):
            yield from parts(child, f"{path}/{keyword}/{index}")


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place for a value, resolved: named keys, values of mappings, entries of lists."""
    for path, node in parts(schema):
        for name, child in node.get("properties", {}).items():
            if isinstance(child, dict) and not _conditional(path):
                yield f"{path}/{name}", resolve(child, schema)
        for keyword in ("items", "additionalProperties"):
            if isinstance(node.get(keyword), dict):
                yield f"{path}/{keyword}", resolve(node[keyword], schema)


def _conditional(path: str) -> bool:
    return any(f"/{keyword}" in path for keyword in ("if", "then", "dependentSchemas"))
