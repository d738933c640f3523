"""Checklists: sheets to hold in the hand, in the order in which an incident needs them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from firsthour.pages import Context, Page, Paper, page_kind
from firsthour.pages.common import state_of
from firsthour.pages.sheet import PHASES, checklist_view

# Where the decisions stand as long as nobody has measured where they fit best.
_LAYOUT = "side"
_SMALLEST, _STEP = 11, 0.25


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
            {
                "it": page,
                "state": state_of(page, context),
                "sheet": (sheet := checklist_view(page, context)),
                "qr": Markup(sheet["qr"]),
                "place": sheet["url"].partition("://")[2].rstrip("/"),
                "paper": (paper := context.papers.get(page.id)),
                "size": _class(paper),
                "layout": paper.layout if paper else _LAYOUT,
                "binder": context.papers.get("binder"),
            },
            source=page.origin.document.path,
            description=page.when,
            order=(number, page.title),
            hide=("toc",),
            layout="sheet.html",
        )


def _class(paper: Paper | None) -> str:
    """The size of the type in hundredths of a point; the smallest where nothing was measured.

    A step below that of the PDF: browsers round widths, and people choose margins.
    """
    return str(round(max((paper.size if paper else _SMALLEST) - _STEP, _SMALLEST) * 100))
