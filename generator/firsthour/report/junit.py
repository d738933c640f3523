"""Problems as JUnit's XML, which build servers show: a failed test a finding, a passed one a file.

Servers tell what is new by comparing names with an earlier run, read one failure of a test, and
drop a test whose name they have seen. So each finding has a name of its own, without its line: text
above it may grow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from firsthour.problem import Problem, Severity
from firsthour.report.outcome import Outcome, Screen
from firsthour.report.screen import safe


def render(outcome: Outcome, _screen: Screen) -> Iterator[str]:
    """The document. Hints fail nothing: they are the output of their file."""
    found: dict[str, list[Problem]] = {path: [] for path in outcome.texts}
    hints: dict[str, list[Problem]] = {}
    for problem in outcome.problems:
        by_path = hints if problem.severity is Severity.INFO else found
        by_path.setdefault(problem.location.path, []).append(problem)
    failed = [case for path in sorted(found) for case in _failed(path, found[path])]
    held = {path for path in {*found, *hints} if not found.get(path)}
    passed = [_passed(path, hints.get(path, ())) for path in sorted(held | {*hints})]
    counts = f'tests="{len(failed) + len(passed)}" failures="{len(failed)}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="firsthour" {counts}>'
    yield f'  <testsuite name="runbooks" {counts} skipped="0">'
    yield from failed
    yield from passed
    yield "  </testsuite>"
    yield "</testsuites>"


def _failed(path: str, problems: Sequence[Problem]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for problem in problems:
        name = f"{problem.rule}: {problem.message}"
        seen[name] += 1
        if seen[name] > 1:
            name += f" ({seen[name]})"
        kind = f"{problem.severity.value}: {problem.rule}"
        yield (
            f"    <testcase name={_attribute(name)} classname={_attribute(path)}>\n"
            f"      <failure type={_attribute(kind)} message={_attribute(problem.message)}>"
            f"{_text(problem)}</failure>\n"
            "    </testcase>"
        )


def _passed(path: str, hints: Sequence[Problem]) -> str:
    case = f"    <testcase name={_attribute(path)} classname={_attribute('firsthour')}"
    if not hints:
        return f"{case}/>"
    said = "\n".join(map(_text, hints))
    return f"{case}>\n      <system-out>{said}</system-out>\n    </testcase>"


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
