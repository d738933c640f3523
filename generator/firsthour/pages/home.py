"""Home: something is broken, and the answer is one click away."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.broken import unreadable
from firsthour.pages.common import first_checklist, worst_first

# The files a team writes first, and why; shown until they are there.
FIRST_FILES = {
    "settings": "the product's name, the site's address and what restored means",
    "contacts": "who is on the team and how to wake them",
    "severity": "the levels, and how fast each wants an answer",
    "roles": "who leads, who looks, who speaks",
    "services": "what runs where, and where to look",
}


@page_kind
def home(context: Context) -> Iterator[Page]:
    """One page: the first things first, everything else below."""
    catalog = context.catalog
    settings = catalog.settings
    runbooks = [page for page in catalog.failure_modes.values() if page.status != "retired"]
    yield Page(
        "index.md",
        settings.product if settings else "Runbooks",
        "home",
        "",
        {
            "settings": settings,
            "first": first_checklist(catalog),
            "runbooks": worst_first(runbooks, catalog),
            "roles": list(catalog.role_map.values()),
            "services": bool(catalog.service_map),
            "missing": _missing(catalog),
            "broken": sum(len(it.files) for it in unreadable(context)),
        },
        description=settings.tagline if settings else "",
        hide=("navigation", "toc"),
    )


def _missing(catalog: Catalog) -> list[tuple[str, str]]:
    """What an empty or half-filled repository should write next."""
    there = {single.origin.document.kind for single in catalog.singles()}
    found = [
        (f"runbooks/{name}.yaml", why)
        for name, why in FIRST_FILES.items()
        if name not in there and name not in catalog.broken
    ]
    if not catalog.checklists:
        found.append(
            ("runbooks/checklists/first-ten-minutes.yaml", "what to do first, whatever broke")
        )
    if not catalog.failure_modes:
        found.append(
            ("runbooks/failure-modes/site-down.yaml", "the first runbook; five lines are enough")
        )
    return found
