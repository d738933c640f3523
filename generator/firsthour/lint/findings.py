"""Rules over a catalog -> Problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from firsthour.model import Catalog
from firsthour.problem import Edit, Location, Note, Problem
from firsthour.rules import Finding, Rule
from firsthour.rules.common.references import is_sample


def lint(catalog: Catalog, rules: Iterable[Rule]) -> list[Problem]:
    """What the rules find, in the order of the files.

    What comes with time is not found in files that are marked as a sample: nobody will review them,
    and they would fill up with findings while a team writes its own. A rule that raises is a defect
    of ours, and its exception passes.
    """
    found = (
        _problem(rule, finding)
        for rule in rules
        for finding in rule.check(catalog)
        if not (rule.clock and is_sample(finding.origin.document))
    )
    return sorted(found, key=lambda problem: problem.sort_key)


def chosen(
    rules: Iterable[Rule], select: Collection[str] = (), ignore: Collection[str] = ()
) -> list[Rule]:
    """The rules to run: those selected, or all, without those ignored."""
    return [rule for rule in rules if (not select or rule.id in select) and rule.id not in ignore]


def _problem(rule: Rule, finding: Finding) -> Problem:
    """Stamp the rule's name and severity on a finding, and measure its places."""
    notes = tuple(Note(origin.location(), message) for origin, message in finding.notes)
    whole = location = finding.origin.location()
    if finding.excerpt:
        location = _narrowed(location, finding.origin.document.text, finding.excerpt)
    fix: tuple[Edit, ...] = ()
    # Without its excerpt a replacement would stand for more than it was written for.
    if finding.replacement is not None and (not finding.excerpt or location != whole):
        fix = (Edit(location, finding.replacement),)
    return Problem(
        location,
        rule.severity,
        rule.id,
        finding.message,
        finding.help,
        notes,
        fix=fix,
        clock=rule.clock,
        concealed=finding.concealed,
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
