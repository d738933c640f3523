"""What a change touches: the files that differ from where it began, and how they were there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# A hook of another repository may run us; what it says about its own place does not hold here.
_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
_SECONDS = 120
_DEEPER = "fetch the whole history first, with git fetch --unshallow or fetch-depth: 0"


class NoBaseError(Exception):
    """There is nothing to compare with; the text is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the commit `base`, uncommitted and untracked files included.

    Attributes:
        base: the commit at which this change left the other line of work.
        touched: the files that are new or differ, relative to the root.
        moved: a file's path in `base` -> its path now.
    """

    base: str
    touched: frozenset[str]
    moved: Mapping[str, str]


def read(root: Path, revision: str, folder: str) -> Change:
    """The change since it left `revision`, as far as it concerns a folder of `root`.

    Raises:
        NoBaseError: no git, no such revision, or a history that is too short.
    """
    if not revision or revision.startswith("-"):
        raise NoBaseError(f"`{revision}` is not a revision; name a branch, a tag or a commit")
    _inside(root)
    base = _base(root, revision)
    touched: set[str] = set()
    moved: dict[str, str] = {}
    arguments = ("--name-status", "-z", "-M", "--no-ext-diff", "--relative", base, "--", folder)
    fields = iter(_git(root, "diff", *arguments).split("\0"))
    for status in fields:
        if not status:
            continue
        path = next(fields)
        if status[0] in "RC":
            old, path = path, next(fields)
            if status[0] == "R":
                moved[old] = path
        if status[0] != "D" and status != "R100":
            touched.add(path)
    others = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", folder)
    touched.update(filter(None, others.split("\0")))
    return Change(base, frozenset(touched), moved)


def lay_out(root: Path, commit: str, folder: str, out: Path) -> None:
    """Write what a folder of `root` held in a commit below `out`."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", folder)
    entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
    blobs = [(about.split(" "), path) for about, _, path in entries]
    files = [(mode, name, path) for (mode, sort, name), path in blobs if sort == "blob"]
    contents = _contents(root, [name for _, name, _ in files])
    links: list[tuple[Path, bytes]] = []
    for (mode, _, path), data in zip(files, contents, strict=True):
        target = out / path
        if ".." in target.parts:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if mode == "120000":
            links.append((target, data))
        else:
            target.write_bytes(data)
    # Last, so that no file is ever written through one.
    for target, data in links:
        target.symlink_to(os.fsdecode(data))


def _inside(root: Path) -> None:
    try:
        _git(root, "rev-parse", "--git-dir")
    except NoBaseError as error:
        if "not a git repository" in str(error):
            message = "this folder is in no git repository, so there is nothing to compare with"
            raise NoBaseError(message) from None
        raise


def _base(root: Path, revision: str) -> str:
    """The commit at which the checked out work left `revision`."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    hint = f"; this clone is shallow: {_DEEPER}" if shallow else ""
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except NoBaseError:
        raise NoBaseError(f"git knows no revision `{revision}` here{hint}") from None
    try:
        return _git(root, "merge-base", commit, "HEAD").split()[0]
    except NoBaseError:
        message = f"`{revision}` and what is checked out have no commit in common{hint}"
        raise NoBaseError(message) from None


def _contents(root: Path, names: list[str]) -> Iterator[bytes]:
    """What blobs hold, in their order."""
    answer = _run(root, ["cat-file", "--batch"], "".join(f"{name}\n" for name in names).encode())
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        about = answer[at:end].split()
        if len(about) != 3:
            raise NoBaseError(f"git has lost the object {name}; {_DEEPER}")
        size = int(about[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(root: Path, *arguments: str) -> str:
    return os.fsdecode(_run(root, arguments))


def _run(root: Path, arguments: list[str] | tuple[str, ...], given: bytes = b"") -> bytes:
    """What git prints. Raises NoBaseError with what it says when it cannot."""
    import subprocess

    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise NoBaseError("git is not installed, so there is nothing to compare with") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise NoBaseError(f"git did not answer: {error}") from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().partition("\n")[0]
        raise NoBaseError(f"git cannot tell what changed: {said.removeprefix('fatal: ')}")
    return done.stdout
