from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog
from firsthour.model.failure_modes import FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import is_retired
from firsthour.rules.common.steps import Page, active_pages
from firsthour.rules.common.texts import texts

_PAGE = re.compile(rf"(?<![\w/-])(?:{'|'.join(FOLDERS)})/[a-z0-9]+(?:-[a-z0-9]+)*")


@rule(Severity.INFO)
def page_is_linked(catalog: Catalog) -> Iterator[Finding]:
    """Something leads to every runbook and every procedure.

    At night people follow alerts, symptoms and links; nobody reads an index. A page that nothing
    leads to is found by those who know that it is there, and they need it least.

    An alert, a symptom or an error text leads to a runbook; a service, a step, a relation or its
    name in a sentence (`procedures/drain-node`) leads to either.

    To fix: add the alert, the symptom or the service that it is for, use it from a runbook, or
    retire it.
    """
    if catalog.broken:
        return  # what leads to a page may stand in a file that cannot be read
    linked: set[str] = set()
    for document in catalog.documents:
        if is_retired(document) or document.kind == "incidents":
            continue
        own = f"{document.kind}/{document.id}"
        for _route, text in texts(document.data):
            if "/" in text:
                linked.update(name for name in _PAGE.findall(text) if name != own)
    for page in active_pages(catalog):
        kind = page.origin.document.kind
        if f"{kind}/{page.id}" not in linked and not _is_reached(page):
            what = "an alert, a symptom" if kind == "failure-modes" else "its services"
            help_ = f"add {what} or a page that leads here, or set `status: retired`"
            yield Finding(page.origin.at("title"), f"nothing leads to `{page.title}`", help_)


def _is_reached(page: Page) -> bool:
    """True for what is found by what the reader sees, or on the page of a service."""
    if isinstance(page, FailureMode) and (page.alerts or page.symptoms or page.errors):
        return True
    return bool(page.services)
