from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import is_retired
from firsthour.rules.common.texts import texts

_PAGE = re.compile(r"(?<![\w/-])procedures/[a-z0-9]+(?:-[a-z0-9]+)*")


@rule(Severity.INFO)
def procedure_is_linked(catalog: Catalog) -> Iterator[Finding]:
    """Something leads to every procedure.

    Runbooks stand on the first page by what is wrong. A procedure is what they lead to: one that
    nothing leads to is found by those who know that it is there, and they need it least.

    A step, a relation, a `go` and its name in a sentence (`procedures/drain-node`) lead to it, and
    so does the page of a service that it names.

    To fix: use it from a runbook, name the services that it is for, or retire it.
    """
    if catalog.broken:
        return  # what leads to a page may stand in a file that cannot be read
    linked: set[str] = set()
    for document in catalog.documents:
        if is_retired(document) or document.kind == "incidents":
            continue
        own = f"{document.kind}/{document.id}"
        for _route, text in texts(document.data):
            if "procedures/" in text:
                linked.update(name for name in _PAGE.findall(text) if name != own)
    for page in catalog.procedures.values():
        if page.status == "active" and not page.services and f"procedures/{page.id}" not in linked:
            help_ = "use it from a runbook, name its `services`, or set `status: retired`"
            yield Finding(page.origin.at("title"), f"nothing leads to `{page.title}`", help_)
