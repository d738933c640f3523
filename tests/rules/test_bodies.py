"""A rule without its body is noticed: each is replaced by one that says nothing."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthour.model import Catalog
from firsthour.rules import Finding, Rule
from tests.rules.cases import HERE, RULES, found, text

# Words that begin a sentence and say nothing about the reader's night.
EMPTY = ("todo", "tbd", "fixme", "xxx", "this rule", "checks that", "checks whether")


def nothing(_catalog: Catalog) -> Iterator[Finding]:
    """A rule whose body was removed."""
    yield from ()


def gutted(rule: Rule) -> Rule:
    return dataclasses.replace(rule, check=nothing)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_without_its_body_is_noticed(name: str, tmp_path: Path) -> None:
    """All else is the same, so that what is missing is missing for want of the body."""
    case, recorded = HERE / name / "bad", (HERE / name / "bad.txt").read_text()
    whole = found(tmp_path / "whole", case, RULES[name])
    assert text(whole) == recorded
    checked = found(tmp_path / "gutted", case, gutted(RULES[name]))
    assert {problem.rule for problem in whole.problems} == {name}
    assert checked.problems == ()
    assert text(checked) != recorded


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_record_of_a_rule_holds_every_finding(name: str, tmp_path: Path) -> None:
    """So that a body which loses one of several branches is noticed as well."""
    problems = found(tmp_path, HERE / name / "bad", name).problems
    recorded = (HERE / name / "bad.txt").read_text()
    assert recorded.count(f"[{name}]\n") == len(problems)
    for problem in problems:
        place = problem.location
        assert f"{place.path}:{place.line}:{place.column}: " in recorded


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_message_of_a_rule_is_recorded(name: str) -> None:
    """Each `Finding(...)` of a rule's module is reached by its bad case, or by a test of its own.

    The text of a message is known as far as it stands in the code: its longest fixed part is
    looked for in the record.
    """
    recorded = " ".join((HERE / name / "bad.txt").read_text().split())
    missing = [part for part in _messages(RULES[name]) if part not in recorded]
    assert missing == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_documentation_of_a_rule_is_complete(name: str) -> None:
    """What must hold, why somebody at night cares, and how to fix it."""
    paragraphs = inspect.cleandoc(RULES[name].check.__doc__ or "").split("\n\n")
    assert len(paragraphs) >= 3
    what, *why, fix = paragraphs
    assert what.endswith(".") and len(what.split()) >= 4
    assert all(part.endswith((".", "?", "!")) for part in why)
    assert fix.startswith("To fix: ") and len(fix.split()) >= 6
    for part in (what, *why, fix.removeprefix("To fix: ")):
        assert not part.lower().startswith(EMPTY)
    assert " ".join(why) not in what


def _messages(rule: Rule) -> Iterator[str]:
    """The longest fixed part of the second argument of each `Finding(...)` in a rule's module."""
    module = inspect.getmodule(rule.check)
    assert module is not None
    tree = ast.parse(inspect.getsource(module))
    names = {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id == "Finding" and len(node.args) > 1:
            said = node.args[1]
            value = names.get(said.id, said) if isinstance(said, ast.Name) else said
            parts = [
                " ".join(each.value.split())
                for each in ast.walk(value)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            if parts:
                yield max(parts, key=len)
