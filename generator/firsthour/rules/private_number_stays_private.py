from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from firsthour.model import Catalog
from firsthour.model.contacts import Person
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.telephone import SHORTEST, dialled, digits
from firsthour.rules.common.texts import texts
from firsthour.source import Document, Origin, Route

_NUMBERS = ("call", "text")


@rule(Severity.ERROR)
def private_number_stays_private(catalog: Catalog) -> Iterator[Finding]:
    """The number of somebody with `private: true` is written nowhere but among their channels.

    There the site leaves it out. In a step, a note or an escalation it is plain text, and goes onto
    the site, into the search and onto every printed sheet, however it is spaced.

    To fix: name the person or a role instead of the number. When everybody may have it, take
    `private: true` away.
    """
    owners = _owners(catalog)
    # Comparing needs a table that takes long to load, so first those that may hold a number.
    suspects = list(_suspects(catalog, {digits(value)[-SHORTEST:] for value in owners}))
    if not suspects:
        return
    numbers = [(dialled(value), person) for value, person in owners.items()]
    known = [(pattern, person) for pattern, person in numbers if pattern]
    pattern = re.compile("|".join(f"({each})" for each, _ in known) or "(?!)")
    for origin, text in suspects:
        for found in pattern.finditer(text):
            person = known[(found.lastindex or 1) - 1][1]
            message = f"the site would show a number of `{person.id}`, which is private"
            help_ = f"name `{person.name}` or a role instead of the number"
            if _is_shared(origin):
                help_ = "add `private: true` to this person as well, or take it away there"
            notes = ((person.origin.at("private"), "private here"),)
            yield Finding(origin, message, help_, notes, excerpt=found[0], concealed=True)


def _owners(catalog: Catalog) -> Mapping[str, Person]:
    """Each private number once, with the first person who has it."""
    found: dict[str, Person] = {}
    for person in catalog.people.values():
        for reach in person.channels if person.private else ():
            if reach.by in _NUMBERS:
                found.setdefault(reach.value, person)
    return found


def _suspects(catalog: Catalog, ends: Collection[str]) -> Iterator[tuple[Origin, str]]:
    """The texts in which a number may stand: the last digits of one are there."""
    for document in catalog.documents if ends else ():
        if _has(document.text, ends):
            for route, text in texts(document.data):
                if _has(text, ends) and not _is_hidden(document, route):
                    yield Origin(document, route), text


def _has(text: str, ends: Collection[str]) -> bool:
    row = digits(text)
    return any(end in row for end in ends)


def _is_shared(origin: Origin) -> bool:
    """True for what is said of somebody whose numbers everybody may have."""
    if origin.document.kind != "contacts" or origin.route[0] != "people":
        return False
    person = origin.document.data["people"][origin.route[1]]
    return person.get("private") is not True


def _is_hidden(document: Document, route: Route) -> bool:
    """True for a channel that the site leaves out, with all that is said of it."""
    if document.kind != "contacts" or route[0] != "people" or "channels" not in route[2:3]:
        return False
    person = document.data["people"][route[1]]
    return person.get("private") is True and person["channels"][route[3]]["by"] in _NUMBERS
