from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.incidents import closed, has_postmortem


@rule(Severity.WARNING)
def incident_has_actions(catalog: Catalog) -> Iterator[Finding]:
    """A postmortem ends with at least one action.

    The cause is written down, everybody nods, and nothing is different the next time. One small
    change that is done beats a page of insight.

    To fix: add `actions` with one change that would have made it shorter or rarer, an owner and a
    day. If nothing is to be done, write that decision as an action that is `done`.
    """
    for incident, _resolved in closed(catalog):
        if has_postmortem(incident) and not incident.actions:
            help_ = "add one change that would have helped, with an owner and a day"
            key = "cause" if incident.cause else "factors"
            message = f"this postmortem has `{key}` and no `actions`"
            yield Finding(incident.origin.key_of(key), message, help_)
