"""One repository with two years behind it, and the list that comes of it, by the real command."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from tests.review.repository import commit, git
from tests.rules.cases import lay_out

TODAY = "2026-11-21"
PAGE = "title: {title}\nowner: {owner}\nsteps:\n  - {{do: Look, run: {run}}}\n"
REVIEW = '  - date: "{}"\n    by: mara\n    how: {}\n'
INCIDENT = """title: What happened
owner: mara
severity: sev2
started: {day}T09:00Z
drill: {drill}
runbooks_used:
  - {{verdict: {verdict}, runbook: failure-modes/{page}}}
"""
RESTORE = """title: Restore the database
owner: platform
severity: sev1
steps:
  - {do: Drop it, run: dropdb app, risk: destructive, undo: {impossible: it is gone}}
rollback: {steps: [{run: ./bin/restore last}]}
"""
CALLER = "title: Roll back a release\nowner: tomas\nsteps: [{use: procedures/freeze}]\n"

Run = Callable[..., str]


def page(title: str, *reviews: str, owner: str = "platform", run: str = "uptime") -> str:
    """A page; a review is a day, or `day how`, and the newest comes first."""
    entries = [review.partition(" ")[::2] for review in reviews]
    text = "".join(REVIEW.format(day, how or "read") for day, how in entries)
    return PAGE.format(title=title, owner=owner, run=run) + (f"reviewed:\n{text}" if text else "")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("history"))
    settings = root / "runbooks/settings.yaml"
    settings.write_text("product: Larkspur\nreview: {per_owner: 3, read: 90d, drill: 180d}\n")
    commit(
        root,
        "2024-11-04",
        failure_modes__restore=RESTORE,
        failure_modes__changed=page("Changed"),
        failure_modes__oldest=page("First name"),
        failure_modes__bumped=page("Bumped"),
        failure_modes__drilled=page("Drilled"),
        failure_modes__used=page("Used"),
        failure_modes__wrong=page("Wrong", owner="tomas"),
        failure_modes__late=page("Late", owner="tomas"),
        failure_modes__mended=page("Mended", owner="tomas"),
        failure_modes__roll_back=CALLER,
        failure_modes__left=page("Left behind", owner="petra"),
        failure_modes__later=page("Later", owner="mara"),
        procedures__freeze=page("Freeze", "2024-11-04", owner="tomas"),
    )
    # Renamed twice, the second time with other words in it; the team that wrote it is long gone.
    git(root, "mv", "runbooks/failure-modes/oldest.yaml", "runbooks/failure-modes/older.yaml")
    commit(root, "2025-02-03")
    git(root, "mv", "runbooks/failure-modes/older.yaml", "runbooks/failure-modes/renamed.yaml")
    commit(root, "2025-05-05", failure_modes__renamed=page("Renamed", "2025-05-05"))
    # Days alone, month after month, which no day of a command comes with.
    for day in ("2026-04-06", "2026-07-06", "2026-10-05"):
        commit(root, day, failure_modes__bumped=page("Bumped", day))
    # What people did, each in a commit of its own.
    commit(root, "2026-08-03", failure_modes__late=page("Late", "2026-08-03", owner="tomas"))
    commit(root, "2026-08-31", failure_modes__left=page("Left behind", "2026-08-31", owner="petra"))
    commit(root, "2026-10-13", failure_modes__changed=page("Changed", "2026-10-13"))
    commit(root, "2026-10-14", failure_modes__renamed=page("Renamed", "2026-10-14"))
    commit(root, "2026-10-15", failure_modes__wrong=page("Wrong", "2026-10-15", owner="tomas"))
    commit(
        root,
        "2026-10-16",
        failure_modes__mended=page("Mended", "2026-10-16", owner="tomas"),
        failure_modes__roll_back=CALLER + "reviewed:\n" + REVIEW.format("2026-10-16", "read"),
        failure_modes__later=page("Later", "2026-10-16", owner="mara"),
        procedures__freeze=page("Freeze", "2026-10-16", owner="tomas"),
    )
    # A drill and three incidents: one runbook worked, one did not, one did not and was mended.
    uses = {
        "drill": ("2026-09-07", "true", "worked", "drilled"),
        "worked": ("2026-10-19", "false", "worked", "used"),
        "failed": ("2026-10-20", "false", "wrong-step", "wrong"),
        "taught": ("2026-10-21", "false", "wrong-step", "mended"),
    }
    commit(root, "2026-10-22", **{
        f"incidents__{name}": INCIDENT.format(day=day, drill=drill, verdict=verdict, page=used)
        for name, (day, drill, verdict, used) in uses.items()
    })  # fmt: skip
    # Since then a command, a procedure that others use, and the page that had been wrong.
    commit(root, "2026-10-26", failure_modes__changed=page("Changed", "2026-10-13", run="htop"))
    commit(root, "2026-10-27", procedures__freeze=page("Freeze", "2026-10-16", owner="tomas", run="top"))  # fmt: skip
    commit(root, "2026-10-28", failure_modes__mended=page("Mended", "2026-10-28 drill", "2026-10-16", owner="tomas", run="df"))  # fmt: skip
    # One commit over every file there is: first a formatter, then the paths of a whole folder.
    for path in sorted((root / "runbooks").rglob("*.yaml")):
        path.write_text("# Formatted\n" + path.read_text())
    commit(root, "2026-11-02")
    names = sorted(path.stem for path in (root / "runbooks/failure-modes").iterdir())
    (root / "runbooks/failure-modes/hosts").mkdir()
    for name in names:
        git(root, "mv", f"runbooks/failure-modes/{name}.yaml", f"runbooks/failure-modes/hosts/{name}.yaml")  # fmt: skip
    commit(root, "2026-11-03")
    return root


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(root)

    def invoke(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["review", "--today", TODAY, *arguments])
        assert result.exit_code == code, result.output
        return result.output

    return invoke


LIST = """\
petra: 1 page to review
  failure-modes/left  Left behind
    nobody looks after it: its owner `petra` left on 2026-08-31; good until 2026-11-29

platform: 2 pages to review
  failure-modes/restore  Restore the database
    never reviewed; it is for SEV1; a step can destroy data; its rollback has never been tried
  failure-modes/changed  Changed
    changed since its review of 2026-10-13

tomas: 3 pages to review, 1 waiting for a later month
  failure-modes/wrong  Wrong
    an incident of 2026-10-20 found it wrong; used in an incident since 2026-05-25
  procedures/freeze  Freeze
    changed since its review of 2026-10-16
  failure-modes/roll-back  Roll back a release
    changed since its review of 2026-10-16

6 pages to review in November 2026
done? firsthour review ID --how drill --record incidents/ID
"""
ZERO = """\
tomas: done for this month, 3 done, 1 waiting for a later month

nothing to review in November 2026
"""


def test_the_list_is_exactly_this_one_and_twice_the_same(run: Run) -> None:
    assert run() == LIST
    assert run() == LIST


def test_every_format_names_the_same_pages_in_the_same_order(run: Run) -> None:
    named = re.findall(r"^  (\S+/\S+)  ", LIST, re.MULTILINE)
    groups = json.loads(run("--format", "json"))
    assert [turn["reference"] for group in groups for turn in group["pages"]] == named
    assert (
        re.findall(r"^- \[ \] .*?\(`(.*?)`\)", run("--format", "markdown"), re.MULTILINE) == named
    )
    assert run("--owner", "platform").splitlines()[:5] == LIST.splitlines()[4:9]


def test_no_owner_is_asked_for_more_than_the_budget(run: Run) -> None:
    for day in ("2026-11-01", "2027-01-15", "2027-06-30", "2036-11-21", "9999-12-31"):
        groups = json.loads(run("--format", "json", "--today", day))
        assert max(len(group["pages"]) for group in groups) <= 3
        assert max(group["waiting"] for group in groups) > 0 or day == "2026-11-01"


@pytest.fixture
def copy(root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository once more, to be changed; from now on `run` runs in it."""
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    monkeypatch.chdir(copy)
    return copy


def test_the_list_reaches_zero_by_the_command_itself(copy: Path, run: Run) -> None:
    """And what was waiting is next month's, with what runs out until then."""
    for number, name in enumerate(re.findall(r"^  (\S+/\S+)  ", LIST, re.MULTILINE)):
        how = ("read", "walkthrough", "drill")[number % 3]
        record = ["--record", "on staging, as it stands"] * (how != "read")
        run(name, "--how", how, "--by", "mara", *record)
    assert run() == ZERO
    assert "failure-modes/late" in run("--today", "2026-12-01")
    diff = git(copy, "diff", "--unified=0")
    assert not re.search(r"^-(?!--)", diff, re.MULTILINE)
    commit(copy, TODAY)
    assert run() == ZERO


def test_a_list_can_fail_for_each_thing_that_happened(copy: Path, run: Run) -> None:
    """Undone one by one, each line of the list goes or changes: none is there by chance."""
    here = copy / "runbooks/failure-modes/hosts"
    changed = here / "changed.yaml"
    changed.write_text(changed.read_text().replace("htop", "uptime"))
    assert "failure-modes/changed" in run()
    git(copy, "commit", "-qam", "put it back", day="2026-10-12")
    assert "  failure-modes/changed" not in run("--owner", "platform")
    (copy / "runbooks/incidents/failed.yaml").unlink()
    assert "failure-modes/wrong" not in run()
    (copy / "runbooks/incidents/drill.yaml").unlink()
    assert "failure-modes/drilled  Drilled\n    never reviewed" in run()


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_listed(copy: Path, run: Run) -> None:
    late = copy / "runbooks/failure-modes/hosts/late.yaml"
    late.write_text(late.read_text().replace("owner: tomas\n", ""))
    found = run()
    assert "tomas: 3 pages to review\n" in found
    assert "left out, see firsthour lint: runbooks/failure-modes/late.yaml" in found
