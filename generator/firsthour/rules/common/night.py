"""Who is woken at night, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.contacts import Person
from firsthour.source import Origin

_RINGS = frozenset({"call", "text", "page"})


def woken(catalog: Catalog) -> Iterator[tuple[str, Origin, str]]:
    """Whoever may be called at night: their id, the place that says so, and what it is."""
    seen: set[str] = set()
    for level in catalog.levels:
        if level.page.when == "always" and level.page.who not in seen:
            seen.add(level.page.who)
            yield level.page.who, level.page.origin.at("who"), f"the page of `{level.id}`"
    for path in catalog.contacts.escalation if catalog.contacts else ():
        yield path.id, path.origin.at("id"), f"the path `{path.id}`"


def can_ring(person: Person) -> bool:
    """True when something of theirs makes a sound at night, or is said to wake them."""
    return any(reach.night or reach.by in _RINGS for reach in person.channels)
