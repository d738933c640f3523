from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import AHEAD
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.ERROR, clock=True)
def review_not_in_the_future(catalog: Catalog) -> Iterator[Finding]:
    """A review has happened.

    A day that is still to come is a slip of the keyboard or a plan. Both would keep the page green
    for longer than anything vouches for it.

    To fix: write the day on which it was done. One day ahead is allowed, for time zones.
    """
    for page in catalog.reviewable.values():
        for review in page.reviewed:
            if review.date - catalog.today > AHEAD:
                message = f"`{review.date}` is still to come"
                help_ = "write the day on which the review was done"
                yield Finding(review.origin.at("date"), message, help_)
