from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import uses
from firsthour.model.freshness import freshness
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.INFO, clock=True)
def review_has_hash(catalog: Catalog) -> Iterator[Finding]:
    """The newest review carries the hash of what was reviewed, for as long as it counts.

    Without one, a review is judged by its date alone: a command that was changed the day after it
    still looks tried.

    To fix: let the program write the next review: `firsthour review ID --how drill --record ...`.
    A hash vouches for what was tried, so do not add one to a review of long ago.
    """
    used = uses(catalog)
    for name, page in catalog.reviewable.items():
        newest = max(page.reviewed, key=lambda review: review.date, default=None)
        if newest is None or newest.hash or page.status != "active":
            continue
        # An overdue one is a finding already, and the next review brings the hash.
        if freshness(page, catalog, catalog.today, used=used).trust != "overdue":
            message = f"the review of {newest.date} has no hash, and is judged by its date alone"
            help_ = f"write the next one with: firsthour review {name}"
            yield Finding(newest.origin.at("date"), message, help_)
