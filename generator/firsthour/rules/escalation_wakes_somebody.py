from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.night import can_ring, woken
from firsthour.rules.common.people import behind


@rule(Severity.WARNING)
def escalation_wakes_somebody(catalog: Catalog) -> Iterator[Finding]:
    """Behind every page at night and every escalation path is a channel that is known to wake.

    A telephone on silent takes a call as quietly as it takes a message. `night: true` says that
    somebody tried it at night; where no channel has it, the whole chain may ring without a sound.

    To fix: let one of them be called at night, and write `night: true` at the channel that woke
    them.
    """
    for called, origin, what in woken(catalog):
        people, vendors, known = behind(catalog, called)
        ways = [reach for name in vendors for reach in catalog.vendors[name].support]
        ways += [reach for name in people for reach in catalog.people[name].channels]
        rings = people and all(can_ring(catalog.people[name]) for name in people)
        if known and rings and not any(reach.night for reach in ways):
            who = ", ".join(f"`{name}`" for name in sorted(people))
            message = f"{what} reaches {who}, by no channel that is known to wake anyone"
            help_ = "try it at night, and write `night: true` at the channel that woke them"
            yield Finding(origin, message, help_)
