"""The first and the last days of the calendar: everything that counts days stays within it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from firsthour.pipeline import assemble, check
from tests.rules.cases import lay_out

DAYS = ["0001-01-01", "0001-06-01", "2026-11-21", "9999-12-01", "9999-12-30", "9999-12-31"]
SETTINGS = """product: Larkspur
review: {incident: 9999w, drill: 9999w, walkthrough: 1d, read: 9999w, rollback: 9999w}
"""
PAGE = """title: Nothing answers {day}
owner: mara
severity: sev1
watches: [deploy]
steps:
  - {{do: Restart, run: systemctl restart web, risk: disruptive, undo: {{impossible: it is done}}}}
rollback: {{steps: [Go back], last_tried: {{date: "{day}", how: drill}}}}
reviewed:
  - {{date: "{day}", by: mara, how: read}}
"""
INCIDENT = """title: Nothing answered on {day}
owner: mara
severity: sev1
started: {day}T00:30+14:00
resolved: {day}T23:40-12:00
actions: [{{what: Mend it, kind: test, owner: mara, due: "{day}"}}]
runbooks_used: [{{verdict: {verdict}, runbook: failure-modes/p{number}}}]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages, incidents, people and promises of every one of these days."""
    root = lay_out(tmp_path_factory.mktemp("calendar"))
    (root / "runbooks/settings.yaml").write_text(SETTINGS)
    contacts = root / "runbooks/contacts.yaml"
    for name, key in (("Mara Lindqvist", "confirmed"), ("Tomas Okoye", "left")):
        old = f"    name: {name}\n"
        contacts.write_text(contacts.read_text().replace(old, f'{old}    {key}: "9999-12-31"\n'))
    for kind in ("failure-modes", "incidents"):
        (root / "runbooks" / kind).mkdir()
    for number, day in enumerate(DAYS):
        verdict = ("worked", "wrong-step")[number % 2]
        (root / f"runbooks/failure-modes/p{number}.yaml").write_text(PAGE.format(day=day))
        text = INCIDENT.format(day=day, verdict=verdict, number=number)
        (root / f"runbooks/incidents/i{number}.yaml").write_text(text)
    assert not check(root, rules=()).catalog.broken
    return root


@pytest.mark.parametrize("today", DAYS)
def test_every_command_answers_on_every_day(
    root: Path, today: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    for arguments in (
        ["lint", "--no-cache"],
        ["review"],
        ["review", "--format", "json"],
        ["review", "--format", "markdown"],
    ):
        result = CliRunner().invoke(main, [*arguments, "--today", today])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert result.exit_code == (arguments[0] == "lint")
        assert "cannot be read" not in result.output


@pytest.mark.parametrize("today", [DAYS[0], DAYS[-1]])
def test_the_pages_are_made_on_the_first_and_on_the_last_day(root: Path, today: str) -> None:
    made = assemble(root, today=datetime.date.fromisoformat(today))
    page = str(made.files["failure-modes/p4.md"])
    assert ("9999-12-30 by" in page) is (today == DAYS[-1])


def test_a_review_of_the_last_day_is_good_until_the_last_day(root: Path) -> None:
    made = assemble(root, today=datetime.date.fromisoformat(DAYS[-1]))
    assert "good until 9999-12-31" in str(made.files["failure-modes/p4.md"])
