from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import StandIns, gone
from firsthour.rules.common.references import is_retired, references, role_of


@rule(Severity.ERROR)
def owner_active(catalog: Catalog) -> Iterator[Finding]:
    """Every owner and every holder of a role is still here.

    A page whose owner has left is a page that nobody keeps true, and the number under it rings in
    an empty room.

    Somebody whose `left` is a day to come is here until then.

    To fix: hand the page over. A team as owner survives people who leave; a person does not.
    """
    stand_ins = StandIns(catalog)
    for reference in references(catalog, "owner"):
        reason = gone(catalog, reference.value)
        if reason and not is_retired(reference.document):
            who = stand_ins.of(reference.value, role_of(reference, catalog))
            help_ = f"give it to a team or to a person who is still here; {who}"
            yield Finding(reference.origin, f"`{reference.value}` {reason}", help_)
