"""The folder of the PDFs, and what is known about those that lie there."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from firsthour.paper.fitting import Fit

FOLDER = "build/print"
PRIVATE = "build/print-private"
_NOTES = ".firsthour-sheets.json"


@dataclass(frozen=True, slots=True)
class Lying:
    """A sheet that was made: of what, how it fits, and paper -> file and the hash of its bytes."""

    key: str
    fit: Fit
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Shelf:
    """PDFs by name. What was changed by somebody else, or is gone, is not there."""

    def __init__(self, folder: Path) -> None:
        """Read what is known."""
        self.folder = folder
        self._lying = _read(folder / _NOTES)

    def __bool__(self) -> bool:
        """True when something lies there."""
        return bool(self._lying)

    def get(self, name: str, key: str) -> Lying | None:
        """The sheet of that name, if it was made of the same."""
        found = self._lying.get(name)
        if found is None or found.key != key:
            return None
        whole = all(self._hash(file) == digest for file, digest in found.files.values())
        return found if whole else None

    def put(self, name: str, key: str, fit: Fit, pdfs: Mapping[str, bytes]) -> None:
        """Write the PDFs of a sheet; with one paper only, the name says nothing of it."""
        self._remove(name)
        files: dict[str, tuple[str, str]] = {}
        for paper, data in pdfs.items():
            file = f"{name}-{paper}.pdf" if paper else f"{name}.pdf"
            # What lies there now is not as we left it: somebody has written on it.
            _keep(self.folder / file, data)
            _write(self.folder / file, data)
            files[paper] = (file, hashlib.sha256(data).hexdigest())
        self._lying[name] = Lying(key, fit, files)

    def keep(self, names: Iterable[str]) -> tuple[str, ...]:
        """Take away what we made and nobody wants any more; returns the files that are there."""
        wanted = set(names)
        for name in self._lying.keys() - wanted:
            self._remove(name)
        self.note()
        return tuple(file for it in self._lying.values() for file, _ in it.files.values())

    def files(self) -> tuple[str, ...]:
        """Every file of ours that is there, of now or of before."""
        noted = (file for it in self._lying.values() for file, _ in it.files.values())
        return tuple(file for file in noted if (self.folder / file).is_file())

    def note(self) -> None:
        """Write down what lies there."""
        notes = {name: asdict(self._lying[name]) for name in sorted(self._lying)}
        _write(self.folder / _NOTES, json.dumps(notes, indent=1).encode() + b"\n")

    def _remove(self, name: str) -> None:
        found = self._lying.pop(name, None)
        for file, digest in found.files.values() if found else ():
            if self._hash(file) == digest:
                (self.folder / file).unlink()

    def data(self, file: str) -> bytes:
        """The bytes of a file."""
        return (self.folder / file).read_bytes()

    def _hash(self, file: str) -> str:
        try:
            return hashlib.sha256((self.folder / file).read_bytes()).hexdigest()
        except OSError:
            return ""


def _read(path: Path) -> dict[str, Lying]:
    found: dict[str, Lying] = {}
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        notes: Mapping[str, Mapping[str, Any]] = json.loads(path.read_bytes())
        for name, each in notes.items():
            sections = tuple((str(a), int(b)) for a, b in each["fit"]["sections"])
            # A name of ours is no path: nothing outside the folder is ever read or removed.
            files = {
                paper: (Path(str(file)).name, str(digest))
                for paper, (file, digest) in each["files"].items()
            }
            fit = Fit(**{**each["fit"], "sections": sections})
            found[name] = Lying(str(each["key"]), fit, files)
    return found


def _keep(path: Path, data: bytes) -> None:
    """Give a file of somebody else another name, unless it is the same to the byte."""
    if not path.is_file() or path.read_bytes() == data:
        return
    numbers = itertools.count(1)
    free = (path.with_name(f"{path.stem}.kept-{number}.pdf") for number in numbers)
    path.rename(next(each for each in free if not each.exists()))


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: somebody may be printing the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
