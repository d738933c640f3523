"""Which scenario comes next: never tried before tried, old before new, bad before mild."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.model import Catalog
from firsthour.review.drills import scenarios
from tests.model.test_model import catalog

LEVELS = "".join(
    f"  - {{id: {name}, code: {name.upper()}, name: N, definition: D, respond_within: 5m, page: {{who: x, when: always}}}}\n"
    for name in ("sev1", "sev2")
)
PAGE = "title: T\nowner: platform\nsteps: [Look]\n"


def team(**pages: str) -> Catalog:
    """Runbooks with what is written below the five lines of each."""
    files = {f"failure_modes__{name}": PAGE + text for name, text in pages.items()}
    return catalog(severity=f"levels:\n{LEVELS}", **files)


def order(made: Catalog) -> list[str]:
    return [it.page.id for it in scenarios(made)]


def tried(day: str, how: str, record: str = "the minutes of that day") -> str:
    return f"reviewed:\n  - {{date: {day}, by: mara, how: {how}, record: {record}}}\n"


def test_what_was_never_tried_comes_first_the_worst_of_it_before_the_rest() -> None:
    made = team(
        a="severity: sev2\n", b="severity: sev1\n", c="", d=tried("2026-01-01", "drill"),
        e="severity: sev1\n" + tried("2026-03-01", "incident"),
    )  # fmt: skip
    assert order(made) == ["b", "a", "c", "d", "e"]


@pytest.mark.parametrize(
    "review",
    [tried("2026-05-01", "read"), tried("2026-05-01", "walkthrough"), tried("2036-05-01", "drill")],
)
def test_reading_does_not_count_nor_what_is_still_to_come(review: str) -> None:
    made = team(a=review, b=tried("2026-01-01", "drill"))
    assert order(made) == ["a", "b"]
    assert scenarios(made)[0].last is None


def test_pages_not_in_use_are_no_scenarios() -> None:
    assert order(team(a="status: draft\n", b="status: retired\n")) == []


@pytest.mark.parametrize("verdict", ["worked", "wrong-step"])
def test_an_incident_or_drill_that_used_the_page_counts_however_it_did(verdict: str) -> None:
    incident = (
        "title: T\nowner: platform\nseverity: sev1\nstarted: 2026-07-01T10:00Z\ndrill: true\n"
        f"runbooks_used:\n  - {{verdict: {verdict}, runbook: failure-modes/a}}\n"
    )
    made = catalog(
        severity=f"levels:\n{LEVELS}",
        failure_modes__a=PAGE,
        failure_modes__b=PAGE,
        incidents__i=incident,
    )
    assert order(made) == ["b", "a"]
    assert scenarios(made)[1].last == datetime.date(2026, 7, 1)


def test_those_who_take_part_learn_what_one_knows_at_night() -> None:
    (one,) = scenarios(team(a="symptoms: [it is slow, it is late]\nalerts: [Slow, Late]\n"))
    assert one.lines == ("Customers say: it is slow", "Alert: Slow")
    (other,) = scenarios(team(a="impact: Nobody can pay\n"))
    assert other.lines == ("Nobody can pay",)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["drill", "--today", "2026-11-21", *arguments])


def test_the_command_says_what_to_tell_and_where_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    said = _run("disk-full")
    assert said.exit_code == 0
    assert "drill: A disk is full or nearly full\n  SEV3, never tried\n" in said.output
    assert "https://runbooks.larkspur.example/?drill=failure-modes/disk-full\n" in said.output
    assert _run("failure-modes/disk-full").output == said.output
    assert _run("disk-ful").exit_code == 2
    assert "disk-full" in _run("disk-ful").output
    listed = _run("--list").output.splitlines()
    first = json.loads(_run("--format", "json").output)[0]
    assert first["page"] == f"failure-modes/{listed[0].split()[0]}"
    assert _run().output.startswith(f"drill: {first['title']}\n")
    assert listed[-1].endswith("last tried 2026-10-24, 28 days ago")


def test_nothing_to_drill_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    monkeypatch.chdir(tmp_path)
    said = _run()
    assert said.exit_code == 1
    assert said.output == "no runbook is active, so there is nothing to drill\n"
