"""Whom to call, and the levels, as printed pages show them."""

from __future__ import annotations

from dataclasses import replace

from firsthour.model import Catalog
from firsthour.model.common import Duration
from firsthour.model.roles import Role
from firsthour.model.severity import Level
from firsthour.pages.common import name_of
from firsthour.pages.identity import View
from firsthour.pages.reaching import Party, parties

_UNITS = {"second": "s", "minute": "min", "hour": "h"}


def unlocked(catalog: Catalog) -> Catalog:
    """The same catalog with every number to be shown, for a copy that is kept private."""
    if catalog.contacts is None:
        return catalog
    people = tuple(replace(person, private=False) for person in catalog.contacts.people)
    return replace(catalog, contacts=replace(catalog.contacts, people=people))


def call(identifier: str, catalog: Catalog) -> View:
    """A role, person, team or company with the people behind it, and what reaches them."""
    found = catalog.reachable.get(identifier)
    people = list(parties(identifier, catalog))
    if isinstance(found, Role) and found.backup:
        people += parties(found.backup, catalog, found.reach)
    return {"title": name_of(identifier, catalog), "people": [party(it) for it in people]}


def party(it: Party) -> View:
    """Somebody and the ways to them; `hidden` leaves room for a number written by hand."""
    ways = [
        {"kind": way.words, "value": way.value, "night": way.night, "note": way.note}
        for way in it.ways
    ]
    return {"name": it.name, "ways": ways, "hidden": it.hidden}


def level(it: Level) -> View:
    """A severity level in short words."""
    rhythm = it.update_every
    return {
        "code": it.code,
        "name": it.name,
        "definition": it.definition,
        "respond": short(it.respond_within),
        "internal": short(rhythm.internal) if rhythm else "",
        "public": short(rhythm.public) if rhythm else "",
    }


def short(duration: Duration | None) -> str:
    """`15 min`, `1 h`, `3 days`: as it stands in a narrow column."""
    if duration is None:
        return ""
    count, _, unit = duration.words.partition(" ")
    return f"{count} {_UNITS.get(unit.rstrip('s'), unit)}"
