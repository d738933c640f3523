"""Rules over a catalog -> Problems. Waivers and the baseline have their place here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from firsthour.model import Catalog
from firsthour.problem import Note, Problem
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
    return Problem(location, rule.severity, rule.id, finding.message, finding.help, notes)
