"""A pull request that says who left, and one that loses a way back: what the gate answers, where."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from tests.review.repository import commit, git

SAMPLE = Path(__file__).parents[2] / "runbooks"
TODAY = "2026-11-21"
# A key whose value is somebody, found without the schemas.
_NAMED = re.compile(r"\s*(?:- )?(?:(?:owner|holder|backup|to|who|now): )?(\w+)\Z")
GATE = ["lint", "--today", TODAY, "--since", "main", "--format", "json"]

Gate = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample team's repository, in which Tomas also owns two pages himself."""
    root = tmp_path_factory.mktemp("leaving") / "ours"
    shutil.copytree(SAMPLE, root / "runbooks")
    shutil.copytree(SAMPLE.parent / "monitoring", root / "monitoring")
    for name in ("failure-modes/payment-webhooks", "procedures/switch-off-integration"):
        path = root / f"runbooks/{name}.yaml"
        path.write_text(path.read_text().replace("owner: payments\n", "owner: tomas\n"))
    commit(root, "2026-11-20")
    git(root, "checkout", "-qb", "work")
    return root


@pytest.fixture
def root(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(sample, tmp_path / "ours")
    monkeypatch.chdir(tmp_path / "ours")
    return tmp_path / "ours"


@pytest.fixture
def gate(root: Path) -> Gate:
    """What fails the pull request, and the exit code is what that says."""

    def look(*options: str) -> list[dict[str, Any]]:
        result = CliRunner().invoke(main, [*GATE, *options])
        found = [it for it in json.loads(result.stdout)["problems"] if it["severity"] != "info"]
        errors = any(it["severity"] == "error" for it in found)
        assert result.exit_code == (1 if errors else 0)
        return found

    return look


def _left(root: Path, day: str = "2026-11-20") -> None:
    path = root / "runbooks/contacts.yaml"
    name = "    name: Tomas Okoye\n"
    path.write_text(path.read_text().replace(name, f'{name}    left: "{day}"\n'))
    commit(root, TODAY)


def _places(found: list[dict[str, Any]]) -> set[tuple[str, int]]:
    return {(it["location"]["path"], it["location"]["line"]) for it in found}


def _needs(root: Path) -> dict[tuple[str, int], str]:
    """Each line that names Tomas, with its key or the list it is in; records of what was do not."""
    found: dict[tuple[str, int], str] = {}
    for path in sorted((root / "runbooks").rglob("*.yaml")):
        top = ""
        for number, line in enumerate(path.read_text().splitlines(), 1):
            top = line.partition(":")[0] if line[:1].isalpha() else top
            match = _NAMED.match(line)
            is_record = path.parent.name == "incidents" and top != "owner"
            if match and match[1] == "tomas" and not is_record:
                found[path.relative_to(root).as_posix(), number] = line.split()[-2]
    return found


def test_every_page_role_team_and_hop_is_named_at_its_line(root: Path, gate: Gate) -> None:
    _left(root)
    needs = _needs(root)
    assert [*needs.values()].count("owner:") == 2
    assert [*needs.values()].count("backup:") == 3
    assert [*needs.values()].count("holder:") == 1
    assert [*needs.values()].count("to:") >= 2
    assert [*needs.values()].count("-") == 2
    found = gate()
    assert needs.keys() - _places(found) == set()
    for it in found:
        place = (it["location"]["path"], it["location"]["line"])
        if place in needs and needs[place] != "-":
            assert it["severity"] == "error"
            assert it["message"] == "`tomas` left on 2026-11-20"
            assert "`ravi` is the backup of the role `investigator`" in it["help"]


def test_what_is_still_to_be_done_is_named_and_what_was_is_not(root: Path, gate: Gate) -> None:
    """Open actions need somebody; who reviewed, who led and who did what stays as it was."""
    _left(root)
    others = _places(gate()) - _needs(root).keys()
    lines = {(root / path).read_text().splitlines()[line - 1].strip() for path, line in others}
    assert lines == {"owner: tomas", "channels:"}
    assert {path for path, _ in others if "/incidents/" not in path} == {"runbooks/contacts.yaml"}


def test_it_is_the_same_without_a_change_to_compare_with(root: Path, gate: Gate) -> None:
    _left(root)
    result = CliRunner().invoke(main, [*GATE[:3], "--format", "json"])
    all_ = [it for it in json.loads(result.stdout)["problems"] if it["severity"] != "info"]
    assert _places(all_) == _places(gate())


def test_until_the_day_nothing_is_said_and_on_it_all_of_it(root: Path, gate: Gate) -> None:
    _left(root, "2027-01-31")
    assert gate() == []
    assert gate("--today", "2027-01-30") == []
    assert _needs(root).keys() <= _places(gate("--today", "2027-01-31"))


def test_a_change_after_he_left_is_not_asked_for_it_again(root: Path, gate: Gate) -> None:
    _left(root)
    git(root, "branch", "-f", "main")
    path = root / "runbooks/failure-modes/disk-full.yaml"
    path.write_text(path.read_text() + "# another change\n")
    assert gate() == []


def test_handed_over_nothing_is_left_to_say(root: Path, gate: Gate) -> None:
    _left(root)
    for path, number in _needs(root):
        file = root / path
        lines = file.read_text().split("\n")
        lines[number - 1] = lines[number - 1].replace("tomas", "ravi")
        file.write_text("\n".join(lines))
    assert not {it["rule"] for it in gate()} & {"owner-active", "team-members-active"}


def _without(text: str, key: str) -> str:
    """A file without one of its top keys."""
    return re.sub(rf"^{key}:.*\n(?:(?:[ #-].*)?\n)*?(?=[a-z#]|\Z)", "", text, flags=re.MULTILINE)


def test_a_deleted_rollback_fails_the_change_at_the_step_that_needs_it(
    root: Path, gate: Gate
) -> None:
    path = root / "runbooks/failure-modes/bad-migration.yaml"
    before = path.read_text()
    path.write_text(_without(before, "rollback"))
    assert "rollback:" in before and "\nrollback:" not in path.read_text()
    commit(root, TODAY)
    (found,) = [it for it in gate() if it["rule"] == "rollback-where-needed"]
    line = path.read_text().splitlines()[found["location"]["line"] - 1]
    assert found["severity"] == "error"
    assert found["location"]["path"] == "runbooks/failure-modes/bad-migration.yaml"
    assert re.match(r"\s*(?:risk|use|run): ", line), line
    assert "the runbook has no `rollback`" in found["message"]


def test_half_a_rollback_fails_the_change_at_its_key(root: Path, gate: Gate) -> None:
    path = root / "runbooks/failure-modes/bad-migration.yaml"
    text = _without(path.read_text(), "rollback")
    path.write_text(text + "rollback:\n  steps: [Go back to the release before]\n")
    commit(root, TODAY)
    (found,) = [it for it in gate() if it["rule"] == "rollback-where-needed"]
    assert found["location"]["line"] == text.count("\n") + 1
    assert found["message"].startswith("the rollback does not say which role approves it")
