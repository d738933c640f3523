"""The schema files: valid, closed, explained, portable, and saying the same thing the same way."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import combinations
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from firsthour import model
from firsthour.validate import KINDS, REFERENCES, schema, schema_dir
from firsthour.validate.lean import regex
from firsthour.validate.schemas import inlined
from firsthour.validate.sentences import EXPLAIN
from tests.validate.cases import problems
from tests.validate.walk import parts, properties, resolve

SCHEMAS = {kind: schema(kind) for kind in KINDS}
each_kind = pytest.mark.parametrize("kind", KINDS)

ANNOTATIONS = {
    "$schema", "$defs", "title", "description", "markdownDescription", "markdownEnumDescriptions",
    "examples", "errorMessage", "patternErrorMessage", "defaultSnippets", "x-ref", "x-ref-open",
}  # fmt: skip
STRUCTURE = {"$ref", "properties", "items", "propertyNames", "if", "then", "allOf"}
CHECKS = {key for key in EXPLAIN if key} | {"type", "dependentSchemas"}


def test_one_file_for_each_kind() -> None:
    names = {entry.name for entry in schema_dir().iterdir()}
    assert names == {f"{kind}.schema.json" for kind in KINDS}
    assert KINDS == model.KINDS


@each_kind
def test_it_is_valid_and_laid_out_one_way(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    text = (schema_dir() / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(SCHEMAS[kind], indent=2, ensure_ascii=False) + "\n"
    assert SCHEMAS[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@each_kind
def test_it_needs_no_other_file_and_has_nothing_unused(kind: str) -> None:
    references = [node["$ref"] for _, node in parts(SCHEMAS[kind]) if "$ref" in node]
    names = {reference.removeprefix("#/$defs/") for reference in references}
    assert names == set(SCHEMAS[kind]["$defs"])


@each_kind
def test_no_definition_contains_itself(kind: str) -> None:
    inlined(SCHEMAS[kind])  # would not end


def test_a_definition_is_the_same_in_every_file() -> None:
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for kind, document in SCHEMAS.items():
        for name, definition in document["$defs"].items():
            found[name].append((kind, definition))
    for name, definitions in found.items():
        for (kind, one), (other_kind, other) in combinations(definitions, 2):
            assert one == other, f"{name} differs between {kind} and {other_kind}"


@each_kind
def test_every_keyword_is_known_here(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        assert set(node) <= ANNOTATIONS | STRUCTURE | CHECKS, path


@each_kind
def test_mappings_are_closed_and_flat(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        types = node.get("type", [])
        if "object" in types:
            assert "additionalProperties" in node, path
            assert node["additionalProperties"] is not True, path
            assert ("properties" in node) == (node["additionalProperties"] is False), path
            assert set(node.get("required", ())) <= set(node.get("properties", ())), path
            assert "errorMessage" not in node, (
                f"{path}: it would replace the sentence for every fault inside"
            )
        for choice in node.get("anyOf", ()):
            assert set(choice) == {"required", "errorMessage"}, path
            assert len(choice["required"]) == 1, path
        for other in node.get("dependentSchemas", {}).values():
            assert set(other["properties"].values()) == {False}, path


@each_kind
def test_patterns_mean_the_same_everywhere(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        if "pattern" in node:
            pattern = node["pattern"]
            escapes = set(re.findall(r"\\.", pattern))
            assert escapes <= {"\\t", "\\r", "\\n", "\\\\"}, (
                f"{path}: editors read others differently"
            )
            assert "$" not in pattern[:-1].replace("(?!index$)", ""), path
            assert pattern.startswith("^") == pattern.endswith("$"), path
            assert node["patternErrorMessage"], path


@each_kind
def test_sentences_read_alike(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        for keyword in ("errorMessage", "patternErrorMessage"):
            sentence = node.get(keyword, "lower")
            assert sentence == sentence.strip() and not sentence.endswith("."), path
            assert sentence[0].islower(), path
        for snippet in node.get("defaultSnippets", ()):
            assert set(snippet) == {"label", "description", "body"}, path
            assert isinstance(snippet["body"], dict), f"{path}: a list body comes out broken"


@each_kind
def test_every_property_is_explained(kind: str) -> None:
    for path, node in properties(SCHEMAS[kind]):
        assert node["description"][0].isupper(), path
        assert node["description"].endswith("."), path
        assert node["examples"], path
        assert "`" not in node["description"], f"{path}: editors show a backtick as it is"
        if "string" in node.get("type", ()):
            # Of a mapping, editors would offer `[object Object]`.
            assert all(isinstance(each, str) for each in node["examples"]), path
        assert ("enum" in node) != ("type" in node), path
        if "enum" in node:
            assert node["errorMessage"], path
            assert len(node["markdownEnumDescriptions"]) == len(node["enum"]), path
            assert all(value in node["errorMessage"] for value in node["enum"]), path
        if node.get("type") == "string":
            assert "pattern" in node, f"{path}: text may not be empty"
            assert node["errorMessage"], path
        if node.get("type") == "array":
            assert node["minItems"] == 1, path
            items = resolve(node["items"], SCHEMAS[kind])
            plain = items.get("type", "string") == "string"
            assert bool(node.get("uniqueItems")) == plain, (
                f"{path}: plain values may stand in a list once"
            )
        if node.get("type") == "integer":
            assert node["minimum"] < node["maximum"], path


@each_kind
def test_examples_are_valid(kind: str) -> None:
    for path, node in properties(SCHEMAS[kind]):
        checker = Draft202012Validator({**node, "$defs": SCHEMAS[kind]["$defs"]})
        for example in node["examples"]:
            assert checker.is_valid(example), f"{path}: {example}"


@each_kind
def test_examples_of_a_kind_are_valid_documents(kind: str) -> None:
    for example in SCHEMAS[kind]["examples"]:
        assert problems(kind, json.dumps(example)) == []


@each_kind
def test_snippets_begin_a_valid_entry(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        for snippet in node.get("defaultSnippets", ()):
            assert set(snippet["body"]) <= set(node["properties"]), path
            assert set(node.get("required", ())) <= set(snippet["body"]), path
            written = json.dumps(snippet["body"])
            places = [int(number) for number in re.findall(r"\$\{([0-9])", written)]
            assert places == list(range(1, len(places) + 1)), path


@each_kind
def test_references_name_what_exists(kind: str) -> None:
    for path, node in parts(SCHEMAS[kind]):
        for target in node.get("x-ref", ()):
            assert target == "section" or target.rstrip("/") in REFERENCES, path
        assert "x-ref" in node or "x-ref-open" not in node, path


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ page }}",
        "{% raw %}",
        "[x](javascript:y)",
        "a\u00a0b",
        "\u202e",
        "*",
    ],
)
def test_text_may_hold_anything_but_nothing(text: str) -> None:
    assert regex(SCHEMAS["settings"]["$defs"]["text"]["pattern"]).search(text)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\r\n "])
def test_text_is_not_blank(text: str) -> None:
    assert not regex(SCHEMAS["settings"]["$defs"]["text"]["pattern"]).search(text)


ADDRESSES = {
    "https://a.example": True,
    "http://127.0.0.1:8000/x?y=1&z=(2)#part": True,
    "https://a.example/ü": True,
    "mailto:a@b.example": True,
    "tel:+442079460123": True,
    "sms:+442079460123": True,
    "/": True,
    "/services/web/#links": True,
    "//evil.example": False,
    "/\\evil.example": False,
    "https:/a.example": False,
    "https://": False,
    "https:///path": False,
    "HTTPS://a.example": False,
    "javascript:alert(1)": False,
    "java\nscript:alert(1)": False,
    " https://a.example": False,
    "https://a.example\n": False,
    'https://a.example/"onclick="x': False,
    "https://a.example/<script>": False,
    "data:text/html,x": False,
    "vbscript:x": False,
    "ftp://a.example": False,
    "a.example": False,
    "../x": False,
    "mailto:nobody": False,
}


@pytest.mark.parametrize(("address", "right"), ADDRESSES.items())
def test_addresses_have_a_safe_scheme(address: str, right: bool) -> None:
    for name in ("failure-modes", "contacts"):
        pattern = SCHEMAS[name]["$defs"]["url"]["pattern"]
        assert bool(regex(pattern).search(address)) is right
    pattern = SCHEMAS["failure-modes"]["$defs"]["step"]["properties"]["open"]["pattern"]
    assert bool(regex(pattern).search(address)) is (right or "<script>" in address)
