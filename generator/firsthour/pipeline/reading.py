"""Files -> documents with all that is wrong with their text and their shape."""

from __future__ import annotations

from dataclasses import dataclass

from firsthour.problem import Problem, Severity
from firsthour.source import Document, File


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
    problems = all_problems(document)
    # Few files are asked for a place, and the tables of all take a fifth of the memory.
    document.release()
    return Read(document, problems)
