from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import StandIns, gone
from firsthour.rules.common.references import Reference, is_retired, references

# References to people that tell what was, and stay true when somebody leaves; and the members of
# teams, which have a rule of their own.
_PAST = frozenset({"by", "members"})


@rule(Severity.ERROR)
def contact_active(catalog: Catalog) -> Iterator[Finding]:
    """Whoever is called, stands in for a role or still has an action to do is still here.

    Each call that nobody takes costs five minutes or more before the next one is tried.

    To fix: name somebody who is here; best a role or a team, which outlive people.
    """
    stand_ins = StandIns(catalog)
    for reference in references(catalog, "contact"):
        reason = gone(catalog, reference.value)
        if reason and not _is_past(reference) and not is_retired(reference.document):
            who = stand_ins.of(reference.value)
            help_ = f"name somebody who is still here, or better a role or a team; {who}"
            yield Finding(reference.origin, f"`{reference.value}` {reason}", help_)


def _is_past(reference: Reference) -> bool:
    route = reference.route
    if route[0] == "actions":
        return "done" in reference.document.data["actions"][route[1]]
    if reference.document.kind == "incidents" and route[0] == "roles":
        return True
    return not _PAST.isdisjoint(route)
