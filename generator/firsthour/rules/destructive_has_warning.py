from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, all_steps, emergency_steps

_HELP = "say in `warn` what is lost, for whom, and what to look at first"

_STEP = "this step is destructive and has no `warn`"


@rule(Severity.ERROR)
def destructive_has_warning(catalog: Catalog) -> Iterator[Finding]:
    """A destructive step has a warning that says what will be lost.

    The page shows it above the command, where it is read before the paste. "Be careful" stops
    nobody; "deletes the uploads of the last hour" does.

    To fix: add `warn` to the step, or to the option for all of its steps.
    """
    for page in active_pages(catalog):
        for step, option in all_steps(page):
            if step.risk == "destructive" and not step.warn and not (option and option.warn):
                yield Finding(step.origin.at("risk"), _STEP, _HELP)
        for option in getattr(page, "mitigate", ()):
            # A destructive step of it has a finding of its own.
            covered = option.warn or any(
                step.warn or step.risk == option.risk for step in option.steps
            )
            if option.risk == "destructive" and not covered:
                message = "this option is destructive and has no `warn`"
                yield Finding(option.origin.at("risk"), message, _HELP)
    for step in emergency_steps(catalog):
        if step.risk == "destructive" and not step.warn:
            yield Finding(step.origin.at("risk"), _STEP, _HELP)
