from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.ERROR)
def escalation_grows(catalog: Catalog) -> Iterator[Finding]:
    """Each hop of an escalation path says after how long, and later than the hop before.

    `after` counts from the start. Someone alone with a dead pager reads down the list; where it
    goes backwards or says nothing, they wait too long or wake everybody at once.

    To fix: write `after` at every hop but the first, each longer than the one above.
    """
    for path in catalog.contacts.escalation if catalog.contacts else ():
        before = path.hops[0].after
        place = path.hops[0].origin.at("after")
        for hop in path.hops[1:]:
            if hop.after is None:
                message = f"the hop to `{hop.to}` does not say after how long"
                yield Finding(hop.origin.at("to"), message, "add `after`, from the start: 15m")
                continue
            if before and hop.after <= before:
                message = f"`{hop.after.text}` is not later than the `{before.text}` before it"
                notes = ((place, "the hop before"),)
                help_ = "`after` counts from the start, not from the hop before"
                yield Finding(hop.origin.at("after"), message, help_, notes)
            before, place = hop.after, hop.origin.at("after")
