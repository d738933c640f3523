from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.links import answered, finding


@rule(Severity.WARNING, clock=True)
def link_dead(catalog: Catalog) -> Iterator[Finding]:
    """A link leads to something that is there.

    Whoever follows it at night is sent to the dashboard, the console or the manual that decides the
    next step, and finds an error page. Then they search, and the incident goes on.

    Only `firsthour lint --online` looks. A page behind a sign-in counts as being there; one that
    answers with an error was asked several times. When a whole host does not answer, that is one
    finding.

    To fix: write the address as it is now, or delete the link.
    """
    for url, answer, places in answered(catalog, "dead"):
        help_ = "write the address as it is now, or delete the link"
        yield finding(places, f"`{url}` {answer.why}", help_, "the same here")
