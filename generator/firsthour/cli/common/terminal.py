"""What the terminal can show."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from firsthour.report import Screen

_WIDEST = 100


def screen(root: Path, verbose: bool) -> Screen:
    """Colour only on a terminal that wants it; paths as seen from here, or from the repository."""
    is_terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    prefix = _prefix(root)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return Screen(
        width=min(shutil.get_terminal_size().columns, _WIDEST) if is_terminal else 80,
        color=is_terminal and not plain,
        encoding=sys.stdout.encoding or "utf-8",
        verbose=verbose,
        path=lambda path: os.path.relpath(root / path),
        repository=lambda path: f"{prefix}{path}",
        summary=Path(summary) if summary else None,
    )


def _prefix(root: Path) -> str:
    """What stands before a path from the root to make it one from the top of the repository."""
    root = root.resolve()
    for top in (root, *root.parents):
        if (top / ".git").exists():
            inside = root.relative_to(top).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


class Bar:
    """One line that says how far a long run is. Where nobody looks, there is none."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self._shows = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False

    def __call__(self, done: int, total: int, title: str) -> None:
        """Show it."""
        if not self._shows:
            return
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        length = 24
        full = length * done // max(total, 1)
        line = f"[{'#' * full}{'.' * (length - full)}] {done}/{total} {title}"
        sys.stderr.write(f"\r\x1b[K{line[: width - 1]}")
        sys.stderr.flush()
        self._shown = True

    def end(self) -> None:
        """Leave the line free for what comes."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
