"""Problems for people: place, sentence, the lines with a mark under the span, the way out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from firsthour.problem import Location, Problem, Severity
from firsthour.report.counting import in_words, summary
from firsthour.report.outcome import Outcome, Screen
from firsthour.report.screen import cells, columns, safe

_COLORS = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "frame": "34",
    "help": "32",
}
_LONGEST_BLOCK = 3
_NARROWEST = 40
_SHOWN_RULES = 3
# Copied from a terminal, a command that goes on in the next line is two commands.
_COMMAND = re.compile(r"(?<=: )firsthour [^;]+")
_GLUE = "\0"


def render(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """One block a problem, then how many there are and what to do next."""
    for problem in outcome.problems:
        if problem.severity is not Severity.INFO or screen.verbose:
            yield from _problem(problem, outcome, screen)
            yield ""
    yield from _summary(outcome, screen)


def _problem(problem: Problem, outcome: Outcome, screen: Screen) -> Iterator[str]:
    place = _paint(_place(problem.location, screen), "place", screen)
    severity = problem.severity.value
    yield f"{place}: {_paint(severity, severity, screen)} [{problem.rule}]"
    yield from _wrapped("  ", problem.message, screen)
    yield from _frame(problem.location, "^", severity, outcome, screen)
    for note in problem.notes:
        place = _paint(_place(note.location, screen), "place", screen)
        yield f"  {place}: {safe(note.message, screen.encoding)}"
        yield from _frame(note.location, "-", "frame", outcome, screen)
    if problem.help:
        label = _paint("help:", "help", screen)
        first, *rest = _wrapped("  help: ", problem.help, screen)
        yield first.replace("help:", label, 1)
        yield from rest


def _place(location: Location, screen: Screen) -> str:
    path = safe(screen.path(location.path), screen.encoding)
    return f"{path}:{location.line}:{location.column}"


def _wrapped(prefix: str, text: str, screen: Screen) -> list[str]:
    """A sentence in lines that begin below its first word."""
    lines = textwrap.wrap(
        _COMMAND.sub(lambda it: it[0].replace(" ", _GLUE), safe(text, screen.encoding)),
        max(screen.width, _NARROWEST),
        initial_indent=prefix,
        subsequent_indent=" " * len(prefix),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in lines]


def _frame(
    location: Location, mark: str, paint: str, outcome: Outcome, screen: Screen
) -> Iterator[str]:
    """The line with the span marked, and its neighbours; nothing for a file as a whole."""
    text = outcome.texts.get(location.path, "")
    start, end = (location.line, location.column), (location.end_line, location.end_column)
    if not text or start == end == (1, 1):
        return
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    last = _last(location)
    cut = last - location.line > _LONGEST_BLOCK
    shown_last = location.line + _LONGEST_BLOCK if cut else last + 1
    numbers = range(max(1, location.line - 1), min(len(lines), shown_last) + 1)
    gutter = len(str(numbers[-1])) if numbers else 1
    room = max(screen.width, _NARROWEST) - gutter - 5
    for number in numbers:
        line = lines[number - 1]
        if number == location.line:
            stop = location.end_column - 1 if location.end_line == number else len(line.rstrip())
            shown, before, under = _window(line, location.column - 1, stop, room, screen)
            yield f"  {_paint(f'{number:{gutter}} |', 'frame', screen)} {shown}".rstrip()
            bar = _paint(f"{'':{gutter}} |", "frame", screen)
            yield f"  {bar} {' ' * before}{_paint(mark * under, paint, screen)}"
        elif location.line < number <= last or line.strip():
            # What belongs to a span of several lines has the mark of its severity at the margin.
            inside = location.line < number <= last
            margin = _paint(">", paint, screen) if inside else _paint("|", "frame", screen)
            shown, _, _ = _window(line, 0, 0, room, screen)
            yield f"  {_paint(f'{number:{gutter}}', 'frame', screen)} {margin} {shown}".rstrip()
    if cut:
        more = in_words(last - numbers[-1], "more line")
        yield f"  {'':{gutter}} {_paint('>', paint, screen)} ({more})"


def _last(location: Location) -> int:
    """The last line of which the span has a character."""
    ends_before = location.end_column == 1 and location.end_line > location.line
    return location.end_line - ends_before


def _window(line: str, start: int, stop: int, room: int, screen: Screen) -> tuple[str, int, int]:
    """The part of a line that fits, with how many columns stand before the span and in it."""
    dots = "…" if safe("…", screen.encoding) == "…" else "..."
    first, left, right = 0, "", ""
    shown = cells(line[: room + 1], screen.encoding)
    if len(line) > room or columns(shown) > room:
        if start > room or columns(shown[: min(stop, start + room)]) > room - len(dots):
            first = max(0, start - room // 4)
            left = dots if first else ""
        shown = cells(line[first : first + room], screen.encoding)
        while columns(shown) > room - 2 * len(dots):
            shown.pop()
        right = dots if first + len(shown) < len(line) else ""
    before = len(left) + columns(shown[: start - first])
    under = columns(shown[start - first : stop - first])
    return f"{left}{''.join(shown)}{right}", before, max(under, 1)


def _summary(outcome: Outcome, screen: Screen) -> Iterator[str]:
    hidden = outcome.rules(Severity.INFO)
    if hidden and not screen.verbose:
        names = [f"{count} {rule}" for rule, count in hidden.most_common(_SHOWN_RULES)]
        others = len(hidden) - len(names)
        names += [f"{in_words(others, 'other rule')}"] if others else []
        hints = in_words(hidden.total(), "hint")
        yield from _wrapped(
            "", f"{hints} not shown: {', '.join(names)} (--verbose shows them)", screen
        )
    yield summary(outcome)
    worst = outcome.rules(Severity.ERROR) or outcome.rules(Severity.WARNING)
    if worst:
        yield f"why, and how to fix it: firsthour explain {worst.most_common(1)[0][0]}"


def _paint(text: str, paint: str, screen: Screen) -> str:
    return f"\x1b[{_COLORS[paint]}m{text}\x1b[0m" if screen.color else text
