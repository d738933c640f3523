from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Rollback
from firsthour.model.failure_modes import FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, exposures, interrupts, procedure_risks
from firsthour.source import Origin

_HELP = "add `rollback` with `steps`, `approve` and `success`, or with a `mode` and a `reason`"
_NEEDED = {
    "steps": "has no `steps`",
    "approve": "does not say which role approves it",
    "success": "does not say what success looks like",
}


@rule(Severity.ERROR)
def rollback_where_needed(catalog: Catalog) -> Iterator[Finding]:
    """A runbook with a disruptive or destructive step has a complete `rollback`.

    Going back is the fastest repair there is, if somebody has written down how, who says yes, and
    how to see that it worked. Nobody writes that down in the middle of an outage.

    To fix: add `rollback` with `steps`, `approve` and `success`. If there is no way back, say so
    with `mode: roll-forward` or `mode: none` and a `reason`.
    """
    risks = procedure_risks(catalog)
    for page in active_pages(catalog):
        if page.rollback is not None:
            yield from _incomplete(page.rollback, page.origin.key_of("rollback"))
        elif isinstance(page, FailureMode):
            found = (each for each in exposures(page, risks) if interrupts(each.risk))
            first = next(found, None)
            if first is not None:
                message = f"{first.subject} is {first.risk}, and the runbook has no `rollback`"
                yield Finding(first.origin, message, _HELP, first.notes)


def _incomplete(rollback: Rollback, origin: Origin) -> Iterator[Finding]:
    if rollback.mode in ("roll-forward", "none"):
        if not rollback.reason:
            message = f"`mode: {rollback.mode}` gives no reason"
            help_ = "say in `reason` why there is no way back"
            yield Finding(rollback.origin.at("mode"), message, help_)
        return
    missing = [key for key in _NEEDED if not getattr(rollback, key)]
    if missing:
        message = "the rollback " + ", and ".join(_NEEDED[key] for key in missing)
        help_ = "add " + " and ".join(f"`{key}`" for key in missing)
        yield Finding(origin, message, help_)
