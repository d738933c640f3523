"""Problems as Markdown, for a comment on a pull request or the summary of a job.

What comes from files is shown as it is written: nothing in it becomes a link, a mention, an image
or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.documented import entries
from firsthour.problem import Location, Problem, Severity
from firsthour.report.counting import in_words, summary
from firsthour.report.outcome import Outcome, Screen
from firsthour.report.screen import safe

_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Hints"}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_TICKS = re.compile("`+")
# The comment parts what would otherwise be a mention of a person or of an issue.
_PARTED = {"@": "@<!-- -->", "#": "#<!-- -->"}
_NOTICE = 300


def render(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """A table for each severity, the worst first, then what the rules ask for."""
    yield from document(outcome, screen)


def document(outcome: Outcome, screen: Screen, limit: int | None = None) -> Iterator[str]:
    """The same within `limit` bytes: what has no room is counted instead."""
    room = float("inf") if limit is None else limit - _NOTICE
    head = f"## Runbooks: {summary(outcome)}"
    yield head
    room -= len(head.encode()) + 1
    left = 0
    for part in _parts(outcome, screen):
        size = sum(len(line.encode()) + 1 for line in part)
        if left or size > room:
            left += sum(line.startswith("| ") and not line.startswith("| Where") for line in part)
            continue
        room -= size
        yield from part
    if left:
        yield ""
        yield f"{in_words(left, 'finding')} did not fit here: `firsthour lint` shows them."


def text(words: str, encoding: str = "utf-8") -> str:
    """A sentence: what it has between backticks as code, all else as it stands."""
    shown = safe(words, encoding)
    pieces = shown.split("`")
    if len(pieces) % 2 == 0:
        return _plain(shown)
    return "".join(
        _code(piece) if index % 2 else _plain(piece) for index, piece in enumerate(pieces)
    )


def _plain(words: str) -> str:
    escaped = _PUNCTUATION.sub(r"\\\1", words)
    return re.sub(r"\\([@#])", lambda found: _PARTED[found.group(1)], escaped)


def _code(words: str) -> str:
    """A code span in a table cell, where a bar is escaped even in code."""
    if not words.strip():
        return _plain(f"`{words}`")
    ticks = "`" * (max((len(run) for run in _TICKS.findall(words)), default=0) + 1)
    space = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{ticks}{space}{words}{space}{ticks}".replace("|", "\\|")


def _parts(outcome: Outcome, screen: Screen) -> Iterator[list[str]]:
    """Lines that belong together; those of a table come one by one behind its head."""
    for severity, title in _TITLES.items():
        found = [each for each in outcome.problems if each.severity is severity]
        if found:
            yield ["", f"### {title}", "", "| Where | What | Rule |", "| --- | --- | --- |"]
            yield from ([_row(problem, screen)] for problem in found)
    used = {problem.rule for problem in outcome.problems}
    asked = [entry for entry in entries() if entry.id in used]
    if asked:
        yield ["", "### What the rules ask for", ""]
        for entry in asked:
            words = f"{text(entry.summary)} To fix: {text(entry.fix)}"
            yield [f"- **{_plain(entry.id)}**: {words}"]


def _row(problem: Problem, screen: Screen) -> str:
    what = [text(problem.message, screen.encoding)]
    what += [text(problem.help, screen.encoding)] if problem.help else []
    for note in problem.notes:
        where = _where(note.location, screen)
        what.append(f"{where}: {text(note.message, screen.encoding)}")
    return f"| {_where(problem.location, screen)} | {'<br>'.join(what)} | {_code(problem.rule)} |"


def _where(location: Location, screen: Screen) -> str:
    """The path, and the line unless the whole file is meant."""
    line = f":{location.line}" if location != Location(location.path) else ""
    return _code(safe(screen.repository(location.path), screen.encoding).replace("`", "'") + line)
