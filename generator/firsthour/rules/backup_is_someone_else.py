from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import members_here


@rule(Severity.ERROR)
def backup_is_someone_else(catalog: Catalog) -> Iterator[Finding]:
    """The backup of a role is not the person who holds it.

    Two names on paper and one telephone: when that one is on a plane, nobody leads.

    To fix: name another person as `backup`, or leave it out and so admit that there is none.
    """
    for role in catalog.role_map.values():
        if not role.backup:
            continue
        if role.backup == role.holder:
            notes = ((role.origin.at("holder"), "the same person"),)
            message = f"the backup `{role.backup}` also holds the role"
        elif _alone(catalog, role.holder) == role.backup:
            notes = ((role.origin.at("holder"), "a team of one"),)
            message = f"the backup `{role.backup}` is the only active member of `{role.holder}`"
        else:
            continue
        yield Finding(role.origin.at("backup"), message, "name another person", notes)


def _alone(catalog: Catalog, team: str) -> str:
    """The only active member of a team; empty when there are more, or none."""
    if team not in catalog.teams:
        return ""
    members = members_here(catalog, catalog.teams[team])
    return members[0] if len(members) == 1 else ""
