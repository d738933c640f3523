from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import page_of, references

_KINDS = frozenset({"failure-modes", "procedures", "checklists", "roles", "services", "contacts"})
# What tells a story or only points aside.
_ASIDE = frozenset({"related", "reviewed", "last_tried"})


@rule(Severity.WARNING)
def used_page_active(catalog: Catalog) -> Iterator[Finding]:
    """What a page in use uses or sends is no draft, and nothing it leads to is retired.

    A retired procedure holds commands that were right once. The steps of a draft stand in the
    middle of the page that uses it, may end anywhere, and nothing there says that they are one.

    A `go` to a draft is left alone: that page says at its top what it is.

    To fix: name the page that took its place, finish the draft, or delete the line.
    """
    for family in ("page", "part"):
        for reference in references(catalog, family):
            document = reference.document
            if document.kind not in _KINDS or document.data.get("status", "active") != "active":
                continue
            page = page_of(reference, catalog)
            status = getattr(page, "status", "active")
            if family == "part" and status == "draft":
                continue  # better than nowhere, and the page says what it is
            if page and status != "active" and _ASIDE.isdisjoint(reference.route):
                message = f"`{reference.value}` is " + ("a draft" if status == "draft" else status)
                notes = ((page.origin.at("status"), "it says so here"),)
                help_ = "name a page that is in use, or make this one sound"
                yield Finding(reference.origin, message, help_, notes)
