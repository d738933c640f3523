from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.checklists import Checklist
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.measure import MAIN, SMALLEST, WHOLE, room, too_many, width
from firsthour.rules.common.sheets import active_checklists

# The box to tick, and the least of a dotted line that leads to the answer.
_BOX, _LEADER = 1.35, 0.9


@rule(Severity.WARNING)
def checklist_line_fits(catalog: Catalog) -> Iterator[Finding]:
    """A line of a checklist, with its answer, is one line on paper in the smallest type.

    An eye that goes down the sheet finds the next box below the last one. A line that wraps breaks
    that, makes the type of the whole sheet smaller, and may cost the sheet its one page.

    To fix: write fewer or shorter words: 38 characters for the action and 11 for the answer.
    """
    for sheet in active_checklists(catalog):
        space = room(MAIN if _has_side(sheet) else WHOLE, SMALLEST) - _BOX
        for block in sheet.blocks:
            for item in block.items:
                answer = width(item.answer, bold=True) + _LEADER if item.answer else 0.0
                over = width(item.do) + answer - space
                if over > 0:
                    count = too_many(over)
                    what = f"`{item.do}` with `{item.answer}`" if item.answer else f"`{item.do}`"
                    message = f"{what} takes two lines on paper"
                    help_ = f"about {count} character{'s' if count > 1 else ''} less make it one"
                    yield Finding(item.origin.at("do"), message, help_)


def _has_side(sheet: Checklist) -> bool:
    panels = sheet.panels
    return panels is not None and bool(panels.severity or panels.call or panels.links)
