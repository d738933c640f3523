from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import TEN, active_checklists


@rule(Severity.ERROR)
def block_under_ten_items(catalog: Catalog) -> Iterator[Finding]:
    """A block of a checklist has fewer than ten items.

    A block is a pause point: it is read aloud, answered and left. With ten items people lose their
    place, tick from memory, and skip the one that mattered.

    To fix: divide the block where the work pauses anyway, or delete what is done in any case.
    """
    for sheet in active_checklists(catalog):
        for block in sheet.blocks:
            if len(block.items) >= TEN:
                message = f"the block `{block.title}` has {len(block.items)} items"
                help_ = "divide it into blocks of 5 to 7, or delete what is done in any case"
                yield Finding(block.origin.at("title"), message, help_)
