"""The reference of lint rules, made from their own documentation."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.pages import Context, Page, page_kind


@page_kind
def rules(context: Context) -> Iterator[Page]:
    """All rules on one page, each with its own anchor."""
    yield Page(
        "rules.md",
        "Lint rules",
        "rules",
        "more",
        {"rules": context.rules},
        description="What the linter checks, why, and how to fix it.",
        order=(2, "rules"),
    )
