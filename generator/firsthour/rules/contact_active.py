from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import gone
from firsthour.rules.common.references import Reference, references

# References to people that tell what was, and stay true when somebody leaves.
_PAST = frozenset({"by", "members", "roles"})


@rule(Severity.ERROR)
def contact_active(catalog: Catalog) -> Iterator[Finding]:
    """Whoever is called, stands in for a role or still has an action to do is still here.

    Each call that nobody takes costs five minutes or more before the next one is tried.

    To fix: name somebody who is here; best a role or a team, which outlive people.
    """
    for reference in references(catalog, "contact"):
        reason = gone(catalog, reference.value)
        if reason and not _is_past(reference):
            help_ = "name somebody who is still here, or better a role or a team"
            yield Finding(reference.origin, f"`{reference.value}` {reason}", help_)


def _is_past(reference: Reference) -> bool:
    route = reference.route
    if route[0] == "actions":
        return "done" in reference.document.data["actions"][route[1]]
    return not _PAST.isdisjoint(route)
