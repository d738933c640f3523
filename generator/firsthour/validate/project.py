"""The schemas with a team's own ids, so that an editor completes and checks owners and pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from firsthour.source import FOLDER_KINDS, SECTIONS
from firsthour.validate.schemas import KINDS, PREFIX, schema

Known = Mapping[str, Sequence[str]]

# What `x-ref` may name. A name with a slash is written with its folder: `procedures/<id>`.
REFERENCES = (
    "person",
    "team",
    "role",
    "vendor",
    "escalation",
    "service",
    "channel",
    "level",
    "status",
    *FOLDER_KINDS,
)


def project_schemas(known: Known) -> dict[str, str]:
    """All schema files with the ids of a team, by file name.

    Args:
        known: ids for each name in REFERENCES. A name that is left out stays open: the schema then
            asks only for the form of the id, as before.
    """
    return {
        f"{kind}.schema.json": json.dumps(project_schema(kind, known), indent=2, ensure_ascii=False)
        + "\n"
        for kind in KINDS
    }


def project_schema(kind: str, known: Known) -> dict[str, Any]:
    """One schema in which each reference lists what exists. The base schema stays as it is."""
    document = schema(kind)
    definitions = document["$defs"]
    for node in _nodes(document):
        targets = node.get("x-ref", ())
        values = _values(targets, known)
        if values:
            _list_values(node, values, targets)
        elif isinstance(node.get("examples"), list) and _mentions(node, definitions):
            # Examples of the base schema name people and pages that this team may not have.
            del node["examples"]
    return document


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema, itself included."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for item in node:
            yield from _nodes(item)


def _mentions(node: dict[str, Any], definitions: dict[str, Any]) -> bool:
    """True when a value of this shape holds references."""
    for each in _nodes({key: value for key, value in node.items() if key != "$defs"}):
        reference = each.get("$ref")
        if "x-ref" in each:
            return True
        if isinstance(reference, str):
            part = definitions[reference.removeprefix(PREFIX)]
            if _mentions(part, definitions):
                return True
    return False


def _values(targets: Sequence[str], known: Known) -> list[str]:
    """Every value that a reference may have; none when one of its sorts is not known."""
    values: dict[str, None] = {}
    for target in targets:
        folder, slash, _ = target.partition("/")
        if target == "section":
            values.update(dict.fromkeys(SECTIONS))
        elif folder in known:
            prefix = f"{folder}/" if slash else ""
            values.update(dict.fromkeys(prefix + id_ for id_ in known[folder]))
        else:
            return []
    return list(values)


def _list_values(node: dict[str, Any], values: list[str], targets: Sequence[str]) -> None:
    if node.get("x-ref-open"):
        node["examples"] = values
    elif "object" in node.get("type", ()):  # an enum would refuse the mapping
        node["pattern"] = f"^({'|'.join(values)})$"
        node["patternErrorMessage"] = f"there is none with this id; use {', '.join(values)}"
        node["examples"] = values
    else:
        for keyword in ("pattern", "patternErrorMessage", "maxLength"):
            node.pop(keyword, None)
        sorts = " or ".join(target.rstrip("/") for target in targets)
        node["enum"] = values
        node["errorMessage"] = f"there is no {sorts} with this id; use one of those listed"
        node["examples"] = values
