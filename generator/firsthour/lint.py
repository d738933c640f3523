"""Rules over a catalog -> Problems. Waivers and the baseline have their place here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from firsthour.model import Catalog
from firsthour.problem import Location, Note, Problem
from firsthour.rules import Finding, Rule


def lint(catalog: Catalog, rules: Iterable[Rule]) -> list[Problem]:
    """What the rules find, in the order of the files.

    A rule that raises is a defect of ours, and its exception passes.
    """
    found = (_problem(rule, finding) for rule in rules for finding in rule.check(catalog))
    return sorted(found, key=lambda problem: problem.sort_key)


def chosen(
    rules: Iterable[Rule], select: Collection[str] = (), ignore: Collection[str] = ()
) -> list[Rule]:
    """The rules to run: those selected, or all, without those ignored."""
    return [rule for rule in rules if (not select or rule.id in select) and rule.id not in ignore]


def _problem(rule: Rule, finding: Finding) -> Problem:
    """Stamp the rule's name and severity on a finding, and measure its places."""
    notes = tuple(Note(origin.location(), message) for origin, message in finding.notes)
    location = finding.origin.location()
    if finding.excerpt:
        location = _narrowed(location, finding.origin.document.text, finding.excerpt)
    return Problem(
        location, rule.severity, rule.id, finding.message, finding.help, notes, finding.concealed
    )


def _narrowed(location: Location, text: str, excerpt: str) -> Location:
    """The first place of an excerpt in a span; the span itself when it is written otherwise."""
    lines = text.split("\n")
    for number in range(location.line, location.end_line + 1):
        line = lines[number - 1]
        first = location.column - 1 if number == location.line else 0
        last = location.end_column - 1 if number == location.end_line else len(line)
        column = line.find(excerpt, first, last) + 1
        if column:
            return Location(location.path, number, column, number, column + len(excerpt))
    return location
