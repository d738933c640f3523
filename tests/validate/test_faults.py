"""One fault gives one finding: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.problem import Severity
from firsthour.validate import KINDS, RULES
from tests.conftest import Golden
from tests.validate.cases import FAULTS, Case, problems, read, rendered

CASES = [case for path in FAULTS for case in read(path)]


def test_every_kind_has_faults() -> None:
    assert {path.stem for path in FAULTS} == set(KINDS)


def test_every_rule_has_a_case_or_a_test_of_its_own() -> None:
    found = {each.rule for case in CASES for each in problems(case.kind, case.text)}
    assert set(RULES) - found == {"schema-too-many-problems"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_fault_gives_one_finding(case: Case) -> None:
    (problem,) = problems(case.kind, case.text)
    assert problem.severity is Severity.ERROR
    assert problem.help
    assert problem.message[0] not in " " and not problem.message.endswith(".")
    if problem.rule.startswith("schema-"):
        assert problem.rule in RULES


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_findings_read_as_agreed(path: Path, golden: Golden) -> None:
    golden(path, "\n".join(rendered(case) for case in read(path)))


def test_case_names_are_unique() -> None:
    names = [str(case) for case in CASES]
    assert len(names) == len(set(names)) >= 80
