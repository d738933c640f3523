from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.measure import BESIDE, HEAD, MAIN, SMALLEST, room, too_many, width
from firsthour.rules.common.sheets import active_checklists
from firsthour.source import Origin

_TITLE, _BLOCK = 1.75, 1.06  # times the size of the steps
_GAP = 0.5  # between the title of a block and who does it
_MINUTES, _AT = 19.0, 20.0  # millimetres of what stands before and behind the title of a block


@rule(Severity.WARNING)
def sheet_title_fits(catalog: Catalog) -> Iterator[Finding]:
    """The title of a checklist, and of each of its blocks, is one line on paper.

    A title is read from an arm's length while the sheets are leafed through. Two lines of it take
    the room of three steps.

    To fix: two or three words, since who does it stands on the same line; what else there is to
    say belongs into `when`.
    """
    for sheet in active_checklists(catalog):
        over = width(sheet.title, bold=True) - room(HEAD, SMALLEST * _TITLE)
        if over > 0:
            yield _finding(sheet.title, sheet.origin.at("title"), over)
        for block in sheet.blocks:
            space = MAIN - _AT - (_MINUTES if block.minutes else 0)
            who = _GAP + width(block.who) * BESIDE / SMALLEST if block.who else 0.0
            over = width(block.title, bold=True) + (who - room(space, SMALLEST)) / _BLOCK
            if over > 0:
                yield _finding(block.title, block.origin.at("title"), over)


def _finding(title: str, origin: Origin, over: float) -> Finding:
    count = too_many(over)
    message = f"the title `{title}` takes two lines on paper"
    return Finding(origin, message, f"about {count} character{'s' if count > 1 else ''} less fit")
