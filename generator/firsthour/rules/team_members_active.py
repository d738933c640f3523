from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import gone, members_here
from firsthour.validate.wording import names


@rule(Severity.WARNING)
def team_members_active(catalog: Catalog) -> Iterator[Finding]:
    """The members of a team are those who are still here.

    A team of three in the file and of one in truth has no backup, and nobody sees it until that one
    is on a plane.

    To fix: take the name out of `members`. Somebody who left stays under `people`, so that records
    keep a name.
    """
    for team in catalog.teams.values():
        here = members_here(catalog, team)
        for index, name in enumerate(team.members):
            reason = gone(catalog, name)
            if reason and here:
                origin = team.origin.at("members", index)
                help_ = f"take the name out; {_left_over(here)}"
                yield Finding(origin, f"`{name}` {reason}", help_)


def _left_over(here: list[str]) -> str:
    if len(here) == 1:
        return f"{names(here)} alone is left, so the team needs another member"
    return f"{names(here)} are left"
