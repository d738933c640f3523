from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import uses
from firsthour.model.freshness import freshness
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.reviewing import command


@rule(Severity.WARNING)
def review_evidence_holds(catalog: Catalog) -> Iterator[Finding]:
    """What was reviewed is what the page says now, and no incident has found it wrong since.

    A drill vouches for the commands that were run in it. Once a command, its target or its order
    has changed, nobody has seen the page work; the date below it comforts for no reason.

    To fix: try what has changed, and write it down with `firsthour review ID --how ...`. Words
    may change freely: titles, explanations and notes keep the evidence.
    """
    used = uses(catalog)
    for name, page in catalog.reviewable.items():
        fresh = freshness(page, catalog, catalog.today, used=used)
        if fresh.trust != "unverified" or fresh.last is None:
            continue
        help_ = f"try it, and run: {command(name)}"
        if fresh.wrong:
            message = (
                f"an incident of {fresh.since} found this page wrong; no review shows it mended"
            )
            yield Finding(page.origin.at("title"), message, help_)
        else:
            message = f"what was reviewed on {fresh.last.date} has changed since"
            own = fresh.last in page.reviewed
            origin = fresh.last.origin.at("date") if own else page.origin.at("title")
            yield Finding(origin, message, help_)
