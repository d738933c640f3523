"""The schemas with a team's own ids, so that an editor completes and checks owners and pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from firsthour.validate.schemas import KINDS, schema

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
    "checklists",
    "failure-modes",
    "procedures",
    "templates",
    "incidents",
)
_SECTIONS = (
    "steps",
    "diagnose",
    "mitigate",
    "rollback",
    "verify",
    "after",
    "escalate",
    "communicate",
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
    _fill(document, known)
    return document


def _fill(node: Any, known: Known) -> None:
    if isinstance(node, list):
        for item in node:
            _fill(item, known)
    elif isinstance(node, dict):
        for child in node.values():
            _fill(child, known)
        targets = node.get("x-ref")
        if isinstance(targets, list):
            _list_values(node, _values(targets, known), targets)


def _values(targets: Sequence[str], known: Known) -> list[str] | None:
    """Every value that a reference may have; None when one of its sorts is not known."""
    values: dict[str, None] = {}
    for target in targets:
        folder, slash, _ = target.partition("/")
        if target == "section":
            values.update(dict.fromkeys(_SECTIONS))
        elif folder in known:
            prefix = f"{folder}/" if slash else ""
            values.update(dict.fromkeys(prefix + id_ for id_ in known[folder]))
        else:
            return None
    return list(values)


def _list_values(node: dict[str, Any], values: list[str] | None, targets: Sequence[str]) -> None:
    if not values:
        return
    if node.get("x-ref-open"):
        node["examples"] = values
    elif node.get("type") == "string" or "type" not in node:
        for keyword in ("pattern", "patternErrorMessage", "maxLength"):
            node.pop(keyword, None)
        sorts = " or ".join(target.rstrip("/") for target in targets)
        node["enum"] = values
        node["errorMessage"] = f"there is no {sorts} with this id; use one of those listed"
        node["examples"] = values
    else:  # plain text or a mapping: an enum would refuse the mapping
        node["pattern"] = f"^({'|'.join(values)})$"
        node["patternErrorMessage"] = "there is none with this id; use " + ", ".join(values)
        longer = [each for each in node["examples"] if not isinstance(each, str)]
        node["examples"] = [*values, *longer]
