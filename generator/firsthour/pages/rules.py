"""The reference of lint rules, made from their own documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.pages import Context, Documented, Page, page_kind
from firsthour.pages.linked import coded

# A sentence cut at its backticks: every second part is code.
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with its documentation cut into paragraphs, and each of them at its backticks."""

    id: str
    severity: str
    summary: Words
    why: tuple[Words, ...]
    fix: Words


@page_kind
def rules(context: Context) -> Iterator[Page]:
    """All rules on one page, each with its own anchor."""
    yield Page(
        "rules.md",
        "Lint rules",
        "rules",
        "more",
        {"rules": [_view(rule) for rule in context.rules]},
        description="What the linter checks, why, and how to fix it.",
        order=(2, "rules"),
    )


def _view(rule: Documented) -> RuleView:
    paragraphs = tuple(coded(part) for part in rule.why.split("\n\n") if part.strip())
    return RuleView(rule.id, rule.severity.value, coded(rule.summary), paragraphs, coded(rule.fix))
