"""Problems as JUnit's XML, which build servers show: a test case a file, a failure a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from firsthour.problem import Problem, Severity
from firsthour.report.outcome import Outcome, Screen
from firsthour.report.screen import safe


def render(outcome: Outcome, _screen: Screen) -> Iterator[str]:
    """The document. Hints fail nothing: they are the output of their case."""
    cases: dict[str, list[Problem]] = {path: [] for path in outcome.texts}
    for problem in outcome.problems:
        cases.setdefault(problem.location.path, []).append(problem)
    failures = sum(problem.severity is not Severity.INFO for problem in outcome.problems)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="firsthour" {counts}>'
    yield f'  <testsuite name="runbooks" {counts} skipped="0">'
    for path in sorted(cases):
        yield from _case(path, cases[path])
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(path: str, problems: Sequence[Problem]) -> Iterator[str]:
    case = f"    <testcase name={_attribute(path)} classname={_attribute('firsthour')}"
    if not problems:
        yield f"{case}/>"
        return
    yield f"{case}>"
    for problem in problems:
        if problem.severity is not Severity.INFO:
            kind = f"{problem.severity.value}: {problem.rule}"
            head = f"      <failure type={_attribute(kind)} message={_attribute(problem.message)}>"
            yield f"{head}{_text(problem)}</failure>"
    hints = [problem for problem in problems if problem.severity is Severity.INFO]
    if hints:
        yield f"      <system-out>{chr(10).join(map(_text, hints))}</system-out>"
    yield "    </testcase>"


def _text(problem: Problem) -> str:
    lines = [f"{problem.location}: {problem.severity.value} [{problem.rule}]", problem.message]
    lines += [f"{note.location}: {note.message}" for note in problem.notes]
    lines += [f"help: {problem.help}"] if problem.help else []
    return "\n".join(escape(_legal(line)) for line in lines)


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """Without the characters that no XML may hold; they are shown as escapes."""
    return safe(text, "utf-8")
