from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.texts import texts
from firsthour.rules.common.unfinished import unfinished
from firsthour.source import Document, Origin


@rule(Severity.ERROR)
def no_todo_in_active_pages(catalog: Catalog) -> Iterator[Finding]:
    """A page that is in use holds no TODO and no other mark of something unfinished.

    At night a TODO is a step that is missing, found at the moment it is needed. The record of an
    incident may have some until it says when the incident was resolved.

    To fix: write what is missing, or set `status: draft` so that the page says what it is.
    """
    for document in catalog.documents:
        # Of the whole text first: nearly none has a mark, and walking through it takes longer.
        if _is_in_use(document) and unfinished(document.text):
            is_record = document.kind == "incidents"
            what = (
                "the record of an incident that is over" if is_record else "a page that is in use"
            )
            help_ = "write what is missing"
            if document.kind in FOLDERS and not is_record:
                help_ += ", or set `status: draft`"
            for route, text in texts(document.data):
                mark = unfinished(text)
                if mark:
                    message = f"`{mark}` in {what}"
                    yield Finding(Origin(document, route), message, help_, excerpt=mark)


def _is_in_use(document: Document) -> bool:
    if document.kind == "incidents":
        return "resolved" in document.data
    return bool(document.data.get("status", "active") == "active")
