"""The sample team does not age: nobody will review its pages, and every `init` begins with them."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Problem
from firsthour.starter import start
from tests.rules.cases import RULES, TODAY

ROOT = Path(__file__).parents[2]
LATER = datetime.date(2036, 11, 21)
CLOCK = {name for name, rule in RULES.items() if rule.clock}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "ours"
    start(folder)
    return folder


def _found(root: Path, today: datetime.date) -> tuple[Problem, ...]:
    return check(root, today=today).problems


@pytest.mark.parametrize("today", [LATER, datetime.date(2016, 11, 21)], ids=["later", "before"])
def test_ten_years_change_nothing_in_the_sample(today: datetime.date, started: Path) -> None:
    for root in (ROOT, started):
        found = _found(root, today)
        assert [problem for problem in found if problem.rule in CLOCK] == []
        assert {problem.rule for problem in _found(root, TODAY)} == {"sample-replaced"}
    assert {problem.rule for problem in _found(started, LATER)} == {"sample-replaced"}


def test_a_file_that_is_theirs_ages_from_then_on(tmp_path: Path) -> None:
    start(tmp_path)
    for path in (tmp_path / "runbooks").rglob("*.yaml"):
        path.write_text(path.read_text().replace("sample: true\n", ""))
    assert CLOCK & {problem.rule for problem in _found(tmp_path, TODAY)} == set()
    found = Counter(problem.rule for problem in _found(tmp_path, LATER))
    assert {"review-within-interval", "rollback-tried", "contact-confirmed"} <= {*found}


def test_one_file_that_is_theirs_is_enough(tmp_path: Path) -> None:
    start(tmp_path)
    path = tmp_path / "runbooks/severity.yaml"
    path.write_text(path.read_text().replace("sample: true\n", ""))
    page = next((tmp_path / "runbooks/failure-modes").glob("*.yaml"))
    page.write_text(page.read_text().replace("sample: true\n", ""))
    found = {p.location.path for p in _found(tmp_path, LATER) if p.rule in CLOCK}
    assert found == {page.relative_to(tmp_path).as_posix()}
