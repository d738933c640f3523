from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import counted_as
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.ERROR)
def review_record_exists(catalog: Catalog) -> Iterator[Finding]:
    """A review that was more than reading says where, other than here, it is written down.

    A drill that nobody recorded cannot be told from one that never was. The page vouching for
    itself proves nothing.

    To fix: name the incident or drill (`incidents/ID`), an issue, or one sentence about what was
    done and what came of it. If the page was only read, say `how: read`.
    """
    for name, page in catalog.reviewable.items():
        for review in page.reviewed:
            if review.how == "read" or counted_as(review, name) != "read":
                continue
            help_ = (
                "name an incident, an issue, or say in a sentence what was done; else `how: read`"
            )
            if review.record:
                message = f"`{review.record}` is this page itself, and vouches for nothing"
                yield Finding(review.origin.at("record"), message, help_)
            else:
                message = f"`{review.how}` without a record shows no more than reading"
                yield Finding(review.origin.at("how"), message, help_)
