"""A site: a check, then everything that an engine needs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.pipeline.checking import Checked, check

if TYPE_CHECKING:
    from firsthour.pages import Context
    from firsthour.site.assembly import Assembly


def assemble(root: Path, *, today: datetime.date | None = None) -> Assembly:
    """Everything an engine needs to build the site of `root`; nothing is written.

    Broken files become pages that say what is wrong with them.

    Args:
        root: the folder that has `runbooks/`.
        today: the day from which the pages count, the real one unless told.
    """
    # Checking alone must not wait for the template engine to load.
    from firsthour.site.assembly import assembly

    checked = check(root, today=today)
    return assembly(context_of(root, checked))


def context_of(root: Path, checked: Checked) -> Context:
    """What was checked, with what git and the rules say: everything that a page is made from."""
    from firsthour import history
    from firsthour.documented import entries
    from firsthour.pages import Context
    from firsthour.review import changes, edits

    return Context(
        checked.catalog,
        checked.catalog.today,
        history.read(root),
        entries(),
        checked.problems,
        checked.texts,
        changed=changes(root, checked.catalog),
        edited=edits(root, checked.catalog),
    )
