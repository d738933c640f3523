from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import all_here, behind


@rule(Severity.ERROR)
def escalation_not_one_person(catalog: Catalog) -> Iterator[Finding]:
    """An escalation path leads to more than one person.

    A path is for the case that somebody does not answer. If the role, the team and the person on it
    are one and the same telephone, it rings three times beside the same empty bed.

    A vendor counts as somebody else. Where one person is the whole team, nothing is said.

    To fix: add a hop to another person, a team or a vendor who can help.
    """
    if catalog.contacts is None or len(all_here(catalog)) < 2:
        return
    for path in catalog.contacts.escalation:
        people, vendors, known = behind(catalog, path.id)
        if known and len(people) == 1 and not vendors:
            (only,) = people
            notes = tuple(
                (hop.origin.at("to"), f"`{only}` again")
                for hop in path.hops[1:]
                if only in behind(catalog, hop.to).people
            )
            message = f"`{only}` is the only person behind the path `{path.id}`"
            help_ = "add a hop to somebody else"
            yield Finding(path.hops[0].origin.at("to"), message, help_, notes)
