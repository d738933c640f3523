"""Every rule against its cases: `good/` is silent, `bad/` says what `bad.txt` holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Severity
from tests.conftest import Golden
from tests.rules.cases import FOLDERS, HERE, RULES, TODAY, found, lay_out, text


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_good_tree_is_silent(rule: str, tmp_path: Path) -> None:
    assert found(tmp_path, HERE / rule / "good", rule).problems == ()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_bad_tree_is_reported(rule: str, tmp_path: Path, golden: Golden) -> None:
    checked = found(tmp_path, HERE / rule / "bad", rule)
    assert {problem.rule for problem in checked.problems} == {rule}
    golden(HERE / rule / "bad.txt", text(checked))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_finding_points_at_a_span_and_says_what_to_do(rule: str, tmp_path: Path) -> None:
    for problem in found(tmp_path, HERE / rule / "bad", rule).problems:
        place = problem.location
        assert (place.line, place.column) < (place.end_line, place.end_column)
        assert problem.message[0].islower() or problem.message[0] == "`"
        assert not problem.message.endswith(".")
        assert problem.help


def test_the_tree_under_every_case_is_clean(tmp_path: Path) -> None:
    assert check(lay_out(tmp_path), today=TODAY).problems == ()


def test_every_folder_of_cases_belongs_to_a_rule() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_what_is_good_for_one_rule_can_be_read(rule: str, tmp_path: Path) -> None:
    checked = check(lay_out(tmp_path, HERE / rule / "good"))
    assert checked.catalog.broken == frozenset()
    assert {each.rule for each in checked.problems if each.severity is Severity.ERROR} <= {*RULES}
