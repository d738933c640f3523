"""What git knows: the commit that a site is built from, and each file's last change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from firsthour import git

_CONTENT = ("runbooks", "docs", "mkdocs.yml")

Change = tuple[datetime.date, str]


@dataclass(frozen=True, slots=True)
class History:
    """Empty where there is nothing to know: no repository, no commit, no git.

    Attributes:
        commit: the short hash of the commit that is checked out.
        date: the day of that commit.
        dirty: the content differs from that commit.
        last_change: file, relative to the root -> day and short hash of the last commit that
            changed it. Empty in a shallow clone, whose oldest commit seems to have made every file.
    """

    commit: str = ""
    date: datetime.date | None = None
    dirty: bool = False
    last_change: Mapping[str, Change] = field(default_factory=dict)


def read(root: Path) -> History:
    """The history of the content under `root`, in one pass over the log."""
    head = _git(root, "log", "-1", "--no-show-signature", "--format=%h %cs")
    if not head:
        return History()
    commit, _, day = head.strip().partition(" ")
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    changed = _git(root, "status", "--porcelain", "--untracked-files=normal", "--", *_CONTENT)
    return History(
        commit=commit,
        date=datetime.date.fromisoformat(day),
        dirty=bool(changed),
        last_change={} if shallow else dict(_changes(root)),
    )


def top(root: Path) -> Path:
    """The top of the repository that `root` is in; without one, `root` itself."""
    found = _git(root, "rev-parse", "--show-toplevel").removesuffix("\n")
    return Path(found).resolve() if found else root.resolve()


def files(root: Path) -> list[str]:
    """Every file of the repository at `root` that git knows or would take, relative to it.

    Without git, every file there is.
    """
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed:
        return [path for path in listed.split("\0") if path]
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def _changes(root: Path) -> Iterator[tuple[str, Change]]:
    """Each file once, with the newest commit that touched it."""
    seen: set[str] = set()
    for path, change in _log(root):
        if path not in seen:
            seen.add(path)
            yield path, change


def _log(root: Path) -> Iterator[tuple[str, Change]]:
    """Every file of every commit, the newest first."""
    log = _git(
        root,
        "log",
        "-z",
        "--name-only",
        "--no-renames",
        "--relative",
        "--no-show-signature",
        "--format=%x00%h %cs",
        "--",
        *_CONTENT,
    )
    # An empty field announces a commit; its files follow, the first behind a line break.
    fields = iter(log.split("\0"))
    change: Change | None = None
    for text in fields:
        if text == "":
            commit, _, day = next(fields, "").strip().partition(" ")
            change = (datetime.date.fromisoformat(day), commit) if day else None
            continue
        if change is not None:
            yield text.removeprefix("\n"), change


def _git(root: Path, *arguments: str) -> str:
    return git.text(git.ask(root, *arguments))
