"""`firsthour init`: a repository of their own that lints and builds at once."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from firsthour.model import build_catalog
from firsthour.source import CONTENT, read_all
from firsthour.starter import schemas
from firsthour.starter.requirement import requirement
from firsthour.starter.skeleton import begun

_SOURCES = re.compile(rb"^  sources:\n(?:    - .+\n)+", re.MULTILINE)
_INVITATION = b"  # Where your alert rules are; firsthour lint then says where each alert leads:\n"


class NotEmpty(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """The folder has something in it, and it stays as it is."""


def start(folder: Path, *, empty: bool = False) -> list[str]:
    """Write a repository into `folder`: all of it, or nothing.

    A folder that holds nothing but `.git` counts as empty.

    Args:
        folder: where it goes.
        empty: only the files that every team needs, to be filled in, instead of the sample team's.

    Returns:
        The paths written, relative to the folder, sorted.

    Raises:
        NotEmpty: the folder is there and holds something; nothing was written.
        OSError: the disk said no; what was written is gone again.
    """
    if os.path.lexists(folder) and not _is_free(folder):
        raise NotEmpty(folder)
    with _staging(folder) as staged:
        for path, content in _tree(empty):
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        documents, _ = read_all(staged)
        schemas.write(staged / "schema", build_catalog(documents))
        written = sorted(
            path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()
        )
        _put(staged, folder)
    return written


def sample_dir() -> Traversable:
    """The sample team's content: in the package, or in the checkout that it is made from."""
    packaged = files("firsthour") / "sample"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / CONTENT


def _is_free(folder: Path) -> bool:
    return folder.is_dir() and all(found.name == ".git" for found in folder.iterdir())


def _tree(empty: bool) -> Iterator[tuple[str, bytes]]:
    here = files("firsthour.starter")
    own = here / ("without-sample" if empty else "with-sample")
    steps = (own / "steps.md").read_bytes()
    for path, found in _walk(here / "files"):
        yield path, found.read_bytes().replace(b"__STEPS__", steps)
    yield "requirements.txt", requirement().encode()
    content = own / CONTENT if empty else sample_dir()
    for path, found in _walk(content):
        if path.endswith(".yaml"):
            held = found.read_bytes()
            yield f"{CONTENT}/{path}", _without_sources(held) if path == "settings.yaml" else held
    for path, text in begun() if empty else ():
        yield path, text.encode()


def _without_sources(settings: bytes) -> bytes:
    """The settings with the alert rules in a comment: the sample team's do not come along."""
    return _SOURCES.sub(
        lambda found: _INVITATION + re.sub(rb"(?m)^  ", b"  # ", found[0]), settings, count=1
    )


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every file below a folder, but for what editors and file managers hide there."""
    for found in folder.iterdir():
        if found.name.startswith("."):
            continue
        # A name with a leading dot does not survive every packaging tool.
        path = prefix + (f".{found.name[4:]}" if found.name.startswith("dot-") else found.name)
        if found.is_dir():
            yield from _walk(found, f"{path}/")
        else:
            yield path, found


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk. It is gone afterwards, and so is what it needed."""
    # Within a folder that is there: the one above it may be another disk, or not ours to write.
    where = folder if folder.is_dir() else folder.parent
    missing = [path for path in (where, *where.parents) if not path.exists()]
    where.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".firsthour-", dir=where))
    try:
        # One level deeper: `mkdtemp` makes what only its owner may read.
        staged = temporary / "new"
        staged.mkdir()
        yield staged
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        for path in missing:
            with contextlib.suppress(OSError):  # it has our repository in it
                path.rmdir()


def _put(staged: Path, folder: Path) -> None:
    """Move everything to its place, or nothing."""
    if not folder.is_dir():
        staged.rename(folder)
        return
    moved: list[Path] = []
    try:
        # The folder itself stays: it may be the one that a shell stands in.
        for found in sorted(staged.iterdir()):
            moved.append(found.rename(folder / found.name))
    except BaseException:
        for path in moved:
            path.rename(staged / path.name)
        raise
