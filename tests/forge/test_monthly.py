"""The months of a team: `firsthour review` finds, `firsthour review-issue` keeps, until zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from tests.forge.fake import REPOSITORY, TOKEN, Fake, serving
from tests.review.repository import commit
from tests.rules.cases import lay_out

PAGE = "title: {}\nowner: {}\nsteps:\n  - {{do: Look, run: {}}}\n"

Command = Callable[..., str]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as found:
        yield found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    settings = tmp_path / "runbooks/settings.yaml"
    settings.write_text("product: Larkspur\nreview: {per_owner: 2, read: 90d}\n")
    contacts = tmp_path / "runbooks/contacts.yaml"
    text = contacts.read_text()
    for name in ("Mara Lindqvist", "Tomas Okoye", "Petra Halloran"):
        login = f"    github: {name.split()[0].lower()}-larkspur\n"
        text = text.replace(f"    name: {name}\n", f"    name: {name}\n{login}")
    contacts.write_text(text)
    commit(
        tmp_path,
        "2026-11-01",
        failure_modes__a=PAGE.format("A", "platform", "top"),
        failure_modes__b=PAGE.format("B", "platform", "top"),
        failure_modes__c=PAGE.format("C", "platform", "top"),
        failure_modes__d=PAGE.format("D", "tomas", "top"),
        failure_modes__e=PAGE.format("E", "petra", "top"),
    )
    return tmp_path


@pytest.fixture
def command(root: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(root)
    monkeypatch.setenv("GITHUB_API_URL", fake.address)
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def run(*arguments: str, given: str | None = None) -> str:
        result = CliRunner().invoke(main, [*arguments], input=given)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture
def job(command: Command) -> Command:
    """The two commands of the monthly job, one after the other."""

    def run(today: str) -> str:
        found = command("review", "--format", "json", "--today", today)
        return command("review-issue", "-", given=found)

    return run


def _names(fake: Fake) -> list[str]:
    return re.findall(r"<!-- (\S+/\S+) -->", fake.issues[0]["body"])


def test_from_the_first_page_to_the_last(job: Command, command: Command, fake: Fake) -> None:
    assert job("2026-11-21") == "4 pages to review: issue #1 created\n"
    first = _names(fake)
    assert {"failure-modes/d", "failure-modes/e"} < {*first}
    assert [it["login"] for it in fake.issues[0]["assignees"]] == [
        "mara-larkspur",
        "tomas-larkspur",
    ]
    body = fake.issues[0]["body"]
    assert "nobody looks after it: its owner &#96;petra&#96; left on 2026-08-31" in body
    assert "### Petra Halloran" in body
    # The same review on another day changes nothing, and nothing is there twice.
    written = len(fake.written)
    assert job("2026-11-22") == "4 pages to review: issue #1 unchanged\n"
    assert len(fake.written) == written
    # One page less; its owner is still asked, as one of the team that owns others.
    read = ("--how", "read", "--by", "mara", "--today", "2026-11-22")
    command("review", "failure-modes/d", *read)
    assert job("2026-11-22") == "3 pages to review: issue #1 updated\n"
    assert len(fake.issues[0]["assignees"]) == 2
    for name in first:
        if name != "failure-modes/d":
            command("review", name, *read)
    # What waits for another month is no reason to keep it open.
    assert job("2026-11-23") == "0 pages to review: issue #1 closed\n"
    assert job("2026-11-24") == "0 pages to review: issue #1 unchanged\n"
    assert job("2026-12-01") == "1 page to review: issue #1 reopened\n"
    assert {*_names(fake)} == {"failure-modes/a", "failure-modes/b", "failure-modes/c"} - {*first}
    assert len(fake.issues) == 1


def test_no_day_of_a_year_asks_more_than_the_budget(job: Command, fake: Fake) -> None:
    for month in range(1, 13):
        job(f"2027-{month:02}-01")
        assert len(_names(fake)) == 4
    assert len(fake.issues) == 1


def test_on_the_last_day_of_the_calendar(job: Command, fake: Fake) -> None:
    assert job("9999-12-31") == "4 pages to review: issue #1 created\n"
