"""Checklists: sheets to hold in the hand, in the order in which an incident needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from firsthour.model.checklists import Phase
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import state_of

PHASES: tuple[str, ...] = get_args(Phase)


@page_kind
def checklists(context: Context) -> Iterator[Page]:
    """The index in the order of an incident, then a sheet each."""
    pages = sorted(
        context.catalog.checklists.values(),
        key=lambda page: (PHASES.index(page.phase), page.id != "first-ten-minutes", page.title),
    )
    yield Page(
        "checklists/index.md",
        "Checklists",
        "checklists",
        "checklists",
        {"checklists": pages},
        description="Sheets for every phase of an incident, one page each.",
    )
    for number, page in enumerate(pages, 1):
        yield Page(
            f"checklists/{page.id}.md",
            page.title,
            "checklist",
            "checklists",
            {"it": page, "state": state_of(page, context), "levels": context.catalog.levels},
            source=page.origin.document.path,
            description=page.when,
            order=(number, page.title),
        )
