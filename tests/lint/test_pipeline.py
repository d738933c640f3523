"""A whole check: broken files do not hide the others, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Severity
from tests.rules.cases import lay_out

PAGE = """\
title: Customers see 502
owner: {owner}
services:
  - web
steps:
  - Look at the proxy
"""


def _page(root: Path, name: str, text: str) -> None:
    path = root / "runbooks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_one_fault_in_each_of_three_files_is_three_problems(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", "title: [\n")
    _page(tmp_path, "failure-modes/b.yaml", PAGE.format(owner="mara") + "tittle: B\n")
    _page(tmp_path, "failure-modes/c.yaml", PAGE.format(owner="nobody"))
    found = [(each.location.path[-6:], each.rule) for each in check(tmp_path).problems]
    assert found == [
        ("a.yaml", "yaml-syntax"),
        ("b.yaml", "schema-unknown-key"),
        ("c.yaml", "owner-exists"),
    ]


def test_broken_files_are_known_to_the_catalog_and_sound_ones_are_in_it(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", "title: [\n")
    _page(tmp_path, "failure-modes/b.yaml", PAGE.format(owner="mara"))
    _page(tmp_path, "roles.yaml", "roles: 1\n")
    checked = check(tmp_path)
    assert checked.catalog.broken == {"roles", "failure-modes/a"}
    assert [*checked.catalog.failure_modes] == ["b"]
    assert checked.catalog.roles is None


def test_a_warning_of_the_loader_does_not_break_a_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", PAGE.format(owner="mara").replace("502", "502 \ue000"))
    checked = check(tmp_path)
    assert [each.severity for each in checked.problems] == [Severity.WARNING]
    assert [*checked.catalog.failure_modes] == ["a"]


def test_a_page_in_the_folder_of_a_single_file_is_not_that_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "procedures/roles.yaml", "title: [\n")
    _page(tmp_path, "procedures/procedures.yaml", "title: [\n")
    assert check(tmp_path).catalog.broken == {"procedures/roles", "procedures/procedures"}


@pytest.mark.parametrize(
    ("paths", "lines"),
    [
        ((), 2),
        (("runbooks",), 2),
        (("runbooks/failure-modes/",), 1),
        (("runbooks/failure-modes/a.yaml",), 1),
        (("runbooks/failure-modes/a.yaml", "runbooks/procedures"), 2),
        (("runbooks/fail",), 0),
        (("runbooks/roles.yaml",), 0),
    ],
)
def test_everything_is_read_and_what_was_asked_for_is_reported(
    paths: tuple[str, ...], lines: int, tmp_path: Path
) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", PAGE.format(owner="nobody"))
    _page(tmp_path, "procedures/b.yaml", PAGE.format(owner="nobody"))
    assert len(check(tmp_path, paths).problems) == lines


def test_the_files_that_were_asked_for_are_counted(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", PAGE.format(owner="mara"))
    assert check(tmp_path).files == 6
    assert check(tmp_path, ["runbooks/failure-modes"]).files == 1


def test_the_text_of_a_broken_file_is_at_hand(tmp_path: Path) -> None:
    lay_out(tmp_path)
    _page(tmp_path, "failure-modes/a.yaml", "title: [\n")
    assert check(tmp_path).texts["runbooks/failure-modes/a.yaml"] == "title: [\n"


def test_an_empty_repository_is_a_problem(tmp_path: Path) -> None:
    (problem,) = check(tmp_path).problems
    assert problem.rule == "no-content"
