"""People: who does what in an incident, and how to reach everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firsthour.model import Catalog
from firsthour.model.contacts import Contacts, EscalationPath, Hop, Person
from firsthour.model.roles import Role
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.parts import step_views
from firsthour.pages.reaching import Party, parties, party, way
from firsthour.rules.common.people import is_here

POWERS: Mapping[str, str] = {
    "approve": "Say yes to a risky change",
    "roll-back": "Roll back",
    "cloud-access": "Reach the cloud console",
    "spend": "Spend money",
    "speak-publicly": "Speak in public",
}


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role with the people behind it, and what reaches them at night."""

    role: Role
    holder: tuple[Party, ...]
    backup: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class HopView:
    """A step upwards with the people behind it."""

    hop: Hop
    people: tuple[Party, ...]


@page_kind
def people(context: Context) -> Iterator[Page]:
    """Roles as cards, and everybody with their channels."""
    catalog = context.catalog
    if catalog.roles or "roles" not in catalog.broken:
        yield Page(
            "roles.md",
            "Roles",
            "roles",
            "people",
            {"it": catalog.roles, "cards": [_card(it, catalog) for it in _roles(catalog)]},
            source=catalog.roles.origin.document.path if catalog.roles else "",
            description="Who does what in an incident, and who takes over.",
            hide=("toc",),
        )
    if catalog.contacts or "contacts" not in catalog.broken:
        contacts = catalog.contacts
        yield Page(
            "contacts.md",
            "Contacts",
            "contacts",
            "people",
            _contacts(contacts, catalog) if contacts else {"it": None},
            source=contacts.origin.document.path if contacts else "",
            description="Who to call next; people, teams, vendors and channels.",
            order=(1, "contacts"),
        )


def _roles(catalog: Catalog) -> tuple[Role, ...]:
    return tuple(catalog.role_map.values())


def _card(role: Role, catalog: Catalog) -> RoleCard:
    return RoleCard(
        role,
        parties(role.holder, catalog, role.reach),
        parties(role.backup, catalog, role.reach) if role.backup else (),
    )


def _contacts(contacts: Contacts, catalog: Catalog) -> dict[str, Any]:
    here = [person for person in contacts.people if is_here(person, catalog.today)]
    on_call = contacts.on_call
    return {
        "it": contacts,
        "on_call": parties(on_call.now, catalog) if on_call and on_call.now else (),
        "paths": [(path, _hops(path, catalog)) for path in contacts.escalation],
        "people": [(person, party(person)) for person in here],
        "left": [person for person in contacts.people if person not in here],
        "powers": _powers(here),
        "vendors": [(vendor, [way(it) for it in vendor.support]) for vendor in contacts.vendors],
        "emergency": [
            (access, number, step_views(access.steps, f"access-{number}", catalog))
            for number, access in enumerate(contacts.emergency_access, 1)
        ],
    }


def _hops(path: EscalationPath, catalog: Catalog) -> list[HopView]:
    return [HopView(hop, parties(hop.to, catalog)) for hop in path.hops]


def _powers(here: list[Person]) -> list[tuple[str, list[Person]]]:
    """What somebody must be able to do in an incident -> who can; nobody is an answer, too."""
    if not any(person.can for person in here):
        return []
    return [(words, [it for it in here if power in it.can]) for power, words in POWERS.items()]
