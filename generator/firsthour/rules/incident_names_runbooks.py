from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.incidents import closed, has_postmortem, level_id
from firsthour.rules.common.levels import serious


@rule(Severity.WARNING)
def incident_names_runbooks(catalog: Catalog) -> Iterator[Finding]:
    """A postmortem of the worst two levels says which runbooks were used, and how they did.

    An incident is the only honest test of a runbook. If nobody notes which step was wrong, or that
    there was no page at all, the test is lost.

    To fix: add `runbooks_used` with a `verdict` for each: worked, wrong-step or missing. If none
    was opened, that is a `missing`.
    """
    worst = serious(catalog)
    for incident, _resolved in closed(catalog):
        if has_postmortem(incident) and level_id(incident) in worst and not incident.runbooks_used:
            message = f"this was `{level_id(incident)}`, and nothing says which runbooks were used"
            help_ = "add `runbooks_used` with what worked, what was wrong, what was missing"
            yield Finding(incident.origin.key_of("severity"), message, help_)
