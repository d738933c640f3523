"""Files -> documents with all that is wrong with their text and their shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firsthour.problem import Problem, Severity
from firsthour.source import Document, File

_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and what is wrong with it by itself."""

    document: Document
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """True when the model can be made of it."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def name(self) -> str:
        """What a rule calls it: `roles`, `failure-modes/x`."""
        document = self.document
        is_single = document.path.count("/") == 1
        return document.id if is_single else f"{document.kind}/{document.id}"


def read(file: File) -> Read:
    """Parse a file, and check its shape."""
    from firsthour.validate import all_problems

    document = file.document()
    return Read(document, all_problems(document))


def read_each(files: Iterable[File], reader: Callable[[File], Read] = read) -> list[Read]:
    """Read files, and keep the tables of places of the first: of many, they take too much memory.

    A table that is asked for later is made again from the text, which takes as long as reading it.
    """
    reads: list[Read] = []
    for file in files:
        found = reader(file)
        if len(reads) >= _KEPT:
            found.document.release()
        reads.append(found)
    return reads
