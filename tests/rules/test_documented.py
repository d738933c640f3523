"""Whatever can stand in the brackets of a finding is documented, in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
from click.testing import CliRunner

import firsthour
from firsthour.cli import main
from firsthour.documented import Entry, entries, entry

PACKAGE = Path(firsthour.__file__).parent
IDS = {each.id for each in entries()}
STAGES = {
    "reading", "rules", "shape", "deciding", "change", "owners", "paper", "alerts", "site",
}  # fmt: skip
# What a problem, or what becomes one, is made with; its rule is one of the arguments.
MAKERS = {"Problem", "Fault", "Finding", "Refusal", "Unreadable"}
# They take the name of a rule from a table that is in `entries`, or from what was kept of it.
PASSING_ON = {
    "alerts/judging.py", "cache.py", "lint/findings.py", "lint/judging.py", "lint/waivers.py",
    "postbuild/findings.py", "source/faults.py", "source/files.py", "validate/document.py",
}  # fmt: skip
NAME = re.compile(r"[a-z]+(-[a-z]+)+\Z")
# Where names come from tables, and not only from what makes a problem.
ROOMS = {
    "source", "validate", "postbuild", "lint", "online", "alerts", "review", "forge", "paper",
}  # fmt: skip
PREFIXES = re.compile(
    r"(yaml|schema|file|site|waiver|baseline|setting|link|no-content"
    r"|alert|change|watched|codeowners|sheet|engine)(-[a-z]+)+\Z"
)


def _words(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _is_maker(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS


def _constants(tree: ast.Module) -> dict[str, str]:
    """The names that a module gives to texts."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _arguments(call: ast.Call, constants: dict[str, str]) -> Iterator[str]:
    named = (each.value for each in call.keywords if each.arg == "rule")
    for each in (*call.args, *named):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, ast.Name) and each.id in constants:
            yield constants[each.id]


def _emitted() -> dict[str, str]:
    """Names that code outside the rules gives to what it finds -> the file."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if _is_maker(node):
                said = _arguments(node, _constants(tree))
                found |= {word: path.name for word in said if NAME.match(word)}
        if path.parent.name in ROOMS:
            found |= {word: path.name for word in _words(tree) if PREFIXES.match(word)}
    return found


def _reported() -> Iterator[tuple[str, str]]:
    """Ids and their severities, from each function or row of a table that has one of both."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name in ("rules", "documented"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef | ast.Tuple):
                continue
            ids = _words(node) & IDS
            severities = {
                each.attr.lower()
                for each in ast.walk(node)
                if isinstance(each, ast.Attribute)
                and isinstance(each.value, ast.Name)
                and each.value.id == "Severity"
            }
            if any(isinstance(each, ast.Name) and each.id == "Fault" for each in ast.walk(node)):
                severities = severities or {"error"}
            if len(ids) == 1 and len(severities) == 1:
                yield ids.pop(), severities.pop()


def test_a_finding_weighs_what_its_documentation_says() -> None:
    reported = {*_reported()}
    assert {
        ("waiver-expired", "warning"),
        ("alert-without-runbook", "info"),
        ("yaml-alias", "error"),
    } <= reported
    documented = {each.id: each.severity.value for each in entries()}
    assert {(id_, found) for id_, found in reported if documented[id_] != found} == set()


def test_every_id_in_the_code_is_documented() -> None:
    emitted = _emitted()
    assert {"yaml-alias", "schema-type", "site-link", "file-name"} <= set(emitted)
    assert {"sheet-too-long", "codeowners-left", "alert-link-dead"} <= set(emitted)
    assert {"change-only-stamps", "watched-path-changed", "waiver-unused"} <= set(emitted)
    assert {name: file for name, file in emitted.items() if name not in IDS} == {}


def test_every_command_names_only_what_is_documented() -> None:
    """What a problem is made with is a name in the code, or comes from where all are documented."""
    passed_on = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "rules" not in path.relative_to(PACKAGE).parts
        for tree in [ast.parse(path.read_text())]
        for node in ast.walk(tree)
        if _is_maker(node) and ast.unparse(node.func) == "Problem"
        if not {*_arguments(node, _constants(tree))} & IDS
    }
    assert passed_on == PASSING_ON


def test_every_id_that_a_test_saw_is_documented() -> None:
    """Golden reports hold what the code said, whichever way it came to its name."""
    tests = Path(__file__).parents[1]
    seen: set[str] = set()
    for folder in ("rules", "validate/faults", "source/data"):
        for path in (tests / folder).rglob("*.txt"):
            seen |= set(re.findall(r"(?:error|warning|info) \[([a-z-]+)\]", path.read_text()))
    assert len(seen) > 20
    assert seen - IDS == set()


@pytest.mark.parametrize("found", entries(), ids=lambda it: it.id)
def test_documentation_is_complete(found: Entry) -> None:
    assert found.stage in STAGES
    assert found.summary.endswith(".")
    assert found.why.endswith((".", ":", "`", "!")) and len(found.why) > 40
    assert found.fix.endswith(".") and len(found.fix) > 12
    assert not found.fix[0].isupper()


def test_ids_are_there_once_and_in_order() -> None:
    names = [each.id for each in entries()]
    assert names == sorted(set(names))
    assert entry("yaml-alias") is not None
    assert entry("no-such-rule") is None


@pytest.mark.parametrize("name", sorted(IDS))
def test_explain_knows_it(name: str) -> None:
    result = CliRunner().invoke(main, ["explain", name])
    assert result.exit_code == 0
    assert result.output.startswith(f"{name} (")
    assert "\nTo fix: " in result.output


def test_rules_lists_it() -> None:
    output = CliRunner().invoke(main, ["rules"]).output
    assert [name for name in IDS if f"{name} (" not in output] == []
