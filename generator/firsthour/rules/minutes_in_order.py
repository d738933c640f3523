from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.checklists import Block
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import Span, active_checklists, span


@rule(Severity.ERROR)
def minutes_in_order(catalog: Catalog) -> Iterator[Finding]:
    """The minutes of a checklist run forwards, and one person has one block at a time.

    The sheet is followed with an eye on the clock. Where it jumps back, people stop trusting the
    clock, and with it the sheet.

    To fix: put the blocks in the order of their minutes, and let each begin where the one before
    ends. Blocks side by side each say `who`.
    """
    for sheet in active_checklists(catalog):
        earlier: Block | None = None
        before = Span(0, 0)
        for block in sheet.blocks:
            now = span(block)
            if now is None:
                continue
            origin = block.origin.at("minutes")
            if now.end < now.start:
                message = f"the minutes `{block.minutes}` end before they begin"
                yield Finding(origin, message, f"write `{now.end}-{now.start}`, if that is meant")
                continue
            if earlier is not None and _collide(block, now, earlier, before):
                message = f"the minutes `{block.minutes}` begin before `{earlier.minutes}` ends"
                help_ = "put the blocks in order, or say `who` does each, if they are side by side"
                notes = ((earlier.origin.at("minutes"), "the block before"),)
                yield Finding(origin, message, help_, notes)
            earlier, before = block, now


def _collide(block: Block, now: Span, earlier: Block, before: Span) -> bool:
    if now.start < before.start:
        return True
    is_aside = bool(block.who and earlier.who and block.who != earlier.who)
    return now.start < before.end and not is_aside
