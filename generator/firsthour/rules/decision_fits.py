from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.measure import SMALLEST, room, too_many, width
from firsthour.rules.common.sheets import active_checklists

# Millimetres: two thirds of the page, since decisions may stand below both columns.
_ROW = 127.0


@rule(Severity.WARNING)
def decision_fits(catalog: Catalog) -> Iterator[Finding]:
    """A row of a decision, the If and the Then, is one line on paper in the smallest type.

    Somebody who decides compares the rows. That works when each is taken in at one look.

    To fix: name the condition in three or four words, and the action in two or three.
    """
    space = room(_ROW, SMALLEST)
    for sheet in active_checklists(catalog):
        for row in sheet.decisions:
            taken = width("If ", bold=True) + width(row.if_) + 1.5 + width(row.then, bold=True)
            if taken > space:
                count = too_many(taken - space)
                message = f"`{row.if_}` with `{row.then}` takes two lines on paper"
                help_ = f"about {count} character{'s' if count > 1 else ''} less make it one"
                yield Finding(row.origin.at("if_"), message, help_)
