from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.coverage import services_with_runbook


@rule(Severity.WARNING)
def single_point_of_failure_has_plan(catalog: Catalog) -> Iterator[Finding]:
    """A service without a second one is named by a runbook.

    You know that it has no stand-in, because you wrote it down. The night on which it fails is the
    one you can prepare for by day.

    To fix: write a runbook for the day it is gone, or add the service to `services` of the one that
    helps.
    """
    covered = services_with_runbook(catalog)
    if covered is None:
        return
    for service in catalog.service_map.values():
        if service.single_point_of_failure and service.id not in covered:
            message = f"`{service.id}` is a single point of failure, and no runbook names it"
            help_ = f"write a runbook, and name `{service.id}` under its `services`"
            yield Finding(service.origin.at("single_point_of_failure"), message, help_)
