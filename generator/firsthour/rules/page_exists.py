from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import Reference, missing_page, references

_PAGE = re.compile(rf"(?:{'|'.join(FOLDERS)})/[a-z0-9]+(?:-[a-z0-9]+)*(?:#.*)?\Z")


@rule(Severity.ERROR)
def page_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every page that another page uses, relates to, sends or records exists.

    A step that uses a missing procedure is an empty step, and a missing message is written from
    nothing while customers wait.

    To fix: correct the id, or write the page. An id is the name of a file without `.yaml`.
    """
    for reference in references(catalog, "page"):
        page = _page(reference)
        if page and catalog.page(page) is None:
            yield from missing_page(catalog, page, reference.origin)


def _page(reference: Reference) -> str:
    """The page as `kind/id`; empty for other text, where that is allowed."""
    target = reference.targets[0]
    if target in FOLDERS:  # written without its folder
        return f"{target}/{reference.value}"
    return reference.value if _PAGE.match(reference.value) else ""
