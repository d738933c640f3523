from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.freshness import interval
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import is_here


@rule(Severity.WARNING, clock=True)
def contact_confirmed(catalog: Catalog) -> Iterator[Finding]:
    """The ways to reach somebody were tried within the interval of `review.contacts`.

    Numbers change and telephones learn to be silent at night. That shows when somebody tries, and
    if nobody has, it shows in the incident.

    As soon as one person has a `confirmed`, everybody with channels needs one.

    To fix: call, let it ring through, and write the day under `confirmed`. The interval stands in
    runbooks/settings.yaml, and is 90 days unless that file says otherwise.
    """
    length = interval(catalog.settings.review if catalog.settings else None, "contacts")
    reachable = [
        person
        for person in catalog.people.values()
        if person.channels and is_here(person, catalog.today)
    ]
    in_use = any(person.confirmed for person in reachable)
    for person in reachable:
        if person.confirmed is None:
            if in_use:
                message = f"nobody has confirmed how to reach `{person.id}`"
                help_ = "try each channel, and write the day as `confirmed`"
                yield Finding(person.origin.at("id"), message, help_)
        elif catalog.today - person.confirmed > length:
            message = f"`{person.id}` was last confirmed on {person.confirmed}"
            help_ = f"try each channel again, and write the day; it counts for {length.days} days"
            yield Finding(person.origin.at("confirmed"), message, help_)
