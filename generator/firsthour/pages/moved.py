"""Addresses that a page had before: each stays, and leads on with whatever stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from firsthour.model import FOLDERS, Catalog
from firsthour.pages import Context, Page, page_kind
from firsthour.source.layout import check_id

# Where the folder of the pages differs from that of the files.
_PLACES: Mapping[str, str] = {"templates": "messages"}


@page_kind
def moved(context: Context) -> Iterator[Page]:
    """A page for each name in `formerly`, unless another page has that name now."""
    for old, now in sorted(_names(context.catalog).items()):
        kind, _, identifier = old.partition("/")
        page = context.catalog.page(now)
        if page is None:
            continue
        yield Page(
            f"{_PLACES.get(kind, kind)}/{identifier}.md",
            page.title,
            "moved",
            kind,
            {"now": now, "old": old},
            description="This page has another name now.",
            searchable=False,
            listed=False,
        )


def _names(catalog: Catalog) -> dict[str, str]:
    """`kind/id` of old -> of now. What is there, or should be, stands in front of what was."""
    found: dict[str, str] = {}
    for kind in FOLDERS:
        for page in catalog.kind(kind).values():
            for old in getattr(page, "formerly", ()):
                name = old if "/" in old else f"{kind}/{old}"
                is_free = catalog.page(name) is None and name not in catalog.broken
                if is_free and not check_id(name.partition("/")[2]):
                    found.setdefault(name, f"{kind}/{page.id}")
    return found
