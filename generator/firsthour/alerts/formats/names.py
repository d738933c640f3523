"""A plain list for everything else: one name a line, and behind a tab its link.

A name may hold spaces, `=>` and `(>80%)`; lines that begin with `#` say nothing.
"""

from __future__ import annotations

import re

from firsthour.alerts.formats.common import Source
from firsthour.alerts.found import AlertFile, FoundAlert
from firsthour.problem import Location

_LINK = re.compile(r"^(.*?)(?:\t+|\s+(?=https?://))(\S+)\s*$")
_ENDINGS = (".txt", ".list", ".names", ".csv", ".tsv")
_LONGEST = 500


def read(source: Source) -> AlertFile | None:
    """The names of a text file; None when the ending says that it is something else."""
    if not source.path.lower().endswith(_ENDINGS):
        return None
    found = []
    for number, raw in enumerate(source.text.split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#") or len(line) > _LONGEST:
            continue
        parts = _LINK.match(raw.rstrip())
        name = (parts[1] if parts else line).strip()
        if not name:
            continue
        column = raw.index(name) + 1
        place = Location(source.path, number, column, number, column + len(name))
        link = parts[2] if parts else ""
        found.append(FoundAlert(name, place, link_key="link" if link else "", link=link))
    return AlertFile(source.path, "names", tuple(found))
