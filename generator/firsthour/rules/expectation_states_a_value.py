from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, all_steps
from firsthour.rules.common.vague import says_nothing
from firsthour.source import Origin

_HELP = "write the number or the state of a good day, such as `under 1 %` or `2 nodes online`"
# Commands print these words, so there they are what has to be seen.
_PRINTED = ("ok", "success")


@rule(Severity.WARNING)
def expectation_states_a_value(catalog: Catalog) -> Iterator[Finding]:
    """What a step, a test or a rollback should show is a value or a state, not "ok" or "normal".

    "As expected" is known to the person who wrote it. The one who reads it at night sees 37
    connections and has to decide alone whether that is normal.

    To fix: write what a good day shows: a number with its unit, a word that the screen prints, or
    who can do what again. Add `within` or `hold` where time matters.
    """
    for page in active_pages(catalog):
        for step, _option in all_steps(page):
            yield from _of_step(step)
        for step in page.verify:
            if not (step.expect or step.run or step.open or step.use or step.if_):
                yield from _check(step.do, step.origin.at("do"), "the check")
        if page.rollback:
            yield from _check(
                page.rollback.success, page.rollback.origin.at("success"), "the success"
            )
    if catalog.services:
        for path in catalog.services.customer_paths:
            if path.expect:
                yield from _check(
                    path.expect.text, path.expect.origin.at("text"), "the expectation"
                )
        for service in catalog.services.services:
            for baseline in service.baseline:
                yield from _check(baseline.normal, baseline.origin.at("normal"), "the baseline")


def _of_step(step: Step) -> Iterator[Finding]:
    if step.expect and not (step.run and step.expect.text.casefold() in _PRINTED):
        yield from _check(step.expect.text, step.expect.origin.at("text"), "the expectation")


def _check(text: str, origin: Origin, role: str) -> Iterator[Finding]:
    if says_nothing(text):
        yield Finding(origin, f"{role} `{text}` fits whatever is seen", _HELP)
