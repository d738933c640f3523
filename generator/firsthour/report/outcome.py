"""What a report is made from: the problems of a run, and the screen they are shown on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthour.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """Problems in the order in which they are shown, and the texts they point into, by path."""

    problems: Sequence[Problem]
    texts: Mapping[str, str] = field(default_factory=dict)
    files: int = 0

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def rules(self, severity: Severity) -> Counter[str]:
        """The rules behind the problems of a severity, and how often each was broken."""
        return Counter(each.rule for each in self.problems if each.severity is severity)


@dataclass(frozen=True, slots=True)
class Screen:
    """What can be shown, and how a path is written so that the reader's editor finds it."""

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"
    verbose: bool = False
    path: Callable[[str], str] = str
