"""The first look at a shape passes nothing that jsonschema would find something in."""

from __future__ import annotations

import copy
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthour.source import CONTENT, read_all
from firsthour.validate import KINDS, schema
from firsthour.validate.checker import checker
from firsthour.validate.glance import glance, passing
from firsthour.validate.lean import lean
from firsthour.validate.schemas import inlined
from tests.validate.cases import FAULTS, GOOD, document, read
from tests.validate.walk import parts

ROOT = Path(__file__).parents[2]
DATA = {path.stem: document(path.stem, path.read_text("utf-8")).data for path in GOOD}
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 1.0, 1.5, 10**30, math.nan, math.inf, "", "x", "x\n", "2026-02-30",
    "a" * 5000, [], [None], ["a", "a"], [{}, {}], [1, True], {}, {"": ""}, {"x": None},
)  # fmt: skip


CONDITION: dict[str, dict[str, Any]] = {"if": {"then": True}, "then": {"if": {}}}


def _judged_alike(kind: str, data: Any) -> None:
    if glance(kind)(data):
        assert [error.message for error in checker(kind).iter_errors(data)] == []


def test_what_is_right_passes() -> None:
    for kind, data in DATA.items():
        assert glance(kind)(data), kind
    documents, problems = read_all(ROOT)
    assert not problems
    assert [each.path for each in documents if not glance(each.kind)(each.data)] == []
    assert {each.path.split("/")[0] for each in documents} == {CONTENT}


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_no_fault_passes(path: Path) -> None:
    for case in read(path):
        data = document(case.kind, case.text).data
        if isinstance(data, dict):
            _judged_alike(case.kind, data)


@pytest.mark.parametrize("kind", KINDS)
def test_an_odd_value_anywhere_is_judged_as_jsonschema_does(kind: str) -> None:
    """Each value of a complete file, in the place of which each odd one comes once in a few."""
    for number, (parent, key) in enumerate(_places(whole := copy.deepcopy(DATA[kind]))):
        was = parent[key]
        for odd in ODD[number % 3 :: 3]:
            parent[key] = odd
            _judged_alike(kind, whole)
        parent[key] = was
    assert glance(kind)(whole)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_too_many_or_too_few_is_seen(kind: str) -> None:
    for node in [*_mappings(whole := copy.deepcopy(DATA[kind]))]:
        node["an unknown key"] = "x"
        _judged_alike(kind, whole)
        del node["an unknown key"]
        for key in [*node]:
            was = dict(node)
            del node[key]
            _judged_alike(kind, whole)
            node.clear()
            node.update(was)


def test_every_keyword_of_the_schemas_is_known() -> None:
    """A keyword that is not is never passed: right, but slow for every file."""
    for kind in KINDS:
        for path, part in parts(inlined(lean(schema(kind)))):
            for keyword, wanted in part.items():
                alone = passing({keyword: wanted, **CONDITION.get(keyword, {})})
                assert any(alone(value) for value in (*ODD, DATA[kind], *_values(wanted))), (
                    f"{kind}{path}: {keyword}"
                )


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_each_keyword_by_itself(data: st.DataObject) -> None:
    from jsonschema import Draft202012Validator

    value = data.draw(VALUES)
    part = data.draw(st.sampled_from(PARTS))
    if passing(part)(value):
        assert Draft202012Validator(part).is_valid(value), (part, value)


@pytest.mark.parametrize("value", ["x", 1, None, {}, []])
def test_what_it_does_not_know_it_does_not_pass(value: Any) -> None:
    unknown: tuple[Any, ...] = ({"not": {}}, {"const": value}, {"type": "null"}, False)
    for part in unknown:
        assert not passing(part)(value)
    assert passing(True)(value)
    assert passing({})(value)


VALUES = st.recursive(
    st.none()
    | st.sampled_from(ODD)
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats()
    | st.sampled_from(["a", "b", "ab"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)
PARTS: tuple[dict[str, Any], ...] = (
    {"type": "object"},
    {"type": "array"},
    {"type": "string"},
    {"type": "integer"},
    {"type": "boolean"},
    {"type": ["string", "integer"]},
    {"type": "number"},
    {"enum": ["a", 1, None]},
    {"pattern": "^a"},
    {"minLength": 2},
    {"maxLength": 1},
    {"minimum": 1},
    {"maximum": 1},
    {"items": {"type": "string"}},
    {"minItems": 2},
    {"maxItems": 1},
    {"uniqueItems": True},
    {"uniqueItems": False},
    {"propertyNames": {"pattern": "^[ab]"}},
    {"minProperties": 2},
    {"maxProperties": 1},
    {"required": ["a", "b"]},
    {"properties": {"a": {"type": "string"}, "b": True}, "additionalProperties": False},
    {"properties": {"a": {"type": "string"}}},
    {"properties": {"c": False}},
    {"additionalProperties": {"type": "integer"}},
    {"dependentRequired": {"a": ["b", "c"]}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"if": {"properties": {"a": {"enum": ["a", "b"]}}}, "then": {"required": ["b"]}},
    {"if": {"properties": {"a": {"enum": ["a"]}}, "required": ["c"]}, "then": False},
    {"if": {"properties": {"a": {"type": "string"}}}, "then": False},
    {"anyOf": [{"required": ["a"]}, {"type": "string"}]},
    {"allOf": [{"required": ["a"]}, {"minProperties": 2}]},
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    todo = [value]
    while todo:
        parent = todo.pop()
        keys = [*parent] if isinstance(parent, dict) else range(len(parent))
        found += [(parent, key) for key in keys]
        todo += [parent[key] for key in keys if isinstance(parent[key], (dict, list))]
    return found


def _mappings(value: Any) -> list[dict[str, Any]]:
    below = [parent[key] for parent, key in _places(value)]
    return [each for each in [value, *below] if isinstance(each, dict)]


def _values(wanted: Any) -> list[Any]:
    """Values that a keyword may pass."""
    texts = wanted if isinstance(wanted, list) else []
    words = ["a", "web", "2026-04-17", "https://a.example", "a/b", "5m", "A1", "10:00"]
    return [*texts, *words, 1, ["a"], {"a": "b", "c": "d"}]
