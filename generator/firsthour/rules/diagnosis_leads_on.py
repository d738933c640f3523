from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Step
from firsthour.model.failure_modes import FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def diagnosis_leads_on(catalog: Catalog) -> Iterator[Finding]:
    """A runbook that diagnoses leads on: to a way to mitigate, to another page, or to somebody.

    Whoever has found out what is wrong, and reads nothing more, begins to invent. That is the
    moment a runbook is for.

    To fix: add `if` with where each answer leads, `mitigate` with what to do, or `escalate` with
    whom to call.
    """
    for page in catalog.failure_modes.values():
        if (
            page.status == "active"
            and not (page.steps or page.mitigate or page.escalate or page.rollback)
            and not any(_leads_on(step, page) for step in page.diagnose)
        ):
            message = "the diagnosis ends here, and nothing says what to do about what it finds"
            help_ = "add `if` to its steps, or `mitigate`, or `escalate`"
            yield Finding(page.origin.key_of("diagnose"), message, help_)


def _leads_on(step: Step, page: FailureMode) -> bool:
    """True when a branch leaves the diagnosis."""
    inside = {"diagnose", *(each.id for each in page.diagnose if each.id)}
    return any(branch.go.partition(".")[0] not in inside for branch in step.if_)
