"""The schema files: where they are, what they say, and the same without references."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from firsthour.source import FOLDER_KINDS, SINGLE_KINDS

KINDS: tuple[str, ...] = (*SINGLE_KINDS, *FOLDER_KINDS)
PREFIX = "#/$defs/"


@functools.cache
def schema_dir() -> Path:
    """The folder with the schema files: inside an installed package, else the checkout's."""
    packaged = Path(__file__).parents[1] / "schema"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "schema"


def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind as it stands in its file; the caller may change the copy."""
    path = schema_dir() / f"{kind}.schema.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def inlined(document: dict[str, Any]) -> dict[str, Any]:
    """The schema with each `$ref` replaced by its definition; keywords beside a `$ref` win.

    Resolving references for every value costs half of the time of jsonschema. No definition may
    refer to itself. Where nothing stands beside a `$ref`, all places share one definition.
    """
    definitions = document["$defs"]
    known: dict[str, Any] = {}

    def expand(node: Any) -> Any:
        if isinstance(node, list):
            return [expand(item) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str):
            name = reference.removeprefix(PREFIX)
            rest = {key: value for key, value in node.items() if key != "$ref"}
            if rest:
                return expand(definitions[name] | rest)
            if name not in known:
                known[name] = expand(definitions[name])
            return known[name]
        return {key: expand(value) for key, value in node.items()}

    body = {key: value for key, value in document.items() if key != "$defs"}
    result: dict[str, Any] = expand(body)
    return result
