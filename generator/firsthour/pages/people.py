"""People: who does what in an incident, and how to reach everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.contacts import Person, Reach
from firsthour.model.roles import Role
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.parts import step_views

POWERS = {
    "cloud-access": "Reach the cloud console",
    "approve": "Approve a risky change",
    "roll-back": "Roll back",
    "spend": "Spend money",
    "speak-publicly": "Speak in public",
}
# Numbers of people marked private stay out of every copy that others can read.
_NUMBERS = ("call", "text")


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role with the ways that wake whoever holds it."""

    role: Role
    reach: tuple[Reach, ...]
    hidden: bool


@page_kind
def people(context: Context) -> Iterator[Page]:
    """Roles as cards, and everybody with their channels."""
    catalog = context.catalog
    if "roles" not in catalog.broken:
        yield Page(
            "roles.md",
            "Roles",
            "roles",
            "people",
            {"it": catalog.roles, "cards": _cards(catalog)},
            source=catalog.roles.origin.document.path if catalog.roles else "",
            description="Who does what in an incident, and who takes over.",
        )
    if "contacts" not in catalog.broken:
        contacts = catalog.contacts
        here = [person for person in contacts.people if not person.left] if contacts else []
        yield Page(
            "contacts.md",
            "Contacts",
            "contacts",
            "people",
            {
                "it": contacts,
                "people": [(person, visible(person)) for person in here],
                "left": [person for person in contacts.people if person.left] if contacts else [],
                "powers": _powers(here),
                "emergency": [
                    (access, step_views(access.steps, f"access-{number}", catalog))
                    for number, access in enumerate(contacts.emergency_access, 1)
                ]
                if contacts
                else [],
            },
            source=contacts.origin.document.path if contacts else "",
            description="People, teams, vendors and channels, and the way upwards.",
            order=(1, "contacts"),
        )


def visible(person: Person) -> tuple[Reach, ...]:
    """The channels of a person that the site may show."""
    return tuple(it for it in person.channels if not (person.private and it.by in _NUMBERS))


def _cards(catalog: Catalog) -> list[RoleCard]:
    cards = []
    for role in catalog.role_map.values():
        person = catalog.people.get(role.holder)
        ways = [it for it in person.channels if it.by in role.reach] if person else []
        shown = [it for it in visible(person) if it.by in role.reach] if person else []
        cards.append(RoleCard(role, tuple(shown), hidden=len(shown) < len(ways)))
    return cards


def _powers(here: list[Person]) -> list[tuple[str, list[Person]]]:
    rows = [(words, [it for it in here if power in it.can]) for power, words in POWERS.items()]
    return [row for row in rows if row[1]]
