"""One loaded document -> its Problems."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from firsthour.problem import Edit, Location, Note, Problem, Severity
from firsthour.source import Document, Route
from firsthour.validate.glance import glance
from firsthour.validate.schemas import inlined, schema

if TYPE_CHECKING:
    from firsthour.validate.faults import Finding

MAX_PROBLEMS = 100
_MAX_ERRORS = 1000

RULES: Mapping[str, str] = MappingProxyType(
    {
        "schema-unknown-key": "Every key is one that this kind of file has.",
        "schema-missing-key": "A key that is needed, alone or beside another, is there.",
        "schema-empty": "A key that is there has a value, and a list has entries.",
        "schema-type": "A value is text, a number, a list or a mapping, as its key asks.",
        "schema-value": "A value is one of those allowed, within its range and length.",
        "schema-format": "Ids, dates, durations, addresses and references have the right form.",
        "schema-duplicate": "A list names nothing twice.",
        "schema-conflict": "Two keys that exclude each other are not both there.",
        "schema-too-many-problems": "A file has so many problems that only the first are shown.",
    }
)


def all_problems(document: Document) -> tuple[Problem, ...]:
    """What is wrong with a document by itself: with its text, then with its shape."""
    of_shape = validate(document)
    answered = _answered(document.problems, of_shape)
    return (*(each for each in document.problems if each not in answered), *of_shape)


def validate(document: Document) -> list[Problem]:
    """What is wrong with the shape of a document, in the order of its text.

    What the loader has reported, at a place or for the whole text, is not reported again.
    """
    if not isinstance(document.data, dict) or glance(document.kind)(document.data):
        return []
    # A file that is right needs none of what explains the others.
    from firsthour.validate.checker import checker
    from firsthour.validate.findings import findings
    from firsthour.validate.stray import stray

    errors = checker(document.kind).iter_errors(document.data)
    some = list(itertools.islice(errors, _MAX_ERRORS))
    if not some:
        return []
    misplaced = stray(document.kind, document.data)
    if misplaced is not None:
        return [_problem(document, misplaced)]

    def written(route: Route) -> str:
        return _text(document, document.locate(route))

    found = [_problem(document, each) for each in findings(some, _full(document.kind), written)]
    answered = _answered(document.problems, found)
    refused = [
        each.location
        for each in document.problems
        if each.severity is Severity.ERROR and each not in answered
    ]
    fresh = [each for each in found if not any(_touch(each.location, other) for other in refused)]
    problems = sorted(fresh, key=lambda problem: problem.sort_key)
    return _bounded(problems, complete=len(some) < _MAX_ERRORS)


def _answered(of_text: Iterable[Problem], of_shape: Iterable[Problem]) -> list[Problem]:
    """What the loader says of a value for which its shape says more.

    Quoting `at: 14:02` or `night: yes`, as old tools want it, would only bring the next finding: a
    moment needs its day and zone, and a switch no quotes. So that is said at once, and alone.
    """
    rules = ("schema-format", "schema-type")
    known = {each.location for each in of_shape if each.rule in rules}
    return [
        each for each in of_text if each.rule == "yaml-ambiguous-scalar" and each.location in known
    ]


def _touch(one: Location, other: Location) -> bool:
    """True when two places share a character of the line on which both begin."""
    first, second = sorted((one, other))
    if first.line != second.line:
        return False
    longer = first.end_line > first.line
    return first.column == second.column or longer or second.column < first.end_column


def _bounded(problems: list[Problem], *, complete: bool) -> list[Problem]:
    """At most MAX_PROBLEMS, and one more that says how many are left out."""
    more = len(problems) - MAX_PROBLEMS
    if more <= 0:
        return problems
    kept = problems[:MAX_PROBLEMS]
    number = f"{more}" if complete else f"at least {more}"
    message = f"{number} more problems in this file are not shown"
    help_ = "fix these first, then run it again"
    rule = "schema-too-many-problems"
    return [*kept, Problem(kept[-1].location, Severity.ERROR, rule, message, help_)]


@functools.cache
def _full(kind: str) -> dict[str, Any]:
    """The schema with the routes of the lean one, and with descriptions."""
    return inlined(schema(kind))


def _problem(document: Document, finding: Finding) -> Problem:
    notes: tuple[Note, ...] = ()
    if finding.first is not None:
        notes = (Note(document.locate(finding.first), "first here"),)
    location = document.locate(finding.route, key=finding.on_key)
    fix = () if finding.replacement is None else (Edit(location, finding.replacement),)
    return Problem(
        location, Severity.ERROR, finding.rule, finding.message, finding.help, notes, fix
    )


def _text(document: Document, location: Location) -> str:
    """A plain value as it stands in the file: `1.10` and not 1.1."""
    line = document.text.split("\n")[location.line - 1]
    end = location.end_column if location.end_line == location.line else None
    return line[location.column - 1 : end and end - 1]
