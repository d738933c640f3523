"""What is wrong, all of it, as a value that can be kept."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthour.fingerprint import fingerprints
from firsthour.problem import Problem, Severity

Named = tuple[str, Problem]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The problems that stay, in the order of the files, and what fails a run here.

    `waived` counts what waivers set aside. `site_url` is where the team's site is served, if the
    settings say so. `run` names the rules that looked, of all `rules`; `complete` says that every
    file held, so that what they do not find is not there.
    """

    problems: tuple[Problem, ...]
    waived: int = 0
    fail_on: Severity = Severity.ERROR
    site_url: str = ""
    complete: bool = True
    run: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()

    def named(self, texts: Mapping[str, str]) -> list[Named]:
        """The problems, each with its fingerprint."""
        return list(zip(fingerprints(self.problems, texts), self.problems, strict=True))

    def joined(self, *more: Iterable[Problem]) -> Verdict:
        """The same with more problems."""
        problems = sorted([*self.problems, *itertools.chain(*more)], key=lambda it: it.sort_key)
        return dataclasses.replace(self, problems=tuple(problems))
