from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def status_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every incident status that a message is meant for is in settings.yaml.

    Messages are offered by the state of the incident. One for a state that does not exist is never
    offered, and somebody writes it again by hand.

    To fix: use a status from `statuses` in runbooks/settings.yaml, or add it there.
    """
    if catalog.settings and catalog.settings.statuses:
        yield from unknown(catalog, "status")
