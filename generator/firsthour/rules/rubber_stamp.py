from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Review
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

MOST = 5


@rule(Severity.WARNING)
def rubber_stamp(catalog: Catalog) -> Iterator[Finding]:
    """Nobody has read more than five pages on one day.

    Reading a runbook well takes half an hour. Who signs ten in a day has signed a list, and every
    one of those pages now looks cared for.

    To fix: keep the entries of the pages that were really read, and take the others out; they come
    up again in `firsthour review`, a few a month. What was tried may say so with its own `how`.
    """
    stamps: dict[tuple[str, datetime.date], list[Review]] = defaultdict(list)
    for page in catalog.reviewable.values():
        for review in page.reviewed:
            if review.how == "read":
                stamps[review.by, review.date].append(review)
    for (by, day), reviews in stamps.items():
        if len(reviews) > MOST:
            first, *others = reviews
            message = f"`{by}` has read {len(reviews)} pages on {day}; more than {MOST} is a stamp"
            help_ = "keep what was really read; firsthour review asks for the rest, a few a month"
            notes = tuple((review.origin.at("date"), "and this one") for review in others)
            yield Finding(first.origin.at("date"), message, help_, notes=notes)
