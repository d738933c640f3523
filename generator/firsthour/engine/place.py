"""The folder of the site changes at once, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firsthour.engine.outcome import failure
from firsthour.postbuild.marker import NAME, is_free
from firsthour.problem import Problem


def refusal(out: Path) -> Problem | None:
    """Why nothing may be written to `out`; None when it may."""
    if is_free(out):
        return None
    if not out.is_dir():
        return failure(f"`{out}` is a file, not a folder", "name a folder", str(out))
    return failure(
        f"`{out}` holds files that firsthour did not make: there is no `{NAME}` in it",
        "empty it yourself, or name another folder",
        str(out),
    )


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder beside `out`, on the same disk. It is gone afterwards."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        # The site lies one level deeper: `mkdtemp` makes what only its owner may read.
        yield folder / "site"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, out: Path) -> None:
    """Put `new` in the place of `out`. The old one comes back if that fails."""
    old = new.with_name("old")
    if out.exists():
        out.replace(old)
    try:
        new.replace(out)
    except OSError:
        if old.exists():
            old.replace(out)
        raise
