from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.incidents import closed


@rule(Severity.WARNING)
def incident_has_timeline(catalog: Catalog) -> Iterator[Finding]:
    """An incident that is over has a timeline.

    After two days nobody remembers what was tried, in which order and what it showed. Without that
    a postmortem tells the story that sounds best.

    To fix: add `timeline` from the chat, the deploys and the alerts: each entry has `at` and
    `note`.
    """
    for incident, _resolved in closed(catalog):
        if not incident.timeline:
            message = "this incident is over and has no `timeline`"
            help_ = "add what was seen and done, each with its time"
            yield Finding(incident.origin.key_of("resolved"), message, help_)
