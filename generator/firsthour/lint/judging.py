"""What the rules find, as the team's settings and waivers see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from firsthour.alerts.guide import RULES as ALERTS
from firsthour.lint.findings import lint
from firsthour.lint.guide import RULES
from firsthour.lint.verdict import Verdict
from firsthour.lint.waivers import Names, waive
from firsthour.model import Catalog
from firsthour.problem import Problem, Severity
from firsthour.rules import Rule
from firsthour.rules.common.near import suggest
from firsthour.source import RULES as READING
from firsthour.source import Origin
from firsthour.validate import RULES as SHAPE


def judge(catalog: Catalog, rules: Sequence[Rule], every_rule: Sequence[Rule]) -> Verdict:
    """Run rules, and apply what the team has decided about their findings.

    Args:
        catalog: the model.
        rules: those to run; the settings may leave out some of them.
        every_rule: all that there are, run or not.
    """
    settings = catalog.settings.lint if catalog.settings else None
    known = [rule.id for rule in every_rule]
    ignored = set(settings.ignore) if settings else set()
    run = [rule for rule in rules if rule.id not in ignored]
    severities = settings.severity if settings else {}
    found = [_weighed(problem, severities) for problem in lint(catalog, run)]
    names = Names(known, {*known, *READING, *SHAPE, *RULES}, frozenset(rule.id for rule in run))
    complete = not catalog.broken
    kept, waived = waive(found, catalog.documents, names, catalog.today, complete=complete)
    fail_on = Severity(settings.fail_on) if settings else Severity.ERROR
    site_url = catalog.settings.site_url if catalog.settings else ""
    return Verdict(
        problems=(*kept, *_settings(catalog, [*known, *ALERTS])),
        waived=waived,
        fail_on=fail_on,
        site_url=site_url,
        complete=complete,
        run=names.run,
        rules=frozenset(known),
    )


def weighed(
    problems: Iterable[Problem],
    catalog: Catalog,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> list[Problem]:
    """Problems that no rule of `rules` found, chosen and weighed as theirs are."""
    settings = catalog.settings.lint if catalog.settings else None
    ignored = {*ignore, *(settings.ignore if settings else ())}
    severities = settings.severity if settings else {}
    return [
        _weighed(problem, severities)
        for problem in problems
        if (not select or problem.rule in select) and problem.rule not in ignored
    ]


def _weighed(problem: Problem, severities: Mapping[str, str]) -> Problem:
    severity = severities.get(problem.rule)
    if severity is None:
        return problem
    return dataclasses.replace(problem, severity=Severity(severity))


def _settings(catalog: Catalog, known: Sequence[str]) -> Iterator[Problem]:
    """Rules in the settings that there are not, or that cannot be left out."""
    settings = catalog.settings.lint if catalog.settings else None
    if settings is None:
        return
    places: list[tuple[str, Origin]] = []
    for index, name in enumerate(settings.ignore):
        places.append((name, settings.origin.at("ignore", index)))
    for name in settings.severity:
        places.append((name, settings.origin.at("severity").key_of(name)))
    for name, origin in places:
        if name in known:
            continue
        message = f"there is no rule `{name}`"
        help_ = suggest(name, known, "firsthour rules lists them all")
        if name in READING or name in SHAPE or name in RULES:
            message = f"`{name}` cannot be changed here: it is not a rule of firsthour rules"
            help_ = "mend what it finds"
        rule = "setting-unknown-rule"
        yield Problem(origin.location(), Severity.ERROR, rule, message, help_)
