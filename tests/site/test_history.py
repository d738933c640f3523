"""What git says about the content, read from real repositories."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from firsthour import history
from firsthour.history import History

FIRST, SECOND, THIRD = "2026-03-01", "2026-04-02", "2026-05-03"


def git(root: Path, *arguments: str, day: str = FIRST) -> str:
    environment = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00+0000",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00+0000",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    identity = ["-c", "user.name=Ana Example", "-c", "user.email=ana@larkspur.example"]
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=root,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def commit(root: Path, day: str) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "change", day=day)
    return git(root, "rev-parse", "--short", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "the repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    write(root, "runbooks/roles.yaml", "one\n")
    write(root, "runbooks/checklists/a b ü.yaml", "one\n")
    write(root, "docs/guide.md", "one\n")
    return root


def test_each_file_has_the_last_commit_that_changed_it(repository: Path) -> None:
    first = commit(repository, FIRST)
    write(repository, "runbooks/roles.yaml", "two\n")
    second = commit(repository, SECOND)
    write(repository, "elsewhere.txt", "three\n")
    third = commit(repository, THIRD)
    early = (datetime.date.fromisoformat(FIRST), first)
    assert history.read(repository) == History(
        commit=third,
        date=datetime.date.fromisoformat(THIRD),
        dirty=False,
        last_change={
            "runbooks/roles.yaml": (datetime.date.fromisoformat(SECOND), second),
            "runbooks/checklists/a b ü.yaml": early,
            "docs/guide.md": early,
        },
    )


def test_a_change_that_arrives_by_a_merge_keeps_its_own_commit(repository: Path) -> None:
    commit(repository, FIRST)
    git(repository, "checkout", "-q", "-b", "side")
    write(repository, "runbooks/roles.yaml", "two\n")
    side = commit(repository, SECOND)
    git(repository, "checkout", "-q", "main")
    write(repository, "docs/guide.md", "two\n")
    commit(repository, SECOND)
    git(repository, "merge", "-q", "--no-ff", "-m", "merge", "side", day=THIRD)
    found = history.read(repository)
    assert found.last_change["runbooks/roles.yaml"] == (datetime.date.fromisoformat(SECOND), side)
    assert found.date == datetime.date.fromisoformat(THIRD)


@pytest.mark.parametrize(
    ("path", "dirty"),
    [("runbooks/roles.yaml", True), ("runbooks/new.yaml", True), ("elsewhere.txt", False)],
)
def test_dirty_is_about_the_content(repository: Path, path: str, dirty: bool) -> None:
    commit(repository, FIRST)
    write(repository, path, "changed\n")
    assert history.read(repository).dirty is dirty


def test_paths_are_relative_to_the_root_in_a_larger_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    root = tmp_path / "ops" / "runbooks"
    write(root, "runbooks/roles.yaml", "one\n")
    write(tmp_path, "runbooks/roles.yaml", "of something else\n")
    commit(tmp_path, FIRST)
    assert list(history.read(root).last_change) == ["runbooks/roles.yaml"]


def test_a_shallow_clone_knows_its_commit_and_no_changes(repository: Path, tmp_path: Path) -> None:
    commit(repository, FIRST)
    write(repository, "docs/guide.md", "two\n")
    second = commit(repository, SECOND)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert history.read(tmp_path / "shallow") == History(
        commit=second, date=datetime.date.fromisoformat(SECOND)
    )


def test_settings_of_the_user_and_of_a_hook_change_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(repository, FIRST)
    expected = history.read(repository)
    git(repository, "config", "log.showSignature", "true")
    git(repository, "config", "core.quotePath", "true")
    git(repository, "config", "color.ui", "always")
    git(repository, "config", "log.date", "relative")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another-index"))
    assert history.read(repository) == expected
    assert expected.last_change


def test_nothing_is_known_without_a_repository_or_a_commit(tmp_path: Path) -> None:
    assert history.read(tmp_path) == History()
    git(tmp_path, "init", "-q")
    assert history.read(tmp_path) == History()
    assert history.read(tmp_path / "nowhere") == History()


def test_nothing_is_known_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, FIRST)
    assert history.read(repository) != History()
    monkeypatch.setenv("PATH", str(repository))
    assert history.read(repository) == History()
