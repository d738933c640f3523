"""Findings that were there when a team began: set aside by name, and only ever fewer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthour.lint.verdict import Named, Verdict
from firsthour.problem import Location, Problem, Severity

NAME = ".firsthour-baseline.json"
_VERSION = 1
_MAX_BYTES = 64 << 20
_FIELDS = ("fingerprint", "rule", "path", "message")
_AGAIN = "restore it from git, or delete it and write it anew: firsthour lint --write-baseline"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding that is set aside, in the words it had; `line` is its line in the file."""

    fingerprint: str
    rule: str
    path: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rest:
    """The problems that stay, and how many the baseline sets aside."""

    problems: tuple[Problem, ...]
    known: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a new baseline holds, what it lost, and the problems that it did not take."""

    entries: tuple[Entry, ...]
    gone: int
    refused: tuple[Problem, ...]
    unfit: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The baseline of a repository; without entries when there is no file, or none that holds."""

    entries: tuple[Entry, ...] = ()
    text: str = ""
    problem: Problem | None = None
    exists: bool = False

    @classmethod
    def of(cls, root: Path) -> Baseline:
        """Read it. What is wrong with it is a problem."""
        try:
            with (root / NAME).open("rb") as file:
                data = file.read(_MAX_BYTES)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            return cls(problem=_unreadable(f"the baseline cannot be read: {reason}"), exists=True)
        try:
            text = data.decode()
            return cls(tuple(_entries(text)), text, exists=True)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            problem = _unreadable(f"the baseline does not hold: {_reason(error)}", line)
            return cls(text=data.decode(errors="replace"), problem=problem, exists=True)

    @property
    def texts(self) -> dict[str, str]:
        """The file, by its path, for who shows a place in it."""
        return {NAME: self.text} if self.text else {}

    def without(self, named: Iterable[Named], verdict: Verdict) -> Rest:
        """The findings of a verdict that are not in the baseline."""
        if self.problem is not None:
            return Rest((*(problem for _, problem in named), self.problem))
        known = {entry.fingerprint for entry in self.entries}
        stay: list[Problem] = []
        met: set[str] = set()
        for name, problem in named:
            if name in known and problem.rule in verdict.rules:
                met.add(name)
            else:
                stay.append(problem)
        return Rest(tuple(stay), len(met))

    def outdated(self, named: Iterable[Named], verdict: Verdict) -> Iterator[Problem]:
        """That entries no longer occur, when all findings of the verdict are named."""
        met = {name for name, _ in named}
        left = [
            entry
            for entry in self.entries
            if entry.fingerprint not in met
            and (entry.rule in verdict.run or entry.rule not in verdict.rules)
        ]
        if left and verdict.complete:
            yield _outdated(left)

    def written(self, named: Iterable[Named], verdict: Verdict) -> Written:
        """What a new baseline would be: everything at first, and then never more than before."""
        known = {entry.fingerprint for entry in self.entries}
        entries: list[Entry] = []
        refused: list[Problem] = []
        unfit: list[Problem] = []
        for name, problem in named:
            if problem.rule not in verdict.rules:
                unfit.append(problem)
            elif self.exists and name not in known:
                refused.append(problem)
            else:
                place = problem.location.path
                entries.append(Entry(name, problem.rule, place, problem.message))
        entries.sort(key=lambda it: (it.path, it.rule, it.message, it.fingerprint))
        gone = len(known - {entry.fingerprint for entry in entries})
        return Written(tuple(entries), gone, tuple(refused), tuple(unfit))


def write(root: Path, entries: Iterable[Entry]) -> None:
    """Write the file, one finding a line, whole or not at all."""
    import tempfile

    rows = [json.dumps({name: getattr(it, name) for name in _FIELDS}) for it in entries]
    body = ",\n    ".join(rows)
    body = f"[\n    {body}\n  ]" if rows else "[]"
    text = f'{{\n  "version": {_VERSION},\n  "findings": {body}\n}}\n'
    handle, name = tempfile.mkstemp(prefix=NAME, dir=root)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(root / NAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _entries(text: str) -> Iterable[Entry]:
    found: Any = json.loads(text)
    if not isinstance(found, dict) or not isinstance(found.get("findings"), list):
        raise ValueError("there is no list `findings` in it")
    if found.get("version") != _VERSION:
        raise ValueError(f"its version is not {_VERSION}; it was written by another firsthour")
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        _, _, rest = line.partition('"fingerprint": "')
        if rest:
            lines.setdefault(rest.partition('"')[0], number)
    for each in found["findings"]:
        values: list[Any] = [each.get(name) for name in _FIELDS] if isinstance(each, dict) else []
        if not values or not all(isinstance(value, str) for value in values):
            raise ValueError("a finding in it lacks fingerprint, rule, path or message")
        fingerprint, rule, path, message = values
        yield Entry(fingerprint, rule, path, message, lines.get(fingerprint, 1))


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "it is not JSON"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _unreadable(message: str, line: int = 1) -> Problem:
    place = Location(NAME, line, 1, line, 1)
    return Problem(place, Severity.ERROR, "baseline-unreadable", message, _AGAIN)


def _outdated(left: list[Entry]) -> Problem:
    first = left[0]
    count = "a finding" if len(left) == 1 else f"{len(left)} findings"
    where = f"`{first.rule}` in {first.path}"
    which = where if len(left) == 1 else f"the first is {where}"
    message = f"the baseline holds {count} that no longer occur{'s' * (len(left) == 1)}: {which}"
    help_ = "keep what was mended: firsthour lint --write-baseline"
    place = Location(NAME, first.line, 1, first.line, 1)
    return Problem(place, Severity.WARNING, "baseline-outdated", message, help_)
