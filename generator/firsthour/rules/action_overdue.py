from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING, clock=True)
def action_overdue(catalog: Catalog) -> Iterator[Finding]:
    """An action is done on its day, or gets another day.

    Each action was somebody's answer to "how do we keep this from happening again". While it
    waits, the answer is that we do not.

    To fix: do it and add `done` with the day, or move `due` on purpose. If it is no longer worth
    doing, say so in `what` and close it.
    """
    for incident in catalog.incidents.values():
        for action in incident.actions:
            if action.due is None or action.done is not None or action.due >= catalog.today:
                continue
            late = (catalog.today - action.due).days
            whose = f" of `{action.owner}`" if action.owner else ""
            message = f"this action{whose} was due on {action.due}, {late} day{'s'[: late > 1]} ago"
            help_ = "add `done` with the day, or agree on another day"
            yield Finding(action.origin.at("due"), message, help_)
