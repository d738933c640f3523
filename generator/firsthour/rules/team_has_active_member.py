from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import StandIns, members_here


@rule(Severity.ERROR)
def team_has_active_member(catalog: Catalog) -> Iterator[Finding]:
    """A team has at least one member who is still here.

    Pages stay with a team when people leave; that is why they belong to one. Once the last of them
    is gone, its name still looks like an answer, and nobody is behind it.

    To fix: add somebody to `members`, or give what the team owns to another team and delete it.
    """
    stand_ins = StandIns(catalog)
    for team in catalog.teams.values():
        if not members_here(catalog, team):
            notes = tuple(
                (person.origin.at("left"), f"`{name}` left on {person.left}")
                for name, person in ((name, catalog.people[name]) for name in team.members)
            )
            help_ = f"add a member, or hand over what the team owns; {stand_ins.of(team.id)}"
            message = f"everybody in the team `{team.id}` has left"
            yield Finding(team.origin.at("members"), message, help_, notes)
