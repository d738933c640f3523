"""What an earlier run found out, in files that may be missing, old or damaged at any time.

Each file begins with a hash of what follows and of everything that made it: a file that differs in
one bit, or was written by other code, is not there. Files are replaced whole, so that two runs at
once read either one's.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import firsthour
from firsthour.problem import Edit, Location, Note, Problem, Severity

FOLDER = "build/.cache/lint"
_MAX_BYTES = 64 << 20
_LEFT_OVER = 3600
_HERE = Path(__file__).parent


class Cache:
    """A folder of JSON values by name. Without a folder, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        """Nothing is read or written yet."""
        self._folder = folder
        self._salt = b"" if folder is None else _salt()

    def __bool__(self) -> bool:
        """True when it can keep something."""
        return self._folder is not None

    def get(self, name: str) -> Any:
        """What was kept under a name; None when there is nothing, or nothing that holds."""
        if self._folder is None:
            return None
        try:
            with (self._folder / f"{name}.json").open("rb") as file:
                head, _, body = file.read(_MAX_BYTES).partition(b"\n")
            if head != self._head(name, body):
                return None
            return json.loads(body)
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value, if the folder can be written and the value is not too large."""
        if self._folder is None:
            return
        import tempfile

        body = json.dumps(value, separators=(",", ":")).encode()
        if len(body) > _MAX_BYTES // 2:
            return
        try:
            self._prepare(self._folder)
            handle, temporary = tempfile.mkstemp(prefix="new-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._head(name, body) + b"\n" + body)
                Path(temporary).replace(self._folder / f"{name}.json")
            except OSError:
                Path(temporary).unlink(missing_ok=True)
        except OSError:
            self._folder = None

    def drop(self, name: str) -> None:
        """Keep nothing under this name."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / f"{name}.json").unlink(missing_ok=True)

    def _head(self, name: str, body: bytes) -> bytes:
        return hashlib.sha256(b"%s%s\0%s" % (self._salt, name.encode(), body)).hexdigest().encode()

    def _prepare(self, folder: Path) -> None:
        """Make the folder, hide it from git, and clear what runs that were ended left in it."""
        if not folder.is_dir():
            folder.mkdir(parents=True)
            ignore = folder.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        for path in folder.glob("new-*"):
            if time.time() - path.stat().st_mtime > _LEFT_OVER:
                path.unlink(missing_ok=True)


def _salt() -> bytes:
    """Everything besides content that decides what is found: our code, schemas, libraries."""
    digest = hashlib.sha256(f"{firsthour.__version__}{sys.version}".encode())
    for folder in (_HERE, _HERE.parents[1] / "schema"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".json", ".toml", ".txt", ".yaml"):
                digest.update(f"{path.name}\0".encode() + path.read_bytes())
    for entry in sys.path:
        try:
            names = os.listdir(entry)  # noqa: PTH208
        except OSError:
            continue
        digest.update("\0".join(sorted(n for n in names if n.endswith("-info"))).encode())
    return digest.digest()


def packed(problem: Problem) -> list[Any]:
    """A problem as plain data."""
    return [
        _place(problem.location),
        problem.severity.value,
        problem.rule,
        problem.message,
        problem.help,
        [[_place(note.location), note.message] for note in problem.notes],
        [[_place(edit.location), edit.text] for edit in problem.fix],
        problem.clock,
        problem.concealed,
    ]


def unpacked(data: Any) -> Problem:
    """The problem that `packed` was given."""
    place, severity, rule, message, help_, notes, fix, clock, concealed = data
    return Problem(
        Location(*place),
        Severity(severity),
        rule,
        message,
        help_,
        tuple(Note(Location(*where), text) for where, text in notes),
        tuple(Edit(Location(*where), text) for where, text in fix),
        clock,
        concealed,
    )


def _place(location: Location) -> list[Any]:
    return [
        location.path,
        location.line,
        location.column,
        location.end_line,
        location.end_column,
    ]
