"""What a change touches: the files that differ from where it began, and how they were there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firsthour import git


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
        firsthour.git.GitError: no git, no such revision, or a history that is too short.
    """
    base = git.base(root, revision)
    touched: set[str] = set()
    moved: dict[str, str] = {}
    arguments = ("--name-status", "-z", "-M", "--no-ext-diff", "--relative", base, "--", folder)
    fields = iter(git.fields(git.run(root, "diff", *arguments)))
    for status in fields:
        path = next(fields)
        if status[0] in "RC":
            old, path = path, next(fields)
            if status[0] == "R":
                moved[old] = path
        if status[0] != "D" and status != "R100":
            touched.add(path)
    others = ("ls-files", "--others", "--exclude-standard", "-z", "--", folder)
    touched.update(git.fields(git.run(root, *others)))
    return Change(base, frozenset(touched), moved)


def lay_out(root: Path, commit: str, folder: str, out: Path) -> None:
    """Write what a folder of `root` held in a commit below `out`.

    Raises:
        firsthour.git.GitError: git has lost one of the files.
    """
    listed = git.fields(git.run(root, "ls-tree", "-r", "-z", commit, "--", folder))
    entries = [entry.partition("\t") for entry in listed]
    told = [(about.split(" "), path) for about, _, path in entries]
    files = [(mode, name, path) for (mode, sort, name), path in told if sort == "blob"]
    contents = git.blobs(root, [name for _, name, _ in files])
    links: list[tuple[Path, bytes]] = []
    for mode, name, path in files:
        target = out / path
        if ".." in target.parts:
            continue
        if name not in contents:
            raise git.GitError(f"git has lost the object {name}; {git.DEEPER}")
        target.parent.mkdir(parents=True, exist_ok=True)
        if mode == "120000":
            links.append((target, contents[name]))
        else:
            target.write_bytes(contents[name])
    # Last, so that no file is ever written through one.
    for target, data in links:
        target.symlink_to(os.fsdecode(data))
