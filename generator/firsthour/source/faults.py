"""What the loader found, by character offset; made into Problems once, at the end."""

from __future__ import annotations

import bisect
import json
import re
from array import array
from dataclasses import dataclass

from firsthour.problem import Edit, Location, Note, Problem, Severity

MAX_PROBLEMS = 100
_BREAK = re.compile("\n")
_UNSAFE = re.compile(r'["\\\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault between two offsets of the text; `first` is an earlier place it disagrees with.

    `replacement` is what a program may write there without asking anyone.
    """

    rule: str
    start: int
    end: int
    message: str
    help: str
    severity: Severity = Severity.ERROR
    first: tuple[int, int] | None = None
    first_message: str = ""
    replacement: str | None = None


class Lines:
    """Where each line of a text starts. Only LF and CRLF end a line, as in every editor."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        """Measure a text once; every place in it is then a binary search."""
        self._starts = array("I", [0, *(match.end() for match in _BREAK.finditer(text))])

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def location(self, path: str, start: int, end: int) -> Location:
        """The place of a span in the file at `path`."""
        return Location(path, *self.place(start), *self.place(end))


class Faults:
    """A bounded collection: at most MAX_PROBLEMS become Problems, errors before warnings."""

    __slots__ = ("_dropped", "_errors", "_warnings")

    def __init__(self) -> None:
        """Begin with no fault."""
        self._errors: list[Fault] = []
        self._warnings: list[Fault] = []
        self._dropped = False

    @property
    def full(self) -> bool:
        """True when one more error would not be shown, so its details need not be worked out."""
        return len(self._errors) >= MAX_PROBLEMS

    @property
    def last_error(self) -> Fault | None:
        """The error added last, if any."""
        return self._errors[-1] if self._errors else None

    def add(self, fault: Fault) -> None:
        """Keep a fault, or note that it was dropped."""
        kept = self._errors if fault.severity is Severity.ERROR else self._warnings
        if len(kept) < MAX_PROBLEMS:
            kept.append(fault)
        else:
            self._dropped = True

    def problems(self, path: str, text: str) -> tuple[Problem, ...]:
        """All kept faults as Problems, in the order of the text."""
        found = self._errors + self._warnings
        if not found:
            return ()
        if self._dropped or len(found) > MAX_PROBLEMS:
            last = found[MAX_PROBLEMS - 1]
            message = f"more than {MAX_PROBLEMS} problems; the rest are not shown"
            help_ = "fix these first, then run it again"
            span = last.start, last.end
            rest = Fault("yaml-too-many-problems", *span, message, help_, last.severity)
            found = [*found[: MAX_PROBLEMS - 1], rest]
        lines = Lines(text)
        found.sort(key=lambda fault: (fault.start, fault.end, fault.rule))
        return tuple(_problem(fault, path, lines) for fault in found)


def _problem(fault: Fault, path: str, lines: Lines) -> Problem:
    location = lines.location(path, fault.start, fault.end)
    notes: tuple[Note, ...] = ()
    if fault.first is not None:
        notes = (Note(lines.location(path, *fault.first), fault.first_message),)
    fix = () if fault.replacement is None else (Edit(location, fault.replacement),)
    return Problem(location, fault.severity, fault.rule, fault.message, fault.help, notes, fix)


def show(text: str, limit: int = 40) -> str:
    """A value in backticks for a message: one line, short, odd characters made visible."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    plain = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
    return f'"{plain}"' if "`" in plain else f"`{plain}`"


def quote(text: str) -> str:
    """A value as YAML that every tool reads as text; cut when it is long."""
    cut = text if len(text) <= 60 else text[:59] + "…"
    if _UNSAFE.search(cut) is None:
        return f'"{cut}"'
    if cut.isprintable():
        return "'" + cut.replace("'", "''") + "'"
    return json.dumps(cut)
