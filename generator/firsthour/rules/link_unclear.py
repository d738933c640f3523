from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.links import answered, finding


@rule(Severity.INFO, clock=True)
def link_unclear(catalog: Catalog) -> Iterator[Finding]:
    """Whoever is asked about a link says whether it leads somewhere.

    A server that asks us to come back later has not said that the page is there, and an online
    check without a network has checked nothing. Both are said, so that silence means a link holds.

    Only `firsthour lint --online` looks. Without a network there is one finding, whatever the
    number of links.

    To fix: run it again later, or where there is a network; waive it for a host that never answers
    to programs.
    """
    for url, answer, places in answered(catalog, "unclear"):
        help_ = "look at it in a browser, or run it again later"
        yield finding(places, f"`{url}` {answer.why}", help_, "the same here")
    for _, _, places in answered(catalog, "offline"):
        message = "there is no network: no link was followed, and this is the first"
        yield finding(places[:1], message, "run it again where there is a network", "")
        return
