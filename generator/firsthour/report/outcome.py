"""What a report is made from: the problems of a run, and the screen they are shown on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from firsthour.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """Problems in the order in which they are shown, and the texts they point into, by path.

    `site_url` is where the team's site is served, if that is known. `names` are the fingerprints of
    the problems as a whole run has them; without it they are made of what is here.
    """

    problems: Sequence[Problem]
    texts: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    site_url: str = ""
    names: Sequence[str] = ()

    def named(self) -> Iterator[tuple[str, Problem]]:
        """The problems, each with its fingerprint."""
        # The command line knows the formats before anything is found.
        from firsthour.fingerprint import fingerprints

        names = self.names or fingerprints(self.problems, self.texts)
        return zip(names, self.problems, strict=True)

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def rules(self, severity: Severity) -> Counter[str]:
        """The rules behind the problems of a severity, and how often each was broken."""
        return Counter(each.rule for each in self.problems if each.severity is severity)


@dataclass(frozen=True, slots=True)
class Screen:
    """What can be shown, and how paths are written.

    Attributes:
        path: a path from the root as the reader's terminal finds it.
        repository: a path from the root as seen from the top of the git repository.
        summary: the file that a job on GitHub adds its summary to.
    """

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"
    verbose: bool = False
    path: Callable[[str], str] = str
    repository: Callable[[str], str] = str
    summary: Path | None = None
