"""What a code host keeps for the team: the one issue of the monthly review, and CODEOWNERS.

In reading order: `people` finds who is meant on GitHub, `patterns` reads the lines of CODEOWNERS,
`owners` writes and checks them, `review` reads what `firsthour review` found, `body` words it,
`github` speaks to the API, `issue` keeps exactly one issue true.
"""

from __future__ import annotations

from firsthour.forge.body import body, places
from firsthour.forge.github import Access, GitHub, Missing, Refused, access
from firsthour.forge.issue import keep
from firsthour.forge.owners import Broken, block, find, nameless, problems, rewritten
from firsthour.forge.people import logins
from firsthour.forge.review import Asked, Unreadable, parse

__all__ = [
    "Access",
    "Asked",
    "Broken",
    "GitHub",
    "Missing",
    "Refused",
    "Unreadable",
    "access",
    "block",
    "body",
    "find",
    "keep",
    "logins",
    "nameless",
    "parse",
    "places",
    "problems",
    "rewritten",
]
