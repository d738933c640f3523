"""Who is still here."""

from __future__ import annotations

from firsthour.model import Catalog


def gone(catalog: Catalog, name: str) -> str:
    """Why nobody answers for a person or team; empty when somebody does, or nobody knows it.

    A team with a member that contacts.yaml does not have is left to the rule that reports that.
    """
    person = catalog.people.get(name)
    if person is not None:
        return f"left on {person.left}" if person.left else ""
    team = catalog.teams.get(name)
    if team is None:
        return ""
    members = [catalog.people.get(member) for member in team.members]
    if any(member is None or member.left is None for member in members):
        return ""
    return "has no active member"
