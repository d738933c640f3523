"""What a rule promises to the people who write it, read it and run into it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from firsthour import rules
from firsthour.pipeline import check
from firsthour.rules import all_rules
from tests.rules.cases import HERE, RULES, lay_out

SOURCE = Path(rules.__file__).parent

NEW_RULE = '''
from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def title_is_calm(catalog: Catalog) -> Iterator[Finding]:
    """A title does not shout.

    Capitals are hard to read at night.

    To fix: write it in small letters.
    """
    for page in catalog.failure_modes.values():
        if page.title.isupper():
            yield Finding(page.origin.at("title"), f"`{page.title}` shouts")
'''


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_says_what_must_hold_why_and_how_to_fix_it(rule: str) -> None:
    found = RULES[rule]
    assert found.summary.endswith(".")
    assert "\n" not in found.summary
    assert len(found.summary) <= 100
    assert len(found.why) > 60
    assert len(found.fix) > 30
    assert found.fix[0].islower()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_has_one_name_for_its_file_its_function_and_its_cases(rule: str) -> None:
    name = rule.replace("-", "_")
    tree = ast.parse((SOURCE / f"{name}.py").read_text())
    marked = [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    assert marked == [name]
    assert list((HERE / rule / "good").glob("**/*.yaml"))
    assert list((HERE / rule / "bad").glob("**/*.yaml"))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_recorded_report_of_a_rule_names_it(rule: str) -> None:
    report = (HERE / rule / "bad.txt").read_text()
    assert f"{RULES[rule].severity.value} [{rule}]" in report


def test_every_module_is_a_rule() -> None:
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_") for rule in all_rules()} == modules


def test_rules_come_in_the_order_of_their_ids() -> None:
    assert [rule.id for rule in all_rules()] == sorted(RULES)


def test_one_new_file_is_a_new_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more/title_is_calm.py").write_text(NEW_RULE)
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path / "more")])
    monkeypatch.setitem(sys.modules, "firsthour.rules.title_is_calm", None)
    monkeypatch.delitem(sys.modules, "firsthour.rules.title_is_calm")
    added = {rule.id: rule for rule in all_rules()}["title-is-calm"]
    assert (added.summary, added.fix) == ("A title does not shout.", "write it in small letters.")
    lay_out(tmp_path)
    folder = tmp_path / "runbooks/failure-modes"
    folder.mkdir()
    (folder / "loud.yaml").write_text("title: NOTHING WORKS\nowner: mara\nsteps:\n  - Look\n")
    (problem,) = check(tmp_path).problems
    assert (problem.rule, problem.message) == ("title-is-calm", "`NOTHING WORKS` shouts")


def test_a_module_that_is_no_rule_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_a_rule.py").write_text("half_a_rule = None\n")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    with pytest.raises(TypeError, match=r"rules/half_a_rule\.py must define one function"):
        all_rules()
    sys.modules.pop("firsthour.rules.half_a_rule")


def test_a_rule_that_raises_is_a_defect_and_not_a_finding(tmp_path: Path) -> None:
    def breaks(_catalog: object) -> None:
        raise ZeroDivisionError

    rule = rules.rule(RULES["owner-exists"].severity)(breaks)  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        check(lay_out(tmp_path), rules=[rule])
