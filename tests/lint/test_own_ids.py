"""An id in the wrong form is answered with the ids that the team has, and with no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Problem
from tests.rules.cases import RULES, lay_out

PAGE = "title: Jobs pile up\nowner: {owner}\nseverity: {severity}\nsteps:\n  - Look.\n"
TEAM = (
    "people:\n  - id: bo\n    name: Bo Larsen\n  - id: ana\n    name: Ana Sousa\n"
    "teams:\n  - id: core\n    name: Core team\n    members:\n      - bo\n"
)
LEVELS = (
    "levels:\n  - id: p1\n    code: P1\n    name: Critical\n    definition: all is down\n"
    "    respond_within: 5m\n    page:\n      who: bo\n      when: always\n"
)


def _helps(root: Path, page: str) -> list[str]:
    folder = lay_out(root) / "runbooks"
    for name, text in (("contacts", TEAM), ("severity", LEVELS)):
        (folder / f"{name}.yaml").write_text(text)
    (folder / "failure-modes").mkdir()
    path = folder / "failure-modes/jobs.yaml"
    path.write_text(page)
    return [each.help for each in _check(root)]


def _check(root: Path) -> tuple[Problem, ...]:
    rules = [RULES["owner-exists"], RULES["level-exists"]]
    return check(root, ["runbooks/failure-modes"], rules=rules).problems


@pytest.mark.parametrize(
    ("owner", "severity", "expected"),
    [
        ("bo", "P1", "did you mean `p1`?"),
        ("bo", "Critical", "did you mean `p1`?"),
        ("bo", "SEV 9", "see runbooks/severity.yaml; there is `p1`"),
        ("bo", "sev9", "see runbooks/severity.yaml; there is `p1`"),
        ("Bo Larsen", "p1", "did you mean `bo`?"),
        ("bo-larsen", "p1", "did you mean `bo`?"),
        ("Core Team", "p1", "did you mean `core`?"),
        ("Ops!", "p1", "see runbooks/contacts.yaml; there is `ana`, `bo`, `core`"),
    ],
)
def test_the_team_s_own_ids_are_named(
    tmp_path: Path, owner: str, severity: str, expected: str
) -> None:
    assert [expected] == _helps(tmp_path, PAGE.format(owner=owner, severity=severity))


def test_without_a_file_that_has_ids_the_schema_answers(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "runbooks/severity.yaml").unlink()
    (tmp_path / "runbooks/failure-modes").mkdir()
    path = tmp_path / "runbooks/failure-modes/jobs.yaml"
    path.write_text(PAGE.format(owner="mara", severity="P1"))
    (found,) = _check(tmp_path)
    assert "severity.yaml" in found.help
