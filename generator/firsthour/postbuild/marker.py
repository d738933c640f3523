"""The file that says: this folder is ours, and the next build may replace it."""

from __future__ import annotations

from pathlib import Path

NAME = ".firsthour"
_TEXT = "firsthour made this folder and replaces it with every build: keep nothing of yours here.\n"


def mark(folder: Path) -> None:
    """Say that the folder is ours."""
    (folder / NAME).write_text(_TEXT, encoding="utf-8")


def is_free(folder: Path) -> bool:
    """Whether the folder may be written: it is not there, is empty, or is ours."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / NAME).is_file() or not any(folder.iterdir()))
