from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def related_not_self(catalog: Catalog) -> Iterator[Finding]:
    """No page is related to itself.

    Somebody who is on the wrong page looks for the right one under "related". A link back to where
    they are is mostly a copy of another page's list, and the link that was meant is missing.

    To fix: name the page that was meant, or delete the line.
    """
    for page in catalog.sheets():
        own = f"{page.origin.document.kind}/{page.id}"
        for index, related in enumerate(getattr(page, "related", ())):
            if related.partition("#")[0] == own:
                message = f"`{related}` is this page"
                help_ = "name the page that was meant, or delete the line"
                yield Finding(page.origin.at("related", index), message, help_)
