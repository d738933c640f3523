from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.levels import serious


@rule(Severity.WARNING)
def serious_runbook_has_escalation(catalog: Catalog) -> Iterator[Finding]:
    """A runbook of the worst two levels says whom to call when it does not help.

    Somebody alone with an outage calls too late: asking for help looks like giving up. A line that
    says "after 15 minutes, call" takes the decision off them.

    To fix: add `escalate` with `to` and with `when` or `after`.
    """
    worst = serious(catalog)
    for page in catalog.failure_modes.values():
        hint = page.severity
        if page.status == "active" and hint and hint.default in worst and not page.escalate:
            message = f"this is `{hint.default}`, and nothing says whom to call if it does not help"
            help_ = "add `escalate` with `to`, and `when` or `after`"
            yield Finding(hint.origin, message, help_, excerpt=hint.default)
