"""Severity: how bad it is, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.pages import Context, Page, page_kind


@page_kind
def severity(context: Context) -> Iterator[Page]:
    """The matrix on one page."""
    it = context.catalog.severity
    if it is None and "severity" in context.catalog.broken:
        return
    yield Page(
        "severity.md",
        "Severity",
        "severity",
        "severity",
        {"it": it},
        source=it.origin.document.path if it else "",
        description="How bad it is, who is woken, and how often to write.",
    )
