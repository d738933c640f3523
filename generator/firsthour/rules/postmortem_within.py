from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.incidents import closed, has_postmortem, level_of


@rule(Severity.WARNING, clock=True)
def postmortem_within(catalog: Catalog) -> Iterator[Finding]:
    """The postmortem of an incident is written within the time that its level allows.

    After a week people remember what they should have done rather than what they did, and logs and
    graphs are gone.

    To fix: write `cause` and `factors` into the record, even if short. `postmortem_within` of the
    level in runbooks/severity.yaml says how long there is.
    """
    for incident, resolved in closed(catalog):
        level = level_of(incident, catalog)
        if incident.drill or level is None or level.postmortem_within is None:
            continue
        age = catalog.today - resolved.date()
        if age > level.postmortem_within.delta and not has_postmortem(incident):
            message = (
                f"this ended {age.days} days ago, and has neither `cause` nor `factors`;"
                f" {level.code} allows {level.postmortem_within.words}"
            )
            help_ = "write why it happened, even if short"
            yield Finding(incident.origin.at("resolved"), message, help_)
