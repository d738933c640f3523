"""What git shows: the last change that counts, through renames, heaps and dates; and drift."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour import git as asking
from firsthour.cli import main
from firsthour.git import GitError
from firsthour.pipeline import assemble, check
from firsthour.pipeline.building import context_of
from firsthour.review import changes, drift, edits
from firsthour.review.changes import MANY
from firsthour.review.drift import MOST
from firsthour.review.globs import matches
from tests.review.repository import commit, git
from tests.rules.cases import lay_out

TODAY = datetime.date(2026, 11, 21)
PAGE = "title: {title}\nowner: platform\nsteps:\n  - {{do: Look, run: {run}}}\n"
REVIEW = 'reviewed:\n  - {{date: "{date}", by: mara, how: read}}\n'


def page(run: str = "top", title: str = "T", more: str = "") -> str:
    return PAGE.format(title=title, run=run) + more


def changed(root: Path) -> Mapping[str, str]:
    catalog = check(root, rules=(), today=TODAY).catalog
    return {name: day.isoformat() for name, day in changes(root, catalog).items()}


def edited(root: Path) -> Mapping[str, str]:
    catalog = check(root, rules=(), today=TODAY).catalog
    return {name: day.isoformat() for name, (day, _) in edits(root, catalog).items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    commit(tmp_path, "2026-01-01", failure_modes__x=page(), failure_modes__y=page())
    return tmp_path


def test_a_page_that_never_changed_has_no_change(root: Path) -> None:
    assert changed(root) == {}
    assert edited(root)["failure-modes/x"] == "2026-01-01"


def test_a_changed_command_is_a_change_and_words_are_none(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page("htop"))
    commit(root, "2026-03-01", failure_modes__x=page("htop", "Better words"))
    assert changed(root) == {"failure-modes/x": "2026-02-01"}
    assert edited(root)["failure-modes/x"] == "2026-03-01"


def test_a_site_reads_the_log_of_the_runbooks_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(root, "2026-02-01", failure_modes__x=page("htop"))
    asked: list[tuple[str, ...]] = []
    ask = asking.ask

    def counted(root: Path, *arguments: str, given: bytes = b"") -> bytes:
        asked.append(arguments)
        return ask(root, *arguments, given=given)

    monkeypatch.setattr(asking, "ask", counted)
    context = context_of(root, check(root, rules=(), today=TODAY))
    assert [call for call in asked if "--raw" in call] != []
    assert len([call for call in asked if "--raw" in call or call[0] == "cat-file"]) == 2
    assert context.changed == {"failure-modes/x": datetime.date(2026, 2, 1)}
    assert {name: f"{day}" for name, (day, _) in context.edited.items()} == edited(root)


def test_a_rename_keeps_the_history(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page("htop"))
    git(root, "mv", "runbooks/failure-modes/x.yaml", "runbooks/failure-modes/z.yaml")
    commit(root, "2026-03-01")
    git(root, "mv", "runbooks/failure-modes/z.yaml", "runbooks/failure-modes/last.yaml")
    commit(root, "2026-04-01", failure_modes__last=page("htop", "Renamed and reworded"))
    assert changed(root) == {"failure-modes/last": "2026-02-01"}


def test_a_new_page_under_an_old_name_starts_anew(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page("htop"))
    (root / "runbooks/failure-modes/x.yaml").unlink()
    commit(root, "2026-03-01")
    commit(root, "2026-04-01", failure_modes__x=page("uptime"))
    assert changed(root) == {}


def test_dates_alone_are_neither_change_nor_edit(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page(more=REVIEW.format(date="2026-02-01")))
    commit(root, "2026-03-01", failure_modes__x=page(more=REVIEW.format(date="2026-03-01")))
    assert changed(root) == {}
    assert edited(root)["failure-modes/x"] == "2026-01-01"


def test_a_heap_of_pages_is_no_edit_of_any(root: Path) -> None:
    heap = {f"procedures__p{number}": page() for number in range(MANY)}
    commit(root, "2026-02-01", failure_modes__x=page(title="New words"), **heap)
    assert edited(root)["failure-modes/x"] == "2026-01-01"
    commit(root, "2026-03-01", failure_modes__x=page(title="Own words"))
    assert edited(root)["failure-modes/x"] == "2026-03-01"


def test_a_page_that_came_with_many_others_was_written_then(root: Path) -> None:
    commit(root, "2026-02-01", **{f"procedures__p{number}": page() for number in range(MANY + 1)})
    assert edited(root)["procedures/p0"] == "2026-02-01"


def test_a_page_that_was_moved_was_edited_before(root: Path) -> None:
    (root / "runbooks/failure-modes/hosts").mkdir()
    git(root, "mv", "runbooks/failure-modes/x.yaml", "runbooks/failure-modes/hosts/x.yaml")
    commit(root, "2026-02-01")
    assert edited(root)["failure-modes/x"] == "2026-01-01"


def test_the_page_says_when_it_was_really_changed(root: Path) -> None:
    heap = {f"procedures__p{number}": page() for number in range(MANY)}
    commit(root, "2026-02-01", failure_modes__x=page(title="Own words"))
    commit(root, "2026-03-01", failure_modes__x=page(title="All words"), **heap)
    commit(root, "2026-04-01", failure_modes__y=page(more=REVIEW.format(date="2026-04-01")))
    pages = assemble(root, today=TODAY).files
    shown = [
        re.findall(
            r"<span>Changed (\S+), [0-9a-f]{7}</span>", str(pages[f"failure-modes/{name}.md"])
        )
        for name in "xy"
    ]
    assert shown == [["2026-02-01"], ["2026-01-01"]]


def test_a_page_says_of_a_review_what_it_counts_as(root: Path) -> None:
    drill = page(more=REVIEW.format(date="2026-02-01").replace("read", "drill"))
    recorded = drill.replace("drill}", "drill, record: on staging}")
    commit(root, "2026-02-01", failure_modes__x=drill, failure_modes__y=recorded)
    pages = assemble(root, today=TODAY).files
    assert "<span>Read through 2026-02-01" in str(pages["failure-modes/x.md"])
    assert "<span>Drilled 2026-02-01" in str(pages["failure-modes/y.md"])


def test_a_change_of_a_procedure_counts_for_who_uses_it(root: Path) -> None:
    caller = "title: T\nowner: platform\nsteps: [{use: procedures/p}]\n"
    commit(root, "2026-02-01", failure_modes__x=caller, procedures__p=page())
    commit(root, "2026-03-01", procedures__p=page("htop"))
    found = changed(root)
    assert (found["failure-modes/x"], found["procedures/p"]) == ("2026-03-01", "2026-03-01")


def test_what_is_not_committed_yet_changed_today(root: Path) -> None:
    (root / "runbooks/failure-modes/x.yaml").write_text(page("htop"))
    assert changed(root) == {"failure-modes/x": "2026-11-21"}


def test_versions_that_cannot_be_read_are_passed_over(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x="title: [\n")
    commit(root, "2026-03-01", failure_modes__x=page())
    assert changed(root) == {}
    commit(root, "2026-04-01", failure_modes__x="titel: x\n")
    commit(root, "2026-05-01", failure_modes__x=page("htop"))
    assert changed(root) == {"failure-modes/x": "2026-05-01"}


def test_no_git_and_a_shallow_clone_know_nothing(root: Path, tmp_path: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page("htop"))
    shallow = tmp_path / "shallow"
    git(root, "clone", "-q", "--depth", "1", root.as_uri(), str(shallow))
    assert changed(shallow) == {}
    bare = tmp_path / "bare"
    lay_out(bare)
    assert changed(bare) == {}


def test_a_repository_below_another_folder_is_understood(tmp_path: Path) -> None:
    below = tmp_path / "ops"
    lay_out(below)
    git(tmp_path, "init", "-q")
    for day, run in (("2026-01-01", "top"), ("2026-02-01", "htop")):
        path = below / "runbooks/failure-modes/x.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(run))
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "work", day=day)
    assert changed(below) == {"failure-modes/x": "2026-02-01"}


def asked(root: Path, since: str = "HEAD~1") -> list[tuple[str, int, str]]:
    catalog = check(root, rules=(), today=TODAY).catalog
    return [
        (it.location.path.rpartition("/")[2], it.location.line, it.message)
        for it in drift(root, catalog, since)
    ]


WATCHES = "watches:\n  - services/**/hooks/*.py\n  - deploy\n"


def touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("changed\n")


def test_a_change_asks_the_pages_that_watch_it(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page(more=WATCHES), failure_modes__y=page())
    touch(root, "services/web/hooks/in.py", "services/hooks/out.py", "services/web/hooks/a/b.py")
    commit(root, "2026-03-01")
    assert asked(root) == [
        (
            "x.yaml",
            6,
            "this change touches `services/hooks/out.py`, `services/web/hooks/in.py`: "
            "does this page still hold?",
        )
    ]


def test_a_page_that_was_touched_too_is_not_asked(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page(more=WATCHES))
    touch(root, "deploy/a", "deploy/b/c")
    assert [line for _, line, _ in asked(root, "HEAD")] == [7]
    commit(root, "2026-03-01", failure_modes__x=page("htop", more=WATCHES))
    assert asked(root) == []


def test_reading_in_a_heap_is_noticed_and_a_drill_is_not(root: Path) -> None:
    names = [f"failure_modes__p{number}" for number in range(MOST + 1)]
    commit(root, "2026-02-01", **{name: page() for name in names})
    read = page(more=REVIEW.format(date="2026-03-01"))
    commit(root, "2026-03-01", **dict.fromkeys(names, read))
    (found,) = asked(root)
    assert found[2] == "this change says of 6 pages that they were read, and does nothing else"
    tried = read.replace("read", "drill, record: on staging")
    commit(root, "2026-03-02", **{name: page() for name in names})
    commit(root, "2026-03-03", **dict.fromkeys(names, tried))
    assert asked(root) == []


def test_a_date_that_was_moved_is_noticed(root: Path) -> None:
    commit(root, "2026-02-01", failure_modes__x=page(more=REVIEW.format(date="2026-02-01")))
    commit(root, "2026-03-01", failure_modes__x=page(more=REVIEW.format(date="2026-03-01")))
    (found,) = asked(root)
    assert found[2].endswith("has no new review; only the words of an old one have changed")


def test_a_review_in_place_of_one_that_no_longer_holds_is_a_new_one(root: Path) -> None:
    old = REVIEW.format(date="2026-03-01").replace("}", ', hash: "0123456789ab"}')
    commit(root, "2026-03-01", failure_modes__x=page(more=old))
    now = check(root, rules=()).catalog.hashes["failure-modes/x"]
    commit(root, "2026-03-02", failure_modes__x=page(more=old.replace("0123456789ab", now)))
    assert asked(root) == []


@pytest.mark.parametrize("since", ["nowhere", "", "--output=x"])
def test_a_revision_that_is_none_is_one_clear_sentence(root: Path, since: str) -> None:
    with pytest.raises(GitError, match=r"is not a revision|git knows no revision `nowhere`"):
        asked(root, since)


def test_the_command_asks_and_succeeds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, "2026-02-01", failure_modes__x=page(more=WATCHES))
    touch(root, "deploy/a")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["drift", "--since", "HEAD"])
    assert done.exit_code == 0
    assert "x.yaml:7:5: warning [watched-path-changed]" in done.output
    assert CliRunner().invoke(main, ["drift", "--since", "nowhere"]).exit_code == 2


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a/*.py", "a/b.py", True),
        ("a/*.py", "a/b/c.py", False),
        ("a/**", "a/b/c.py", True),
        ("a/**", "a", False),
        ("a/**/c", "a/c", True),
        ("a/**/c", "a/b/b/c", True),
        ("a/**/c", "a/bc", False),
        ("**/c.py", "c.py", True),
        ("**/**/c.py", "a/b/c.py", True),
        ("**", "a/b", True),
        ("a", "a", True),
        ("a", "a/b/c", True),
        ("a/", "a/b", True),
        ("a", "ab", False),
        ("./a/b", "a/b", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("a[bc]", "ab", True),
        ("a[!bc]", "ab", False),
        ("a.c", "abc", False),
        ("a[", "a[", True),
        ("a\nb", "a\nb", True),
        ("*" * 60 + "x", "a" * 2000, False),
        ("**/" * 40 + "x", "a/" * 200, False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) == expected


def test_who_did_it_is_the_one_git_knows(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    run = CliRunner().invoke
    git(root, "config", "user.name", "mara lindqvist")
    options = ["review", "x", "--how", "read", "--today", "2026-11-21"]
    assert run(main, [*options, "--date", "2026-11-20"]).output.endswith("by mara\n")
    git(root, "config", "user.name", "Somebody Else")
    git(root, "config", "user.email", "nobody@larkspur.example")
    assert "say who did it: --by PERSON" in run(main, options).output


def test_the_list_for_programs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["review", "--format", "json", "--today", "2026-11-21"])
    (platform,) = json.loads(done.output)
    assert (platform["owner"], platform["waiting"]) == ("platform", 0)
    assert platform["pages"][0] | {"reference": ""} == {
        "reference": "",
        "title": "T",
        "state": "never",
        "due": None,
        "risk": 4,
        "reasons": ["never reviewed"],
    }
    done = CliRunner().invoke(main, ["review", "--format", "markdown", "--today", "2026-11-21"])
    assert "- [ ] T (`failure-modes/x`): never reviewed" in done.output.splitlines()
