from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import behind


@rule(Severity.WARNING)
def role_reach_exists(catalog: Catalog) -> Iterator[Finding]:
    """Everybody who may hold a role can be reached in one of the ways that the role names.

    "Reach the lead by call" is read out, and then there is no number under the name. Somebody
    starts to look for one, or writes a message that nobody reads.

    The holder, the members of a team that holds it, and the backup count. Somebody without any
    channel does not.

    To fix: add such a channel to the person, or the way that works to `reach`.
    """
    for role in catalog.role_map.values():
        for name in sorted(behind(catalog, role.id).people) if role.reach else ():
            person = catalog.people[name]
            if person.channels and not {each.by for each in person.channels} & {*role.reach}:
                ways = " or ".join(f"`{way}`" for way in role.reach)
                message = f"`{name}` may hold `{role.id}` and has no channel by {ways}"
                notes = ((person.origin.key_of("channels"), f"the channels of `{name}`"),)
                help_ = "add such a channel, or the way that works to `reach`"
                yield Finding(role.origin.at("reach"), message, help_, notes)
