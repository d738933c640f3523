"""Validating as a whole: complete files pass, floods stay short, nothing raises."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthour.problem import Severity
from firsthour.source import load
from firsthour.validate import KINDS, RULES, schema, schema_dir, validate
from firsthour.validate.checker import checker
from firsthour.validate.lean import lean, regex
from firsthour.validate.schemas import inlined
from tests.validate.cases import FAULTS, GOOD, document, problems, read
from tests.validate.walk import resolve

ROOT = Path(__file__).parents[2]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in GOOD}
HEAD = "title: Jobs pile up\nowner: platform\nsteps:\n  - Restart it.\n"


def test_every_kind_has_a_complete_example() -> None:
    assert set(TEXTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_file_is_right(kind: str) -> None:
    assert problems(kind, TEXTS[kind]) == []


def test_complete_files_use_every_key() -> None:
    known: dict[str, set[str]] = {}
    used: dict[str, set[str]] = {}

    def visit(value: Any, node: dict[str, Any], name: str) -> None:
        if "$ref" in node:
            name = node["$ref"]
        node = resolve(node, whole)
        if isinstance(value, list):
            for item in value:
                visit(item, node["items"], f"{name}[]")
        elif isinstance(value, dict):
            parts = node.get("properties", {})
            known.setdefault(name, set(parts))
            used.setdefault(name, set()).update(value)
            for key, child in value.items():
                visit(child, parts[key] if parts else node["additionalProperties"], f"{name}.{key}")

    for kind, text in TEXTS.items():
        whole = schema(kind)
        visit(document(kind, text).data, whole, kind)
    assert [
        f"{name}: {known[name] - used[name]}" for name in known if known[name] - used[name]
    ] == []


def test_two_faults_are_two_findings() -> None:
    found = validate(document("failure-modes", HEAD + "severty: sev2\nsymtoms:\n  - x\n"))
    assert [(each.location.line, each.message) for each in found] == [
        (5, "unknown key `severty`"),
        (6, "unknown key `symtoms`"),
    ]


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "sample: 1\nsymtoms:\n  - x\nstatus: done\nowner: The Team\ntitle: ''\nsteps:\n  - do: x\n    rsk: read\n"
    found = validate(document("failure-modes", text))
    assert [each.location.line for each in found] == [1, 2, 4, 5, 6, 9]


RIGHT = ["12", "12.0", "0", "60"]
WRONG = [
    "'12'",
    "true",
    "-1",
    "61",
    "12.5",
    ".nan",
    ".inf",
    "-.inf",
    "1000000000000000000000000000000",
    "1e400",
]


@pytest.mark.parametrize("value", [*RIGHT, *WRONG])
def test_whole_numbers(value: str) -> None:
    text = (
        "title: x\nwhen: a\nowner: b\nblocks:\n  - {title: c, items: [d]}\npanels:\n  log_lines: "
    )
    assert len(problems("checklists", f"{text}{value}\n")) == (value in WRONG)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{% raw %}{{ x }}", "[a](javascript:b)"]
)
def test_text_is_text_whatever_it_looks_like(text: str) -> None:
    assert problems("failure-modes", f"{HEAD}meaning: '{text}'\nsymptoms:\n  - '{text}'\n") == []


def test_a_value_without_end_is_not_repeated_in_full() -> None:
    (problem,) = problems("failure-modes", f"owner: a\nsteps:\n  - b\ntitle: {'x' * 10_000}\n")
    assert problem.message == "`title` has 10,000 characters; 120 are allowed"
    (problem,) = problems("failure-modes", f"{HEAD}status: {'x' * 10_000}\n")
    assert len(problem.message) < 100


def test_a_flood_is_cut() -> None:
    text = HEAD + "symptoms:\n" + "  - 1\n" * 150
    found = validate(document("failure-modes", text))
    assert len(found) == 101
    assert found[-1].rule == "schema-too-many-problems"
    assert found[-1].message == "50 more problems in this file are not shown"
    assert found[-1].location == found[-2].location


def test_an_endless_flood_is_not_counted() -> None:
    text = HEAD + "symptoms:\n" + "  - 1\n" * 5000
    found = validate(document("failure-modes", text))
    assert len(found) == 101
    assert found[-1].message.startswith("at least ")


def test_a_duplicate_points_at_the_second_and_names_the_first() -> None:
    (problem,) = problems("failure-modes", HEAD + "services:\n  - web\n  - redis\n  - web\n")
    assert problem.location.line == 8
    assert [(note.location.line, note.message) for note in problem.notes] == [(6, "first here")]


def test_a_missing_key_points_at_the_key_that_should_hold_it() -> None:
    (problem,) = problems("failure-modes", HEAD + "rollback:\n  last_tried:\n    how: drill\n")
    assert str(problem.location).endswith(":6:3")


def test_what_does_not_parse_is_left_to_the_loader() -> None:
    for text in ("", "- a\n", "title: a: b\n", "[" * 100):
        loaded = document("failure-modes", text)
        assert loaded.problems and validate(loaded) == []


def test_a_value_that_the_loader_refused_is_not_refused_again() -> None:
    loaded = document("failure-modes", HEAD + "sample: *same\n")
    assert [problem.rule for problem in loaded.problems] == ["yaml-alias"]
    assert validate(loaded) == []


def test_of_a_value_that_old_tools_read_differently_its_shape_says_more() -> None:
    for text, rule in (("sample: yes", "schema-type"), ("impact: yes", "yaml-ambiguous-scalar")):
        (problem,) = problems("failure-modes", HEAD + text + "\n")
        assert problem.rule == rule


@pytest.mark.parametrize(
    "line",
    ["owner: {{ team }}", "owner: *x", "owner: &x A B", "owner: !team x y", 'owner: "\\x07"'],
)
def test_a_value_that_the_loader_guessed_is_not_refused_again(line: str) -> None:
    loaded = document("failure-modes", f"title: x\n{line}\nsteps:\n  - Restart it.\n")
    assert len(loaded.problems) == 1
    assert validate(loaded) == []


def test_the_rest_of_a_file_with_a_loaders_fault_is_checked() -> None:
    text = "title: &x a\nowner: The Team\nsteps:\n  - dou: x\n    run: y\n"
    assert [each.location.line for each in validate(document("failure-modes", text))] == [2, 4]


def test_a_warning_of_the_loader_hides_nothing() -> None:
    loaded = document("failure-modes", HEAD + "status: \ue000\n")
    assert [problem.severity for problem in loaded.problems] == [Severity.WARNING]
    assert [problem.rule for problem in validate(loaded)] == ["schema-value"]


def test_a_value_is_quoted_as_it_stands_in_the_file() -> None:
    (problem,) = problems("failure-modes", HEAD + "normal: 1.50\n")
    assert "`1.50`" in problem.message
    assert problem.help.endswith('write "1.50"')


def test_control_characters_do_not_reach_the_terminal() -> None:
    (problem,) = problems("failure-modes", HEAD + 'status: "a\\nb"\n')
    assert problem.message == "`status` cannot be `a\\nb`"


def test_every_rule_says_what_must_hold() -> None:
    for rule, sentence in RULES.items():
        assert rule.startswith("schema-")
        assert sentence[0].isupper() and sentence.endswith(".")


def test_schemas_are_found_in_the_checkout() -> None:
    assert str(schema_dir()) == str(ROOT / "schema")


def test_a_schema_may_be_changed_by_its_reader() -> None:
    schema("roles").clear()
    assert schema("roles")["title"] == "Roles"


def test_jsonschema_is_imported_with_the_first_document_that_does_not_hold() -> None:
    code = (
        "import sys, firsthour.validate as v\n"
        "from firsthour.source import load\n"
        "assert 'jsonschema' not in sys.modules\n"
        "v.validate(load('x.yaml', b'product: X\\ntime_zone: UTC', 'settings', 'x'))\n"
        "assert 'jsonschema' not in sys.modules\n"
        "v.validate(load('x.yaml', b'produce: X', 'settings', 'x'))\n"
        "assert 'jsonschema' in sys.modules\n"
        "assert 'rfc3987_syntax' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_lean_schema_judges_as_the_full_one(kind: str) -> None:
    """The editor sees the full schema; stock jsonschema judges it here."""
    from jsonschema import Draft202012Validator

    stock = Draft202012Validator(schema(kind))
    texts = [
        TEXTS[kind],
        *(case.text for path in FAULTS if path.stem == kind for case in read(path)),
    ]
    for text in texts:
        data = document(kind, text).data
        if not _strict_only(list(checker(kind).iter_errors(data))):
            assert checker(kind).is_valid(data) == stock.is_valid(data), text


def _strict_only(errors: list[Any]) -> bool:
    """Faults of format, and a final line break that Python's `$` lets pass."""
    return bool(errors) and all(
        error.validator == "format"
        or (error.validator == "pattern" and str(error.instance).endswith("\n"))
        for error in errors
    )


def test_a_pattern_ends_at_the_end() -> None:
    assert regex("^a$").search("a")
    assert not regex("^a$").search("a\n")


def test_only_annotations_are_left_out() -> None:
    full = inlined(schema("checklists"))
    assert lean(full)["properties"]["title"]["maxLength"] == 120
    assert "description" not in lean(full)["properties"]["title"]
    assert set(lean(full)["properties"]) == set(full["properties"])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_junk_anywhere_gives_findings_and_no_traceback(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    whole = copy.deepcopy(yaml.load(TEXTS[kind], Loader=yaml.BaseLoader))
    node: Any = whole
    while True:
        key = data.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
        if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            break
        node = node[key]
    if isinstance(node, dict) and data.draw(st.booleans()):
        node[data.draw(st.text(max_size=8))] = node.pop(key)
    else:
        node[key] = data.draw(JUNK)
    text = yaml.safe_dump(whole, allow_unicode=True)
    loaded = load(f"{kind}.yaml", text.encode(errors="replace"), kind, "x")
    for problem in validate(loaded):
        assert problem.message and problem.help and problem.rule in RULES
        assert problem.location.line >= 1


def test_a_page_in_the_folder_of_another_kind_is_told_where_it_belongs() -> None:
    text = (
        "title: Before a send\nowner: platform\nwhen: always\nblocks:\n  - title: Look\nend: sent\n"
    )
    (found,) = problems("failure-modes", text)
    assert found.rule == "schema-unknown-key"
    assert "`checklists`, not of `failure-modes`: it has `when`, `blocks`, `end`" in found.message
    assert "into the folder runbooks/checklists" in found.help


@pytest.mark.parametrize(
    ("kind", "text", "help_"),
    [
        ("failure-modes", "people:\n  - id: mara\nteams: []\n", "to runbooks/contacts.yaml"),
        ("contacts", "services:\n  - id: web\n", "to runbooks/services.yaml"),
        (
            "checklists",
            "title: Disk\nowner: platform\nsymptoms:\n  - slow\ndiagnose:\n  - Look\n",
            "into the folder runbooks/failure-modes",
        ),
        (
            "checklists",
            "title: Disk\nowner: platform\nsteps:\n  - Look\n",
            "into the folder runbooks/failure-modes or into the folder runbooks/procedures",
        ),
    ],
)
def test_a_file_of_another_kind_is_one_finding(kind: str, text: str, help_: str) -> None:
    (found,) = problems(kind, text)
    assert found.help == f"move it {help_}, or delete it when it is there already"


@pytest.mark.parametrize(
    "text",
    [
        # One key too many, in a page that has all of its own.
        "title: Disk\nowner: platform\nsteps:\n  - Look\nblocks:\n  - title: Look\n",
        # Keys of two kinds, and of neither alone.
        "title: Disk\nowner: platform\npeople:\n  - id: mara\nblocks:\n  - title: Look\n",
    ],
)
def test_a_page_with_a_key_of_another_kind_stays_what_it_is(text: str) -> None:
    assert not any("looks like a file" in each.message for each in problems("procedures", text))


def test_one_key_of_another_kind_moves_no_page() -> None:
    text = "title: Mails pile up\nowner: platform\nsteps:\n  - Look.\nblocks:\n  - Look.\n"
    (problem,) = problems("failure-modes", text)
    assert problem.help.startswith("keys that fit here")
