"""Problems as commands to a GitHub workflow, which shows them beside the change.

GitHub shows ten annotations of each kind for a step and drops the rest without a word. So the worst
come first, no more than ten of a kind are sent, and the whole table goes to the summary of the job.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firsthour.problem import Location, Problem, Severity
from firsthour.report.counting import in_words, summary
from firsthour.report.markdown import document
from firsthour.report.outcome import Outcome, Screen
from firsthour.report.screen import safe

MOST = 10
SUMMARY_LIMIT = 1024 * 1024
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """The worst ten of each severity, and where the others are."""
    left = 0
    for severity, command in _COMMANDS.items():
        found = [each for each in outcome.problems if each.severity is severity]
        left += max(0, len(found) - MOST)
        for problem in sorted(found, key=lambda each: each.sort_key)[:MOST]:
            yield _command(command, problem, screen)
    yield summary(outcome)
    written = screen.summary is not None and _append(screen.summary, outcome, screen)
    if left:
        where = "in the summary of this job" if written else "what firsthour lint shows"
        yield f"{in_words(left, 'finding')} more than GitHub annotates; all of them are {where}"


def _command(command: str, problem: Problem, screen: Screen) -> str:
    message = [problem.message, *([problem.help] if problem.help else [])]
    for note in problem.notes:
        place = f"{screen.repository(note.location.path)}:{note.location.line}"
        message.append(f"{place}: {note.message}")
    shown = "\n".join(safe(line, screen.encoding) for line in message)
    properties = {"file": screen.repository(problem.location.path), **_span(problem.location)}
    properties["title"] = problem.rule
    words = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {words}::{_data(shown)}"


def _span(location: Location) -> dict[str, str]:
    """Lines, and columns where they are in one line: GitHub takes no others."""
    if location == Location(location.path):
        return {"line": "1"}
    span = {"line": str(location.line), "endLine": str(location.end_line)}
    if location.line == location.end_line:
        span |= {"col": str(location.column), "endColumn": str(location.end_column)}
    return span


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _append(path: Path, outcome: Outcome, screen: Screen) -> bool:
    """Add the table to the summary, within what GitHub takes; false when it cannot be written."""
    try:
        with path.open("ab") as stream:
            room = SUMMARY_LIMIT - stream.tell()
            lines = [*document(outcome, screen, room - 2)]
            text = "\n".join([*lines, "", ""]).encode("utf-8", "backslashreplace")
            if len(text) > room:
                return False
            stream.write(text)
    except OSError:
        return False
    return True
