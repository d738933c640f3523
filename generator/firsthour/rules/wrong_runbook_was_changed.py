from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog, Sheet
from firsthour.model.incidents import Incident
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.incidents import Closed, closed, has_postmortem
from firsthour.rules.common.references import old_names


@rule(Severity.WARNING)
def wrong_runbook_was_changed(catalog: Catalog) -> Iterator[Finding]:
    """A runbook that an incident found wrong was corrected since; one that was missing is planned.

    The incident has paid for this knowledge. While the page stays as it is, the next responder
    takes the same wrong step, with the same trust.

    To fix: correct the page and add a review with that day, or name the step under `checks_added`.
    Until then an action of kind `runbook`, with an owner and a day, says who will.
    """
    names = old_names(catalog)
    for each in closed(catalog):
        incident = each.incident
        if not has_postmortem(incident) or _is_planned(incident):
            continue
        for use in incident.runbooks_used:
            if use.verdict == "missing" and not incident.checks_added:
                message = "a runbook was missing, and no action says who writes it"
                help_ = (
                    "write it and name it under `checks_added`, or add an action of kind `runbook`"
                )
                yield Finding(use.origin.at("verdict"), message, help_)
            elif use.verdict == "wrong-step":
                name = use.runbook.partition("#")[0]
                page = catalog.page(names.get(name, name))
                if page is not None and not _was_changed(page, names.get(name, name), each):
                    message = f"`{name}` was wrong in this incident and has no review since"
                    help_ = "correct it and add a review, or an action of kind `runbook`"
                    yield Finding(use.origin.at("runbook"), message, help_)


def _is_planned(incident: Incident) -> bool:
    return any(action.kind == "runbook" for action in incident.actions)


def _was_changed(page: Sheet, name: str, each: Closed) -> bool:
    """True after a review on the day of the incident or later, a new check, or for an old page."""
    incident, resolved = each
    day = resolved.date()
    return (
        getattr(page, "status", "") == "retired"
        or any(check.partition("#")[0] == name for check in incident.checks_added)
        or any(page.id in action.what for action in incident.actions)
        or any(review.date >= day for review in getattr(page, "reviewed", ()))
    )
