from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.links import answered, finding


@rule(Severity.INFO, clock=True)
def link_moved(catalog: Catalog) -> Iterator[Finding]:
    """A link names the place itself, and not one from which it has moved for good.

    A forwarding address is kept for a while. When it goes, the link is dead, and nobody remembers
    where it led.

    Only `firsthour lint --online` looks, and only at what the other side says is permanent.

    To fix: write the new address in the place of the old one.
    """
    for url, answer, places in answered(catalog, "moved"):
        yield finding(places, f"`{url}` {answer.why}", f"write `{answer.to}`", "the same here")
