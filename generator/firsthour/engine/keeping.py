"""Folders that private numbers stay out of: whatever lies there, many can read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from firsthour.engine.builder import OUT
from firsthour.engine.bundling import FOLDER as COPIES
from firsthour.engine.outcome import CONFIG
from firsthour.paper import FOLDER, PRIVATE
from firsthour.postbuild.marker import NAME
from firsthour.source import CONTENT

_DOCS = "holds the hand-written pages, and every file there goes on the site"
_SITE = "is the site"


def refusal(root: Path, out: Path | None) -> str | None:
    """Why PDFs with private numbers may not go to `out`; None when they may.

    Args:
        root: the folder that has `runbooks/`.
        out: where they are wanted, whether it is there or not; the usual folder when None.
    """
    root = root.resolve()
    wanted = out or root / PRIVATE
    full = wanted.resolve()
    above = (full, *full.parents)
    for folder, why in _open(root):
        # Names alone are not enough: `Docs` and `docs` are one folder on some disks.
        if any(each == folder or _same(each, folder) for each in above):
            return _sentence(root, wanted, full, folder, why)
    for each in above:
        if (each / NAME).is_file():
            return _sentence(root, wanted, full, each, "was made by firsthour for everybody")
    return None


def _sentence(root: Path, wanted: Path, full: Path, folder: Path, why: str) -> str:
    name = folder.relative_to(root) if folder.is_relative_to(root) else folder
    shown = wanted.relative_to(root) if wanted.is_relative_to(root) else wanted
    place = f"`{shown.as_posix()}`"
    if full != folder or name != shown:
        place += f" lies in `{name.as_posix()}`, which"
    help_ = f"name one such as {PRIVATE}, from which nothing is published"
    return f"{place} {why}; private numbers need another folder: {help_}"


def _open(root: Path) -> Iterator[tuple[Path, str]]:
    """Every folder that is published, or read by whoever reads the repository, and why."""
    docs, site = _configured(root)
    for folder in dict.fromkeys((root / "docs", docs)):
        yield folder.resolve(), _DOCS
    yield (root / CONTENT).resolve(), "holds the content that everybody reads and changes"
    for folder in dict.fromkeys((root / OUT, site)):
        yield folder.resolve(), _SITE
    yield (root / FOLDER).resolve(), "is where the site takes its PDFs from"
    yield (root / COPIES).resolve(), "holds the copies of the site"
    for folder in _linked(docs, set()):
        yield folder, "is linked from the hand-written pages, and every file there goes on the site"


def _configured(root: Path) -> tuple[Path, Path]:
    """The folders of the pages and of the site that mkdocs.yml names."""
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import ConfigurationError
    from yaml import YAMLError

    config = MkDocsConfig(config_file_path=str(root / CONFIG))
    try:
        with (root / CONFIG).open("rb") as file:
            config.load_file(file)
    except (OSError, ValueError, YAMLError, ConfigurationError):
        pass  # nothing can be built from it, and what MkDocs would take without it counts
    names = [(config.get("docs_dir"), "docs"), (config.get("site_dir"), "site")]
    docs, site = (root / (name if isinstance(name, str) else usual) for name, usual in names)
    return docs, site


def _linked(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Where links in a folder lead to: MkDocs follows them."""
    for parent, names, _ in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.is_symlink() and (target := path.resolve()) not in seen:
                seen.add(target)
                yield target
                yield from _linked(target, seen)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
