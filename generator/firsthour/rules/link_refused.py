from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.links import answered, finding


@rule(Severity.INFO, clock=True)
def link_refused(catalog: Catalog) -> Iterator[Finding]:
    """A link to a private address is followed only where the team allows it.

    A check runs on a build server that reaches what the world does not: metadata of the cloud,
    databases, printers. Whoever may propose a change to a runbook must not be able to make that
    server send requests there, not through a forwarding page either.

    Only `firsthour lint --online` looks. An address counts as private when it is in no public
    network, whatever the name is. It gets no request.

    To fix: name the host, or its network, in `lint.private_hosts` of `settings.yaml` if links to it
    shall be followed; leave it as it is otherwise.
    """
    for url, answer, places in answered(catalog, "private"):
        help_ = f"to follow it, add `{answer.to}` to lint.private_hosts in settings.yaml"
        yield finding(places, f"`{url}` {answer.why}", help_, "the same here")
