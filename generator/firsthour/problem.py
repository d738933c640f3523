"""Problems as values: what is wrong, where, and what to do. Imports nothing of ours."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.Enum):
    """How much a problem matters to the person who opens the page at night."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the worst, so that sorting by rank shows the worst first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span in a file: lines and columns count characters from 1, the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """`path:line:column`, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that explains a problem, such as the first use of a duplicate id."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of a file and the text that belongs there."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the sentence says what is wrong, `help` what to do, `rule` names the check.

    `fix` is what a program may write in its place without asking anyone. `clock` is true for what
    comes and goes as time passes, though nobody touches a file.
    What stands at a `concealed` place is for nobody to read.
    """

    location: Location
    severity: Severity
    rule: str
    message: str
    help: str = ""
    notes: tuple[Note, ...] = ()
    fix: tuple[Edit, ...] = ()
    clock: bool = False
    concealed: bool = False

    @property
    def sort_key(self) -> tuple[Location, int, str, str]:
        """Order by place, then the worst first."""
        return (self.location, self.severity.rank, self.rule, self.message)
