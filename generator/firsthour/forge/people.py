"""Owners as GitHub knows them."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.contacts import Person
from firsthour.rules.common.people import is_here


def people(catalog: Catalog, owner: str) -> Iterator[Person]:
    """The person, or the members of the team, without those who left."""
    team = catalog.teams.get(owner)
    for identifier in team.members if team else (owner,):
        person = catalog.people.get(identifier)
        if person is not None and is_here(person, catalog.today):
            yield person


def logins(catalog: Catalog, owner: str) -> tuple[str, ...]:
    """The names of the people behind an owner, without `@`: a team cannot be assigned."""
    return tuple(person.github for person in people(catalog, owner) if person.github)


def handles(catalog: Catalog, owner: str) -> tuple[str, ...]:
    """Who stands in CODEOWNERS for an owner: a team as itself if it can, else its people."""
    team = catalog.teams.get(owner)
    if team and team.github and any(people(catalog, owner)):
        return (f"@{team.github}",)
    return tuple(f"@{login}" for login in logins(catalog, owner))


def gone(catalog: Catalog) -> dict[str, Person]:
    """Those who left, by their name on GitHub in lower case."""
    return {
        person.github.lower(): person
        for person in catalog.people.values()
        if person.github and not is_here(person, catalog.today)
    }
