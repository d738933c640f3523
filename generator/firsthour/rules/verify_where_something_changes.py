from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, exposures, procedure_risks


@rule(Severity.WARNING)
def verify_where_something_changes(catalog: Catalog) -> Iterator[Finding]:
    """A page on which something is changed says in `verify` how to see that it worked.

    "It looks better" closes incidents that open again an hour later. What to look at, and for how
    long, is decided best when nobody is tired.

    To fix: add `verify` with one or two checks a customer would make, and a number with how long
    it must hold.
    """
    risks = procedure_risks(catalog)
    for page in active_pages(catalog):
        first = None if page.verify else next(exposures(page, risks), None)
        if first is not None:
            message = f"{first.subject} changes something, and the page has no `verify`"
            help_ = "add `verify` with what to look at, and how long it must hold"
            yield Finding(first.origin, message, help_, first.notes)
