"""Parts of a page that a `go` can lead to: sections, and the steps and options with an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from firsthour.model import Sheet
from firsthour.source import Origin

SECTIONS = (
    "steps",
    "diagnose",
    "mitigate",
    "rollback",
    "verify",
    "after",
    "escalate",
    "communicate",
)


def parts(page: Sheet) -> Iterator[tuple[str, str, Origin]]:
    """Section, id and place of every step and option that has an id."""
    for section in SECTIONS:
        members = getattr(page, section, None) or ()
        for member in getattr(members, "steps", members):
            if getattr(member, "id", ""):
                yield section, member.id, member.origin.at("id")


def targets(page: Sheet) -> Counter[str]:
    """Every name that leads to a part of the page, and to how many parts it leads."""
    found = Counter({section: 1 for section in SECTIONS if getattr(page, section, None)})
    for section, name, _origin in parts(page):
        found[f"{section}.{name}"] = 1
        if name not in SECTIONS:
            found[name] += 1
    return found
