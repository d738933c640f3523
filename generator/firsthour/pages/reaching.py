"""Whom an id stands for in the end, and how to reach them: roles and teams become people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.contacts import Person, Reach, Team, Vendor
from firsthour.model.roles import Role
from firsthour.rules.common.people import is_here

WORDS: Mapping[str, str] = {
    "call": "Call",
    "text": "Text",
    "chat": "Chat",
    "email": "Mail",
    "page": "Page",
    "portal": "Portal",
}
# Numbers of people marked private stay out of every copy that others can read.
_NUMBERS = ("call", "text")
_SCHEMES = {"call": "tel:", "text": "sms:"}
_NO_DIGIT = re.compile(r"[^0-9]")
_EXTENSION = re.compile(r"[a-zA-Z].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody; `href` is empty where there is nothing to press."""

    words: str
    value: str
    href: str
    night: bool
    note: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with the ways to reach them; `hidden` when there are more than may be shown."""

    name: str
    reference: str
    ways: tuple[Way, ...]
    hidden: bool = False


def way(reach: Reach) -> Way:
    """A way with the address that dials, writes or opens it."""
    return Way(WORDS[reach.by], reach.value, _href(reach), reach.night, reach.note)


def _href(reach: Reach) -> str:
    if reach.by in _SCHEMES:
        number = dialled(reach.value)
        return f"{_SCHEMES[reach.by]}{number}" if number else ""
    if reach.value.startswith(("https://", "http://")):
        return reach.value
    return f"mailto:{reach.value}" if reach.by == "email" else ""


def dialled(number: str) -> str:
    """A number as a telephone takes it, up to the first letter: a plus and digits."""
    plain = _EXTENSION.sub("", number).strip(" (")
    if not plain.startswith("+"):
        return _NO_DIGIT.sub("", plain)
    # `+44 (0)20` is read as two numbers in one: the zero is for calls from inside only.
    digits = _NO_DIGIT.sub("", plain.replace("(0)", ""))
    return f"+{digits}" if digits else ""


def visible(person: Person) -> tuple[Reach, ...]:
    """The channels of a person that the site may show."""
    return tuple(it for it in person.channels if not (person.private and it.by in _NUMBERS))


def party(person: Person, kinds: Sequence[str] = (), *, at_night: bool = False) -> Party:
    """A person with what the site may show.

    Args:
        person: whoever it is.
        kinds: only ways of these kinds, in this order; all in the order of the file when empty.
        at_night: only what wakes them, or the first way when nothing is said to.
    """
    wanted = _wanted(person.channels, kinds, at_night)
    allowed = visible(person)
    shown = [it for it in wanted if it in allowed]
    return Party(
        person.name, f"contacts#{person.id}", tuple(map(way, shown)), len(shown) < len(wanted)
    )


def _wanted(channels: Sequence[Reach], kinds: Sequence[str], at_night: bool) -> list[Reach]:
    found = [it for kind in kinds for it in channels if it.by == kind] if kinds else list(channels)
    return ([it for it in found if it.night] or found[:1]) if at_night else found


def parties(identifier: str, catalog: Catalog, kinds: Sequence[str] = ()) -> tuple[Party, ...]:
    """The people, or the company, that an id leads to, with what works at night.

    Args:
        identifier: of a role, person, team, vendor or escalation path.
        catalog: where they are.
        kinds: only ways of these kinds, in this order; those of the role when it is one.
    """
    found = catalog.reachable.get(identifier)
    if isinstance(found, Role):
        held = catalog.reachable.get(found.holder)
        if isinstance(held, Role):  # which lint reports; a circle must not go on for ever
            return ()
        return parties(found.holder, catalog, kinds or found.reach)
    if isinstance(found, Vendor):
        ways = _wanted(found.support, (), at_night=True)
        return (Party(found.name, f"contacts#{found.id}", tuple(map(way, ways))),)
    return tuple(party(it, kinds, at_night=True) for it in _people(found, catalog))


def _people(found: object, catalog: Catalog) -> Iterator[Person]:
    if isinstance(found, Person):
        yield found
    elif isinstance(found, Team):
        members = (catalog.people.get(member) for member in found.members)
        yield from (member for member in members if member and is_here(member, catalog.today))
