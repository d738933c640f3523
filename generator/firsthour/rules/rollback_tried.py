from __future__ import annotations

import datetime
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Rollback
from firsthour.model.failure_modes import FailureMode
from firsthour.model.settings import HALF_YEAR
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.levels import serious
from firsthour.rules.common.steps import Page, active_pages

_HELP = "try it in a drill, and write `last_tried` with the date, how, and the record"


@rule(Severity.WARNING, clock=True)
def rollback_tried(catalog: Catalog) -> Iterator[Finding]:
    """A rollback was tried, and not longer ago than the interval in settings.yaml.

    A way back that was never walked is a hope. Commands, rights and tables have changed since, and
    the first to notice would be the person who needs it at night.

    To fix: do the rollback in a drill, on staging if it must be, and note it under `last_tried`.
    `review.rollback` in runbooks/settings.yaml says for how long that counts; 180 days otherwise.
    """
    settings = catalog.settings.review if catalog.settings else None
    longest = settings.rollback if settings else HALF_YEAR
    worst = serious(catalog)
    for page in active_pages(catalog):
        if page.rollback is None or not page.rollback.steps:
            continue
        tried = page.rollback.last_tried
        if tried is None:
            if _is_its_own(page.rollback) and _level(page) in worst:
                message = "this rollback has never been tried"
                yield Finding(page.origin.key_of("rollback"), message, _HELP)
            continue
        age = catalog.today - tried.date
        if age > longest.delta:
            message = f"this rollback was last tried {age.days} days ago, on {tried.date}"
            help_ = f"{_HELP}; it counts for {longest.words}"
            yield Finding(tried.origin.at("date"), message, help_)
        elif age < datetime.timedelta(0):
            message = f"this rollback was tried on {tried.date}, which is still to come"
            yield Finding(tried.origin.at("date"), message, "write the day on which it was done")


def _is_its_own(rollback: Rollback) -> bool:
    """False when it only calls procedures: those bring their own evidence."""
    return any(not step.use for step in rollback.steps)


def _level(page: Page) -> str:
    return page.severity.default if isinstance(page, FailureMode) and page.severity else ""
