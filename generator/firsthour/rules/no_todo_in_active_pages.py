from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.texts import texts
from firsthour.source import Origin

# Plain searches first: they cost a tenth of the expression.
_HINTS = ("TODO", "FIXME", "TBD", "TBC", "XXX", "???", "orem ipsum")
_UNFINISHED = re.compile(
    r"(?<![\w./-])(?:TODO|FIXME|TBD|TBC|XXX)(?![\w./-]*\w)|\?\?\?|[Ll]orem ipsum"
)


@rule(Severity.ERROR)
def no_todo_in_active_pages(catalog: Catalog) -> Iterator[Finding]:
    """A page that is in use holds no TODO and no other mark of something unfinished.

    At night a TODO is a step that is missing, found at the moment it is needed.

    To fix: write what is missing, or set `status: draft` so that the page says what it is.
    """
    for document in catalog.documents:
        if document.data.get("status", "active") != "active" or document.kind == "incidents":
            continue
        if any(hint in document.text for hint in _HINTS):
            for route, text in texts(document.data):
                found = _UNFINISHED.search(text)
                if found:
                    message = f"`{found[0]}` in a page that is in use"
                    help_ = "write what is missing"
                    if document.kind in ("failure-modes", "procedures", "checklists", "templates"):
                        help_ += ", or set `status: draft`"
                    yield Finding(Origin(document, route), message, help_, excerpt=found[0])
