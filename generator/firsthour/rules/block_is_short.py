from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import TEN, active_checklists, most_items


@rule(Severity.WARNING)
def block_is_short(catalog: Catalog) -> Iterator[Finding]:
    """A block of a checklist has at most 7 items, and at most 6 where two minutes are meant for it.

    Five to seven lines are what somebody under stress still takes in at a glance. In two minutes
    each line has twenty seconds, to do it and to hear the answer.

    To fix: divide the block, give it more minutes, or delete what is done in any case.
    """
    for sheet in active_checklists(catalog):
        for block in sheet.blocks:
            most = most_items(block)
            if most < len(block.items) < TEN:
                message = f"the block `{block.title}` has {len(block.items)} items"
                if block.minutes and most < 7:
                    message += f" in the minutes {block.minutes}"
                help_ = f"at most {most} fit here: divide it, or delete what is done in any case"
                yield Finding(block.origin.at("title"), message, help_)
