from __future__ import annotations

import itertools
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def reviews_newest_first(catalog: Catalog) -> Iterator[Finding]:
    """Reviews stand with the newest first.

    Who opens the file wants to know when the page was last tried, and reads one line.

    To fix: move the newer review up. `firsthour review` puts a new one in its place.
    """
    for page in catalog.reviewable.values():
        for above, below in itertools.pairwise(page.reviewed):
            if below.date > above.date:
                message = f"`{below.date}` is newer than the review above it, of {above.date}"
                note = (above.origin.at("date"), "this one is older")
                yield Finding(below.origin.at("date"), message, "move it up", notes=(note,))
