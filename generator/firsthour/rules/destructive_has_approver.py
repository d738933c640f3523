from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import Page, active_pages, emergency_steps, forward_steps
from firsthour.source import Origin

_HELP = "add `approve` with the role that says yes"


@rule(Severity.ERROR)
def destructive_has_approver(catalog: Catalog) -> Iterator[Finding]:
    """A destructive step names the role that says yes to it.

    What cannot be brought back takes two: one who types, one who is awake enough to ask "on which
    host?". Who that is must not be found out at night.

    To fix: add `approve` with a role to the step, its option, its procedure, or the rollback it
    belongs to.
    """
    for page in active_pages(catalog):
        if getattr(page, "approve", ""):
            continue
        for step, option in forward_steps(page):
            if step.risk == "destructive" and not step.approve and not (option and option.approve):
                yield _finding(step.origin.at("risk"), "step")
        yield from _of_rollback(page)
        for option in getattr(page, "mitigate", ()):
            # A destructive step of it has a finding of its own.
            covered = option.approve or any(
                step.approve or step.risk == option.risk for step in option.steps
            )
            if option.risk == "destructive" and not covered:
                yield _finding(option.origin.at("risk"), "option")
    for step in emergency_steps(catalog):
        if step.risk == "destructive" and not step.approve:
            yield _finding(step.origin.at("risk"), "step")


def _of_rollback(page: Page) -> Iterator[Finding]:
    if page.rollback and not page.rollback.approve:
        for step in page.rollback.steps:
            if step.risk == "destructive" and not step.approve:
                yield _finding(step.origin.at("risk"), "step")


def _finding(origin: Origin, what: str) -> Finding:
    return Finding(origin, f"this {what} is destructive, and no role approves it", _HELP)
