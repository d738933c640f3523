"""Whether pages still hold: the month's list, the entry in the file, and what git shows.

In reading order: `log` reads git's history of the runbooks, `changes` finds the last change that
counts, `ranking` says why a page comes first, `plan` spreads reviews over months, `person` knows
who is here, `layout` where an entry belongs, `entry` writes one down, `drift` asks about a change
whether the pages that watch it still hold (`globs` says which do), `drills` says what was tried
longest ago.
"""

from __future__ import annotations

from firsthour.review.changes import changes, edits, log_of
from firsthour.review.drift import drift
from firsthour.review.entry import Refused, Wanted, find_page, write
from firsthour.review.plan import Month, Turn, month, samples

__all__ = [
    "Month",
    "Refused",
    "Turn",
    "Wanted",
    "changes",
    "drift",
    "edits",
    "find_page",
    "log_of",
    "month",
    "samples",
    "write",
]
