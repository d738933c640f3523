"""`firsthour init`: a repository of their own that lints and builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from firsthour import __version__


class NotEmpty(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """The folder has something in it, and it stays as it is."""


def start(folder: Path) -> list[str]:
    """Write the sample team's repository into `folder`.

    Returns:
        The paths written, relative to the folder, sorted.

    Raises:
        NotEmpty: the folder is there and holds something; nothing was written.
        OSError: the disk said no.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(folder)
    written = []
    for path, content in sorted(_tree()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(path)
    return written


def sample_dir() -> Traversable:
    """The sample team's content: in the package, or in the checkout that it is made from."""
    packaged = files("firsthour") / "sample"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "runbooks"


def _tree() -> Iterator[tuple[str, bytes]]:
    for path, found in _walk(sample_dir()):
        yield f"runbooks/{path}", found.read_bytes()
    for path, found in _walk(files("firsthour.starter") / "files"):
        # A name with a leading dot does not survive every packaging tool.
        name = path.replace("dot-", ".")
        yield name, found.read_bytes().replace(b"__VERSION__", __version__.encode())


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        if found.name in ("__pycache__", "__init__.py"):
            continue
        if found.is_dir():
            yield from _walk(found, f"{prefix}{found.name}/")
        else:
            yield prefix + found.name, found
