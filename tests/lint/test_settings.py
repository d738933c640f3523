"""`lint:` in settings.yaml: rules left out, other severities, what fails a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.lint import RULES
from firsthour.lint.judging import judge
from firsthour.model import build_catalog
from firsthour.pipeline import check
from firsthour.problem import Severity
from firsthour.rules import all_rules
from firsthour.source import load
from tests.rules.cases import lay_out

PAGE = "title: Customers see 502\nowner: nobody\nsteps:\n  - Look at the proxy\n"


def _repository(root: Path, settings: str) -> Path:
    lay_out(root)
    page = root / "runbooks/failure-modes/a.yaml"
    page.parent.mkdir(exist_ok=True)
    page.write_text(PAGE)
    path = root / "runbooks/settings.yaml"
    path.write_text(f"product: Larkspur\nlint:\n{settings}")
    return root


def test_an_ignored_rule_does_not_run(tmp_path: Path) -> None:
    assert check(_repository(tmp_path, "  ignore: [owner-exists]\n")).problems == ()


def test_a_severity_can_be_changed(tmp_path: Path) -> None:
    (found,) = check(_repository(tmp_path, "  severity: {owner-exists: info}\n")).problems
    assert (found.rule, found.severity) == ("owner-exists", Severity.INFO)


@pytest.mark.parametrize(
    ("settings", "place", "message", "help_"),
    [
        (
            "  ignore: [level-exists, owner-exist]\n",
            (3, 26),
            "there is no rule `owner-exist`",
            "did you mean `owner-exists`?",
        ),
        (
            "  severity:\n    onwer-exists: info\n",
            (4, 5),
            "there is no rule `onwer-exists`",
            "did you mean `owner-exists`?",
        ),
        (
            "  ignore: [yaml-syntax]\n",
            (3, 12),
            "`yaml-syntax` cannot be changed here: it is not a rule of firsthour rules",
            "mend what it finds",
        ),
    ],
)
def test_an_unknown_rule_is_marked(
    settings: str, place: tuple[int, int], message: str, help_: str, tmp_path: Path
) -> None:
    found = check(_repository(tmp_path, settings), ["runbooks/settings.yaml"]).problems
    assert [each.rule for each in found] == ["setting-unknown-rule"]
    assert (found[0].location.line, found[0].location.column) == place
    assert (found[0].message, found[0].help) == (message, help_)


def test_what_fails_a_run_is_known() -> None:
    text = b"product: Larkspur\nlint: {fail_on: info}\n"
    catalog = build_catalog([load("runbooks/settings.yaml", text, "settings", "settings")])
    assert judge(catalog, (), all_rules()).fail_on is Severity.INFO
    assert judge(build_catalog([]), (), all_rules()).fail_on is Severity.ERROR


def test_the_names_of_this_room_are_no_names_of_rules() -> None:
    assert {rule.id for rule in all_rules()}.isdisjoint(RULES)
