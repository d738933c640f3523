from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import all_here, members_here


@rule(Severity.WARNING)
def role_has_backup(catalog: Catalog) -> Iterator[Finding]:
    """A role that one person holds has a backup.

    Sooner or later that person is ill, asleep or the one who is stuck. Without a second name,
    finding somebody who may decide is the first step of the incident.

    To fix: name another person as `backup`, or give the role to a team of two or more. A team of
    one person has nobody to name, and is left alone.
    """
    if len(all_here(catalog)) < 2:
        return
    for role in catalog.role_map.values():
        if role.backup:
            continue
        team = catalog.teams.get(role.holder)
        here = members_here(catalog, team) if team else [role.holder]
        if len(here) == 1 and (team or role.holder in catalog.people):
            who = f"`{role.holder}`" + (f", which is `{here[0]}` alone" if team else "")
            message = f"the role `{role.id}` has no backup for {who}"
            yield Finding(role.origin.at("holder"), message, "name another person as `backup`")
