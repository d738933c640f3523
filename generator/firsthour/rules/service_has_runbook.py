from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.coverage import services_with_runbook


@rule(Severity.WARNING)
def service_has_runbook(catalog: Catalog) -> Iterator[Finding]:
    """A service of tier 1 is named by a runbook.

    Everything depends on it, so it is what the alert will be about. The page of the service lists
    the runbooks that name it, and an empty list is no place to begin.

    Drafts and retired runbooks do not count. A team without any runbook is left alone.

    To fix: write a runbook for the likeliest way it fails, or add the service to `services` of one
    that helps.
    """
    covered = services_with_runbook(catalog)
    if covered is None:
        return
    for service in catalog.service_map.values():
        if service.tier > 1 or service.single_point_of_failure:
            continue  # the latter has a rule of its own
        if service.id not in covered:
            message = f"no runbook names `{service.id}`, on which everything depends"
            help_ = f"write a runbook, and name `{service.id}` under its `services`"
            yield Finding(service.origin.at("id"), message, help_)
