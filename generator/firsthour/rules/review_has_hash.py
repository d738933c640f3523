from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import counted_as
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.reviewing import command


@rule(Severity.INFO)
def review_has_hash(catalog: Catalog) -> Iterator[Finding]:
    """The newest review, if something was done in it, carries the hash of what was tried.

    Without one, a review is judged by its date alone: a command that was changed the day after it
    still looks tried.

    To fix: let the program write the next review: `firsthour review ID --how drill --record ...`.
    A hash vouches for what was tried, so do not add one to a review of long ago.
    """
    for name, page in catalog.reviewable.items():
        newest = max(page.reviewed, key=lambda review: review.date, default=None)
        if newest is None or newest.hash or page.status != "active":
            continue
        # Reading vouches for no command, with a hash or without.
        if counted_as(newest, name) != "read":
            message = f"the review of {newest.date} has no hash, and is judged by its date alone"
            help_ = f"write the next one with: {command(name, newest.how)}"
            yield Finding(newest.origin.at("date"), message, help_)
