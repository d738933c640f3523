"""What a change answers for: real repositories, real changes."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.changes import read
from firsthour.cli import main
from firsthour.git import GitError
from firsthour.lint.findings import lint
from firsthour.pipeline import Request, lint_all
from firsthour.problem import Problem, Severity
from firsthour.rules import Rule, all_rules
from tests.rules.cases import lay_out

PAGE = "title: {title}\nowner: {owner}\nsteps:\n  - Look at the proxy\n"
TODAY = datetime.date(2026, 11, 21)
LATER = datetime.date(2036, 11, 21)
WAIVER = "# firsthour: ignore[level-exists] because it comes until 2026-12-31"
WHO = {
    "GIT_AUTHOR_NAME": "Ana Example",
    "GIT_AUTHOR_EMAIL": "ana@larkspur.example",
    "GIT_COMMITTER_NAME": "Ana Example",
    "GIT_COMMITTER_EMAIL": "ana@larkspur.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=root, env={**os.environ, **WHO}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def _page(root: Path, name: str, owner: str = "mara", title: str = "Customers see 502") -> Path:
    path = root / "runbooks/failure-modes" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=f"{title} {name}", owner=owner))
    return path


def _commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "change")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one page that is well, one with an old fault, and work on a branch."""
    root = lay_out(tmp_path / "repository")
    _page(root, "good")
    _page(root, "bad", owner="nobody")
    _git(root, "init", "-q", "-b", "main")
    _commit(root)
    _git(root, "checkout", "-qb", "work")
    return root


def _since(root: Path, revision: str = "main", today: datetime.date = TODAY) -> list[Problem]:
    found = lint_all(root, Request(since=revision, today=today, cache=False))
    cached = [lint_all(root, Request(since=revision, today=today)) for _ in range(2)]
    assert [each.problems for each in cached] == [found.problems] * 2
    return [*found.problems]


def _names(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(Path(each.location.path).stem, each.rule) for each in problems]


def test_without_a_change_nothing_is_reported(root: Path) -> None:
    assert _since(root) == []
    assert len(lint_all(root, Request()).problems) == 1


@pytest.mark.parametrize("committed", [True, False])
def test_a_file_that_was_touched_is_reported_whole(committed: bool, root: Path) -> None:
    path = root / "runbooks/failure-modes/bad.yaml"
    path.write_text(path.read_text() + "meaning: It is down.\n")
    if committed:
        _commit(root)
    assert _names(_since(root)) == [("bad", "owner-exists")]


def test_a_new_file_is_reported_though_git_does_not_know_it(root: Path) -> None:
    _page(root, "new", owner="nobody")
    assert _names(_since(root)) == [("new", "owner-exists")]


def test_what_a_change_causes_elsewhere_is_reported_there(root: Path) -> None:
    path = root / "runbooks/contacts.yaml"
    name = "name: Mara Lindqvist\n"
    path.write_text(path.read_text().replace(name, f'{name}    left: "2026-11-20"\n'))
    found = _names(_since(root))
    assert ("good", "owner-active") in found
    assert ("bad", "owner-exists") not in found


def test_work_of_others_since_then_is_not_ours(root: Path) -> None:
    _page(root, "mine", owner="nobody")
    _commit(root)
    _git(root, "checkout", "-q", "main")
    _page(root, "theirs", owner="nobody")
    _commit(root)
    _git(root, "checkout", "-q", "work")
    assert _names(_since(root)) == [("mine", "owner-exists")]


def test_a_file_that_was_only_renamed_brings_nothing_new(root: Path) -> None:
    _git(root, "mv", "runbooks/failure-modes/bad.yaml", "runbooks/failure-modes/worse.yaml")
    assert _since(root) == []
    path = root / "runbooks/failure-modes/worse.yaml"
    path.write_text(path.read_text() + "meaning: It is down.\n")
    _commit(root)
    assert _names(_since(root)) == [("worse", "owner-exists")]


def test_a_file_that_is_deleted_is_missed_where_it_was_needed(root: Path) -> None:
    page = _page(root, "good")
    page.write_text(page.read_text() + "related: [failure-modes/other]\n")
    _page(root, "other")
    _commit(root)
    _git(root, "branch", "-f", "main")
    (root / "runbooks/failure-modes/other.yaml").unlink()
    assert _names(_since(root)) == [("good", "page-exists")]


def test_a_mode_is_no_change(root: Path) -> None:
    (root / "runbooks/failure-modes/bad.yaml").chmod(0o755)
    assert _since(root) == []


def test_a_second_fault_of_the_same_sort_is_new_also_beside_a_baseline(root: Path) -> None:
    _page(root, "bad", owner="nobody")
    assert CliRunner().invoke(main, ["lint", str(root), "--write-baseline"]).exit_code == 0
    _page(root, "other", owner="nobody")
    assert _names(_since(root)) == [("other", "owner-exists")]
    _commit(root)
    assert _since(root, "HEAD") == []


def test_a_repository_may_stand_below_the_top_of_its_checkout(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "top/team")
    _page(root, "bad", owner="nobody")
    _git(tmp_path / "top", "init", "-q", "-b", "main")
    _commit(tmp_path / "top")
    assert _since(root, "HEAD") == []
    _page(root, "bad", owner="nobody", title="Nobody can pay")
    _page(root, "new", owner="nobody")
    assert _names(_since(root, "HEAD")) == [("bad", "owner-exists"), ("new", "owner-exists")]


# Time


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two rules that look at the calendar: a date that grows old, and an owner who is gone."""
    rules = {rule.id: rule for rule in all_rules()}
    aging = _aging(rules["service-exists"], "date-old", Severity.WARNING)
    gone = _aging(rules["owner-exists"], "owner-old", Severity.ERROR)
    monkeypatch.setattr("firsthour.rules.all_rules", lambda: (*rules.values(), aging, gone))
    yield


def _aging(like: Rule, name: str, severity: Severity) -> Rule:
    """A rule that finds every page old after a year, or at once when the settings say so."""
    from firsthour.model import Catalog
    from firsthour.rules import Finding

    def check(catalog: Catalog) -> Iterator[Finding]:
        hasty = catalog.settings and catalog.settings.tagline == "hasty"
        if hasty or catalog.today > TODAY + datetime.timedelta(days=365):
            for page in catalog.failure_modes.values():
                yield Finding(page.origin.at("title"), f"it is {catalog.today}")

    return Rule(name, severity, check, like.summary, like.why, like.fix, clock=True)


def _waive(root: Path, name: str) -> Path:
    """A page with a fault that is waived for a while."""
    path = _page(root, name)
    path.write_text(path.read_text() + f"severity: {{default: sev9}}  {WAIVER}\n")
    return path


@pytest.mark.usefixtures("clocks")
def test_ten_years_alone_fail_no_change(root: Path) -> None:
    _waive(root, "waived")
    _commit(root)
    _git(root, "branch", "-f", "main")
    assert lint_all(root, Request(today=LATER, cache=False)).problems != ()
    _page(root, "new")
    found = lint_all(root, Request(since="main", today=LATER, cache=False)).problems
    assert {Path(each.location.path).stem for each in found} == {"new"}


@pytest.mark.usefixtures("clocks")
def test_in_a_touched_file_time_warns_and_only_a_stale_owner_fails(root: Path) -> None:
    settings = root / "runbooks/settings.yaml"
    settings.write_text("product: Larkspur\nlint: {severity: {date-old: error}}\n")
    path = _waive(root, "waived")
    _commit(root)
    _git(root, "branch", "-f", "main")
    path.write_text(path.read_text() + "meaning: It is down.\n")
    found = lint_all(root, Request(since="main", today=LATER, cache=False)).problems
    assert {(each.rule, each.severity.value) for each in found} == {
        ("level-exists", "warning"),
        ("waiver-expired", "warning"),
        ("date-old", "warning"),
        ("owner-old", "error"),
    }
    everything = lint_all(root, Request(today=LATER, cache=False)).problems
    assert {each.severity.value for each in everything if each.rule == "date-old"} == {"error"}


@pytest.mark.usefixtures("clocks")
def test_a_change_of_what_is_old_is_reported_elsewhere_for_owners_alone(root: Path) -> None:
    (root / "runbooks/settings.yaml").write_text("product: Larkspur\ntagline: hasty\n")
    found = lint_all(root, Request(since="main", today=TODAY, cache=False)).problems
    assert {each.rule for each in found} == {"owner-old"}
    assert {Path(each.location.path).stem for each in found} == {"good", "bad"}


def test_a_rule_that_looks_at_the_calendar_says_so() -> None:
    """What a rule finds in ten years and not today is a matter of time."""
    from firsthour.pipeline.checking import look
    from firsthour.pipeline.reading import read as read_file
    from firsthour.source import find_all

    files, loose = find_all(Path(__file__).parents[2])
    reads = [read_file(file) for file in files]
    rules = all_rules()
    catalog, _ = look(reads, loose, rules, rules, TODAY)
    later, _ = look(reads, loose, rules, rules, LATER)
    for rule in rules:
        if [each.message for each in lint(catalog, [rule])] != [
            each.message for each in lint(later, [rule])
        ]:
            assert rule.clock, f"{rule.id} finds something else as time passes: mark it clock=True"


# Nothing to compare with


def _said(root: Path, revision: str) -> str:
    result = CliRunner().invoke(main, ["lint", str(root), "--since", revision])
    assert result.exit_code == 2
    (line,) = [line for line in result.output.split("\n") if line.startswith("Error: ")]
    return line


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~99", "a b", "\N{SNOWMAN}"])
def test_a_revision_that_is_none(revision: str, root: Path) -> None:
    assert _said(root, revision) == f"Error: git knows no revision `{revision}` here"


@pytest.mark.parametrize("revision", ["", "--output=x"])
def test_an_option_is_no_revision(revision: str, root: Path) -> None:
    with pytest.raises(GitError, match="is not a revision"):
        read(root, revision, "runbooks")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "is in no git repository" in _said(lay_out(tmp_path), "main")


def test_no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert "git is not installed" in _said(root, "main")


def test_a_clone_that_is_too_shallow(root: Path, tmp_path: Path) -> None:
    _page(root, "new")
    _commit(root)
    _git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    said = _said(tmp_path / "shallow", "main")
    assert "this clone is shallow" in said
    assert "fetch-depth: 0" in said
    _git(tmp_path / "shallow", "fetch", "-q", "--depth=1", "origin", "main:main")
    said = _said(tmp_path / "shallow", "main")
    assert "no commit in common" in said
    assert "this clone is shallow" in said


def test_histories_without_a_common_commit(root: Path) -> None:
    _git(root, "checkout", "-q", "--orphan", "alone")
    _page(root, "new")
    _commit(root)
    assert "no commit in common" in _said(root, "main")


def test_variables_of_a_hook_of_another_repository_do_not_count(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert _since(root) == []
