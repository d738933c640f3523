"""The table of capabilities is true: field, sample and page of every row are there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from firsthour.pipeline import assemble

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| (?P<what>[^|`]+) \| `(?P<field>[^`]+)` \| `(?P<sample>[^`]+)` \| `(?P<page>[^`]+)` \|$"
)
TABLE = (ROOT / "docs" / "what-it-can-say.md").read_text(encoding="utf-8")
ROWS = [found for line in TABLE.splitlines() if (found := ROW.match(line))]


def test_every_line_of_the_table_is_read() -> None:
    assert len(ROWS) == sum(line.startswith("| ") for line in TABLE.splitlines()) - 1 > 50


@pytest.fixture(scope="module")
def pages() -> dict[str, str | bytes]:
    return dict(assemble(ROOT).files)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["what"])
def test_the_schema_has_the_field(row: re.Match[str]) -> None:
    kind, _, route = row["field"].partition(": ")
    schema = json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    node: Any = schema
    for name in route.split("."):
        node = property_of(node, name, schema)
        assert node is not None, f"{kind} has no {route}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["what"])
def test_the_sample_uses_the_field(row: re.Match[str]) -> None:
    text = (ROOT / "runbooks" / row["sample"]).read_text(encoding="utf-8")
    last = row["field"].rpartition(".")[2].rpartition(": ")[2]
    everywhere = (ROOT / "runbooks").rglob("*.yaml") if last == "pattern" else ()
    texts = [text, *(path.read_text(encoding="utf-8") for path in everywhere)]
    assert any(re.search(rf"(?:^|[\s{{,-]){last}:", text) for text in texts)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["what"])
def test_the_site_has_the_page(row: re.Match[str], pages: dict[str, str | bytes]) -> None:
    assert row["page"] in pages


def property_of(node: Any, name: str, schema: Any) -> Any:
    """The sub-schema of a property, through references, lists, mappings and alternatives."""
    if not isinstance(node, dict):
        return None
    if "$ref" in node:
        return property_of(schema["$defs"][node["$ref"].rpartition("/")[2]], name, schema)
    if name in node.get("properties", {}):
        return node["properties"][name]
    inner = [
        node.get("items"),
        node.get("additionalProperties"),
        *node.get("anyOf", ()),
        *node.get("oneOf", ()),
    ]
    found = (property_of(each, name, schema) for each in inner)
    return next((each for each in found if each is not None), None)
