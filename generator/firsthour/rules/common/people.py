"""Who is still here, whom a name stands for, and who takes over when somebody has left."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.contacts import EscalationPath, Person, Team, Vendor
from firsthour.model.roles import Role
from firsthour.validate.wording import names


def is_here(person: Person, today: datetime.date) -> bool:
    """True until the day somebody leaves; who leaves later still answers today."""
    return person.left is None or person.left > today


def all_here(catalog: Catalog) -> list[Person]:
    """Everybody who is still here."""
    return [person for person in catalog.people.values() if is_here(person, catalog.today)]


def members_here(catalog: Catalog, team: Team) -> list[str]:
    """Members who are still here; one that contacts.yaml does not have counts as here.

    That one is left to the rule that reports it.
    """
    people = catalog.people
    return [
        name
        for name in dict.fromkeys(team.members)
        if name not in people or is_here(people[name], catalog.today)
    ]


def gone(catalog: Catalog, name: str) -> str:
    """Why nobody answers for a person or team; empty when somebody does, or nobody knows it."""
    person = catalog.people.get(name)
    if person is not None:
        return "" if is_here(person, catalog.today) else f"left on {person.left}"
    team = catalog.teams.get(name)
    return "has no active member" if team and not members_here(catalog, team) else ""


class Behind(NamedTuple):
    """Everybody here whom a name stands for, and the vendors.

    `known` is false when a part of it leads nowhere, so that nothing can be said about the whole.
    """

    people: frozenset[str]
    vendors: frozenset[str]
    known: bool


def behind(catalog: Catalog, *called: str) -> Behind:
    """Follow roles, teams and escalation paths down to people and vendors."""
    people: set[str] = set()
    vendors: set[str] = set()
    known = True
    seen: set[str] = set()
    todo = [*called]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = catalog.reachable.get(name)
        if isinstance(found, Person):
            if is_here(found, catalog.today):
                people.add(name)
        elif isinstance(found, Vendor):
            vendors.add(name)
        elif found is None:
            known = False
        else:
            todo += _next(found)
    return Behind(frozenset(people), frozenset(vendors), known)


def _next(found: Team | Role | EscalationPath) -> Iterator[str]:
    if isinstance(found, Team):
        yield from found.members
    elif isinstance(found, Role):
        yield found.holder
        if found.backup:
            yield found.backup
    else:
        yield from (hop.to for hop in found.hops)


class StandIns:
    """Who can take over from somebody, looked up once for all findings of a rule."""

    def __init__(self, catalog: Catalog) -> None:
        """Note the teams of each person, and the roles of each holder."""
        self._catalog = catalog
        self._teams: dict[str, list[Team]] = {}
        self._roles: dict[str, list[Role]] = {}
        for team in catalog.teams.values():
            for member in team.members:
                self._teams.setdefault(member, []).append(team)
        for role in catalog.role_map.values():
            self._roles.setdefault(role.holder, []).append(role)

    def of(self, name: str, role: Role | None = None) -> str:
        """A sentence about who is there instead of a person or team.

        Args:
            name: who is not there any more.
            role: the role that is concerned, when it is one; its backup comes first.
        """
        catalog = self._catalog
        for each in (*([role] if role else ()), *self._roles.get(name, ())):
            if each.backup and each.backup != name and not gone(catalog, each.backup):
                return f"`{each.backup}` is the backup of the role `{each.id}`"
        for team in self._teams.get(name, ()):
            others = [member for member in members_here(catalog, team) if member in catalog.people]
            if others:
                verb = "is" if len(others) == 1 else "are"
                return f"{names(others)} {verb} still in the team `{team.id}`"
        return "nobody is named as a backup"
