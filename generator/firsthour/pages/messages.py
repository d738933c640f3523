"""Messages and documents: filled on the page, copied in one action."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import placeholders
from firsthour.model.templates import Field, Template
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import state_of

AUDIENCES = {
    "internal": "To colleagues",
    "public": "To everybody, on the status page",
    "customer": "To customers",
    "executive": "To the management",
    "document": "Documents",
}


@page_kind
def messages(context: Context) -> Iterator[Page]:
    """The index by audience, then a page each; engines keep `templates/` for themselves."""
    catalog = context.catalog
    settings = catalog.settings
    yield Page(
        "messages/index.md",
        "Messages",
        "messages",
        "templates",
        {"groups": _groups(catalog), "statuses": settings.statuses if settings else ()},
        description="What to write, to whom, and when.",
    )
    for page in catalog.templates.values():
        yield Page(
            f"messages/{page.id}.md",
            page.title,
            "message",
            "templates",
            {"it": page, "state": state_of(page, context), "fields": _fields(page)},
            source=page.origin.document.path,
            description=AUDIENCES[page.audience],
            order=(1 + list(AUDIENCES).index(page.audience), page.title.casefold()),
            reference=f"templates/{page.id}",
        )


def _fields(page: Template) -> list[tuple[str, Field | None]]:
    """Fields in the order in which the message needs them; a word nobody declared has no help."""
    names = placeholders(f"{page.subject}\n{page.body}")
    return [(name, page.fields.get(name)) for name in names]


def _groups(catalog: Catalog) -> list[tuple[str, list[Template]]]:
    pages = sorted(catalog.templates.values(), key=lambda page: page.title.casefold())
    groups = [
        (title, [page for page in pages if page.audience == audience])
        for audience, title in AUDIENCES.items()
    ]
    return [group for group in groups if group[1]]
