from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import active_checklists


@rule(Severity.WARNING)
def checklist_has_an_end(catalog: Catalog) -> Iterator[Finding]:
    """A checklist says how to know that it is finished, and what is left for later.

    Without a last line nobody knows whether the sheet is done or was dropped when the telephone
    rang. A crew says "checklist complete" for that reason.

    To fix: add `end` with what is then true, and what was put off on purpose.
    """
    for sheet in active_checklists(catalog):
        if not sheet.end:
            message = "nothing says when this checklist is finished"
            help_ = "add `end` with what is then true, and what is left for later"
            yield Finding(sheet.origin.at("title"), message, help_)
