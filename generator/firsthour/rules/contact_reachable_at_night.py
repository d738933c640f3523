from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.night import can_ring, woken
from firsthour.rules.common.people import behind


@rule(Severity.ERROR)
def contact_reachable_at_night(catalog: Catalog) -> Iterator[Finding]:
    """Whoever may be called at night has a channel that can ring.

    A chat message and an e-mail wait until somebody looks. Counted are all who are behind a level
    that pages `always`, and behind an escalation path.

    To fix: add a channel by `call`, `text` or `page`, or mark the one that really wakes them with
    `night: true`.
    """
    seen: set[str] = set()
    for called, origin, what in woken(catalog):
        for name in sorted(behind(catalog, called).people - seen):
            seen.add(name)
            person = catalog.people[name]
            if can_ring(person):
                continue
            ways = " and ".join(dict.fromkeys(reach.by for reach in person.channels))
            message = f"`{name}` may be called at night, and " + (
                f"has only {ways} written down" if ways else "has no channel written down"
            )
            notes = ((origin, f"{what} leads to `{name}`"),)
            help_ = "add a channel by `call`, `text` or `page`"
            place = person.origin.at("channels" if ways else "id")
            yield Finding(place, message, help_, notes)
