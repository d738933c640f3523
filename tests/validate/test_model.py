"""The schema and the model say the same: every field is a property, and the other way round."""

from __future__ import annotations

import dataclasses
import datetime
import json
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthour.model import FOLDERS, KINDS, SINGLES, yaml_key
from firsthour.model.common import ReachBy
from firsthour.model.services import LinkKind
from firsthour.source import FOLDER_KINDS, SINGLE_KINDS
from firsthour.validate import schema
from tests.validate.walk import resolve

ROOT = Path(__file__).parents[2]
CLASSES = {**SINGLES, **FOLDERS}
# The page's file name is its id, and its place in the file is no data.
NOT_WRITTEN = {kind: {"origin", "id"} if kind in FOLDERS else {"origin"} for kind in KINDS}
FORMS = {
    str: "text",
    int: "integer",
    bool: "boolean",
    datetime.date: "date",
    datetime.datetime: "instant",
}


def differences(
    cls: type, node: dict[str, Any], document: dict[str, Any], path: str, hidden: set[str]
) -> Iterator[str]:
    """What a class and a mapping of the schema do not agree on."""
    hints = typing.get_type_hints(cls)
    fields = {yaml_key(f.name): f for f in dataclasses.fields(cls) if f.name not in hidden}
    names = node.get("properties", {})
    if set(fields) != set(names):
        yield f"{path}: {sorted(set(fields) ^ set(names))} is not in both"
        return
    needed = {key for key, field in fields.items() if not _has_default(field)}
    if needed != set(node.get("required", ())):
        yield f"{path}: needed are {sorted(needed)}, required {node.get('required')}"
    short = getattr(cls, "TEXT", None)
    if ("string" in node["type"]) != (short is not None):
        yield f"{path}: plain text is allowed on one side only"
    elif short is not None:
        full = resolve(names[short], document)
        for keyword in ("pattern", "maxLength", "x-ref"):
            if node.get(keyword) != full.get(keyword):
                yield f"{path}: as plain text, {keyword} is another than in {short}"
    for key, field in fields.items():
        part = resolve(names[key], document)
        yield from _compare(hints[field.name], part, document, f"{path}.{key}")


def _compare(hint: Any, node: dict[str, Any], document: dict[str, Any], path: str) -> Iterator[str]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (arg for arg in args if arg is not type(None))
        yield from _compare(inner, node, document, path)
    elif origin is typing.Literal:
        if list(args) != node.get("enum"):
            yield f"{path}: {list(args)} against {node.get('enum')}"
    elif origin is tuple:
        if node.get("type") != "array":
            yield f"{path}: is no list in the schema"
        else:
            yield from _compare(args[0], resolve(node["items"], document), document, f"{path}[]")
    elif origin is dict:
        yield from _compare_mapping(args[1], node, document, path)
    elif hint in FORMS or hint.__name__ == "Duration":
        wanted = FORMS.get(hint, "duration")
        if _form(node) != wanted and not (wanted == "text" and _form(node) == "enum"):
            yield f"{path}: {wanted} against {_form(node)}"
    else:
        yield from differences(hint, node, document, path, {"origin"})


def _compare_mapping(
    hint: Any, node: dict[str, Any], document: dict[str, Any], path: str
) -> Iterator[str]:
    values = node["additionalProperties"]
    if values is False:  # the names are known, too
        for key, part in node["properties"].items():
            yield from _compare(hint, resolve(part, document), document, f"{path}.{key}")
    else:
        yield from _compare(hint, resolve(values, document), document, f"{path}.*")


def _form(node: dict[str, Any]) -> str:
    if "enum" in node:
        return "enum"
    if node.get("type") != "string":
        return str(node.get("type"))
    if node["pattern"].endswith("[smhdw]$"):
        return "duration"
    form: str = node.get("format", "text")
    return "text" if form == "uri-reference" else form


def _has_default(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def test_every_kind_that_is_read_has_a_class_and_a_place_in_the_editor() -> None:
    assert (*SINGLES,) == SINGLE_KINDS
    assert (*FOLDERS,) == FOLDER_KINDS
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"] == {
        f"./schema/{kind}.schema.json": f"runbooks/{kind}{'/*' if kind in FOLDERS else ''}.yaml"
        for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_fields_and_properties_are_the_same(kind: str) -> None:
    document = schema(kind)
    assert list(differences(CLASSES[kind], document, document, kind, NOT_WRITTEN[kind])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_properties_stand_in_the_order_of_the_fields(kind: str) -> None:
    document = schema(kind)
    fields = [yaml_key(field.name) for field in dataclasses.fields(CLASSES[kind])]
    wanted = [name for name in fields if name not in NOT_WRITTEN[kind]]
    assert list(document["properties"]) == wanted


def test_kinds_of_link_are_the_same() -> None:
    links = schema("services")["$defs"]["links"]
    assert list(links["properties"]) == list(typing.get_args(LinkKind))


def test_ways_to_reach_somebody_are_the_same() -> None:
    assert schema("roles")["$defs"]["reach-by"]["enum"] == list(typing.get_args(ReachBy))


def test_a_difference_is_found() -> None:
    document = schema("failure-modes")

    def found() -> str:
        return "\n".join(
            differences(CLASSES["failure-modes"], document, document, "x", {"origin", "id"})
        )

    assert found() == ""
    parts = document["$defs"]
    parts["step"]["properties"]["wait"] = {"$ref": "#/$defs/text"}
    assert "['wait'] is not in both" in found()
    del parts["step"]["properties"]["wait"]
    parts["option"]["required"] = []
    assert "needed are ['title'], required []" in found()
    parts["option"]["required"] = ["title"]
    parts["risk"]["enum"].reverse()
    assert "against ['destructive'" in found()
    parts["risk"]["enum"].reverse()
    parts["step"]["properties"]["takes"] = {"$ref": "#/$defs/text"}
    assert "duration against text" in found()
    parts["step"]["properties"]["takes"] = {"$ref": "#/$defs/duration"}
    parts["alert"]["type"] = "object"
    assert "plain text is allowed on one side only" in found()
