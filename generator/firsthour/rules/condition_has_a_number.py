from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.checklists import Checklist
from firsthour.model.common import Step
from firsthour.model.failure_modes import FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import active_checklists
from firsthour.rules.common.steps import Page, active_pages, all_steps
from firsthour.rules.common.vague import says_nothing, unmeasured
from firsthour.source import Origin

_HELP = "say from which number on, with its unit, such as `over 80 %` or `for 5 minutes`"
Condition = tuple[str, Origin]


@rule(Severity.WARNING)
def condition_has_a_number(catalog: Catalog) -> Iterator[Finding]:
    """A condition that decides something says from which number on, not "high", "slow" or "soon".

    Two people read "if load is high" and do two different things. Whoever wrote it had a number in
    mind, and it is cheapest to ask them by day.

    To fix: write the number and its unit. Where the step's `expect` holds the number already, a
    branch may say "it is higher".
    """
    for page in active_pages(catalog):
        for text, origin in _conditions(page):
            yield from _check(text, origin)
    for sheet in active_checklists(catalog):
        for text, origin in _decisions(sheet):
            yield from _check(text, origin)
    for level in catalog.levels:
        yield from _check(level.definition, level.origin.at("definition"))
    if catalog.severity:
        for key in ("incident_if", "not_incident_if"):
            for index, text in enumerate(getattr(catalog.severity, key)):
                yield from _check(text, catalog.severity.origin.at(key, index))


def _check(text: str, origin: Origin) -> Iterator[Finding]:
    found = unmeasured(text)
    if found:
        yield Finding(origin, f"`{found}` is a matter of opinion", _HELP, excerpt=found)


def _conditions(page: Page) -> Iterator[Condition]:
    for step, _option in all_steps(page):
        yield from _branches(step)
    if page.rollback:
        for index, text in enumerate(page.rollback.decide):
            yield text, page.rollback.origin.at("decide", index)
        yield page.rollback.success, page.rollback.origin.at("success")
    if isinstance(page, FailureMode):
        for option in page.mitigate:
            yield option.when, option.origin.at("when")
        for escalation in page.escalate:
            if escalation.after is None:
                yield escalation.when, escalation.origin.at("when")
        for higher in page.severity.raise_ if page.severity else ():
            yield higher.when, higher.origin.at("when")


def _branches(step: Step) -> Iterator[Condition]:
    """A branch may lean on the number in `expect`."""
    leans = step.expect is not None and step.if_ and not says_nothing(step.expect.text)
    if not leans:
        for branch in step.if_:
            yield branch.when, branch.origin.at("when")


def _decisions(sheet: Checklist) -> Iterator[Condition]:
    for decision in sheet.decisions:
        yield decision.if_, decision.origin.at("if")
