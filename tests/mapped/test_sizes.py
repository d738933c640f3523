"""The smallest runbook and one that says everything: both hold, and both have a page."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from firsthour.engine import build
from firsthour.pipeline import check
from firsthour.validate.schemas import schema

SIZES = Path(__file__).parent / "sizes"
ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """The sample team, whose people, services and procedures both runbooks name."""
    shutil.copytree(ROOT / "runbooks", tmp_path / "runbooks")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs").mkdir()
    return tmp_path


def add(root: Path, name: str) -> str:
    path = f"runbooks/failure-modes/{name}.yaml"
    shutil.copy(SIZES / f"{name}.yaml", root / path)
    return path


def test_the_four_levels_of_the_guide_hold(team: Path) -> None:
    path = "runbooks/severity.yaml"
    shutil.copy(ROOT / "docs/examples/four-levels/severity.yaml", team / path)
    checked = check(team, [path], today=TODAY)
    # The sample's messages name its own three.
    left = {"status-page-has-template", "sample-replaced"}
    assert {it.rule for it in checked.problems} == left
    assert checked.catalog.severity is not None
    assert len(checked.catalog.severity.levels) == 4


def vouch(root: Path, path: str) -> None:
    """Give the review the hash that holds: it covers the sample's procedures, which change."""
    found = check(root).catalog.hashes[path.removeprefix("runbooks/").removesuffix(".yaml")]
    text = (root / path).read_text()
    assert "000000000000" in text
    (root / path).write_text(text.replace("000000000000", found))


def test_five_lines_are_a_runbook(team: Path) -> None:
    path = add(team, "five-lines")
    assert len((team / path).read_text().splitlines()) == 5
    assert [it.message for it in check(team, [path], today=TODAY).problems] == []
    assert build(team).done
    page = (team / "build/site/failure-modes/five-lines/index.html").read_text()
    assert "Open the queue dashboard and see which queue grows." in page


def test_a_runbook_that_says_everything_stands_whole(team: Path) -> None:
    path = add(team, "everything")
    vouch(team, path)
    assert [it.message for it in check(team, [path], today=TODAY).problems] == []
    catalog = check(team).catalog
    left_out = set(schema("failure-modes")["properties"]) - set(
        next(it for it in catalog.documents if it.path == path).data
    )
    assert left_out == {"formerly", "links", "sample", "steps"}
    assert build(team).done
    page = (team / "build/site/failure-modes/everything/index.html").read_text()
    page = re.sub("</?span>", "", page)  # around the words of a command
    for part in ("provider", "revert", "secret", "resend"):
        assert f'-{part}"' in page
    for text in (
        "./bin/webhooks replay --since",
        "an event that is handled twice",
        "for 15 minutes",
    ):
        assert text in page
