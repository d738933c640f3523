"""Git, asked in a process of its own: what it prints, or why it cannot say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

# A hook of another repository may run us; what it says about its own place does not hold here.
_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
_SECONDS = 120
DEEPER = "fetch the whole history first, with git fetch --unshallow or fetch-depth: 0"


class GitError(Exception):
    """Git cannot say; the text is one sentence for people."""


def run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints in a folder when it is given that.

    Raises:
        GitError: with what git says when it cannot, or that it is not there.
    """
    # Most runs of lint never get here.
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
        raise GitError("git is not installed, so there is nothing to compare with") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise GitError(f"git did not answer: {error}") from None
    if done.returncode:
        said = text(done.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in said:
            said = "this folder is in no git repository, so there is nothing to compare with"
            raise GitError(said)
        raise GitError(f"git cannot tell what changed: {said}")
    return done.stdout


def ask(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints, or nothing when it cannot say."""
    try:
        return run(root, *arguments, given=given)
    except GitError:
        return b""


def text(printed: bytes) -> str:
    """What git printed, names that are no UTF-8 included."""
    return printed.decode("utf-8", "surrogateescape")


def fields(printed: bytes) -> list[str]:
    """What git printed with `-z`."""
    return [field for field in text(printed).split("\0") if field]


def base(root: Path, revision: str) -> str:
    """The commit at which the checked out work left `revision`.

    Raises:
        GitError: no git, no such revision, or a history that is too short.
    """
    if not revision or revision.startswith("-"):
        raise GitError(f"`{revision}` is not a revision; name a branch, a tag or a commit")
    shallow = run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    hint = f"; this clone is shallow: {DEEPER}" if shallow else ""
    commit = ask(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        raise GitError(f"git knows no revision `{revision}` here{hint}")
    left = ask(root, "merge-base", text(commit).strip(), "HEAD").split()
    if not left:
        raise GitError(f"`{revision}` and what is checked out have no commit in common{hint}")
    return text(left[0])


def blobs(root: Path, names: Iterable[str]) -> Mapping[str, bytes]:
    """Blob -> its content, in one call of git. What git has lost is missing."""
    wanted = list(dict.fromkeys(name for name in names if name))
    if not wanted:
        return {}
    given = "".join(f"{name}\n" for name in wanted).encode()
    answer = ask(root, "cat-file", "--batch", given=given)
    found: dict[str, bytes] = {}
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        name, *about = answer[at:end].decode().split(" ")
        at = end + 1
        if len(about) == 2:
            size = int(about[1])
            found[name] = answer[at : at + size]
            at += size + 1
    return found
