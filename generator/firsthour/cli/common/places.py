"""Where the runbooks are, and which part of them is meant."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from firsthour.source import CONTENT


def find_root() -> Path:
    """The nearest folder from here upwards that has runbooks in it."""
    return _above(Path.cwd())


def find(paths: Sequence[Path]) -> tuple[Path, tuple[str, ...]]:
    """The root of the repository, and what was named in it; nothing when all of it is meant."""
    if not paths:
        return find_root(), ()
    # Not resolved: a problem is reported where the file was found, not where a link leads.
    full = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
    for path, given in zip(full, paths, strict=True):
        if not path.exists():
            raise click.UsageError(_missing(path, given))
    roots = [path if (path / CONTENT).is_dir() else _above(path) for path in full]
    if len(set(roots)) > 1:
        raise click.UsageError("the paths belong to different repositories; check one at a time")
    root = roots[0]
    if root in full:
        return root, ()
    for path, given in zip(full, paths, strict=True):
        if not path.is_relative_to(root / CONTENT):
            raise click.UsageError(f"`{given}` is not in {CONTENT}/, and only that is checked")
    return root, tuple(path.relative_to(root).as_posix() for path in full)


def place(path: Path) -> tuple[Path, str]:
    """The root of the repository in which a file is or would be, and its path there."""
    full = Path(os.path.abspath(path))  # noqa: PTH100
    root = _above(full.parent)
    if not full.is_relative_to(root / CONTENT):
        raise click.UsageError(f"`{path}` is not in {CONTENT}/, and only that is checked")
    return root, full.relative_to(root).as_posix()


def _missing(path: Path, given: Path) -> str:
    """What to say about a path that leads nowhere, which may be the id of a page."""
    from firsthour.validate.wording import near

    try:
        inside = _above(path.parent) / CONTENT
    except click.UsageError:
        return f"there is no `{given}`"
    name = path.name.removesuffix(".yml").removesuffix(".yaml")
    files = sorted(each for each in inside.rglob("*") if each.is_dir() or each.suffix == ".yaml")
    named = [each for each in files if each.stem == name]
    if len(named) != 1:
        alike = [each for each in files if each.parent == path.parent]
        meant = near(name, [each.stem for each in alike])
        named = [each for each in alike if each.stem == meant]
    help_ = f"did you mean `{os.path.relpath(named[0])}`?" if named else f"see {CONTENT}/"
    return f"there is no `{given}`; {help_}"


def _above(path: Path) -> Path:
    for folder in (path, *path.parents):
        if (folder / CONTENT).is_dir():
            return folder
    help_ = "run this in a repository that has one, or begin one with firsthour init"
    raise click.UsageError(f"there is no folder {CONTENT}/ in `{path}` or above it; {help_}")
