from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.contacts import Person, Team, Vendor
from firsthour.model.roles import Role
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.measure import BESIDE, SIDE, room, too_many, width
from firsthour.rules.common.sheets import active_checklists
from firsthour.source import Origin

_BETWEEN = 0.9
# A telephone number with its country, which stands on the line of every name.
_NUMBER = width("+44 20 7946 0000", bold=True)
# Millimetres: the column of the roles on the sheet of whom to call.
_ROLES = 35.0
_Line = tuple[Origin, str, float]


@rule(Severity.WARNING)
def panel_line_fits(catalog: Catalog) -> Iterator[Finding]:
    """What stands in a narrow column fits it: links and names beside a checklist, roles on a card.

    Nobody types an address of two lines from paper, and a number below its name is read as the
    number of the next person.

    To fix: use a short address that redirects, and shorten the title of the role.
    """
    space = room(SIDE, BESIDE)
    named: dict[str, _Line] = {}
    for sheet in active_checklists(catalog):
        for link in sheet.panels.links if sheet.panels else ():
            over = width(link.title) - space
            if over > 0:
                yield _finding(link.origin.at("title"), link.title, over)
            address = link.url.partition("://")[2].rstrip("/") or link.url
            # One that has no room behind its title stands on a line of its own, indented.
            over = width(address, bold=True) + _BETWEEN - space
            if over > 0:
                yield _finding(link.origin.at("url"), address, over)
        for identifier in sheet.panels.call if sheet.panels else ():
            named |= _called(identifier, catalog)
    for origin, text, taken in named.values():
        if taken > space:
            yield _finding(origin, text, taken - space)
    for role in catalog.role_map.values():
        over = width(role.title, bold=True) - room(_ROLES, BESIDE)
        if over > 0:
            message = f"`{role.title}` takes two lines on the sheet of whom to call"
            yield Finding(role.origin.at("title"), message, _help(over))


def _called(identifier: str, catalog: Catalog) -> dict[str, _Line]:
    """Everybody behind an id, each with the number that stands on the same line."""
    found = catalog.reachable.get(identifier)
    held = (found.holder, found.backup) if isinstance(found, Role) else (identifier,)
    lines: dict[str, _Line] = {}
    for each in filter(None, map(catalog.reachable.get, held)):
        people = map(catalog.people.get, each.members) if isinstance(each, Team) else (each,)
        for it in people:
            if isinstance(it, Person | Vendor):
                taken = width(it.name) + _BETWEEN + _NUMBER
                lines[it.id] = (it.origin.at("name"), it.name, taken)
    return lines


def _finding(origin: Origin, text: str, over: float) -> Finding:
    message = f"`{text}` does not fit one line beside the steps of a checklist"
    return Finding(origin, message, _help(over))


def _help(over: float) -> str:
    count = too_many(over)
    return f"about {count} character{'s' if count > 1 else ''} less fit"
