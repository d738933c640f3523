from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.roles import Role
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.measure import BESIDE, SIDE, room, too_many, width
from firsthour.rules.common.sheets import active_checklists
from firsthour.source import Origin

_BETWEEN = 0.9
# A telephone number with its country, which stands on the line of every name.
_NUMBER = width("+44 20 7946 0000", bold=True)


@rule(Severity.WARNING)
def panel_line_fits(catalog: Catalog) -> Iterator[Finding]:
    """What stands beside the steps of a checklist fits its narrow column: links, roles, names.

    Nobody types an address of two lines from paper, and a number below its name is read as the
    number of the next person.

    To fix: use a short address that redirects, and shorten the name of the role.
    """
    space = room(SIDE, BESIDE)
    named: dict[str, tuple[Origin, str, float]] = {}
    for sheet in active_checklists(catalog):
        for link in sheet.panels.links if sheet.panels else ():
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


def _called(identifier: str, catalog: Catalog) -> dict[str, tuple[Origin, str, float]]:
    found = catalog.reachable.get(identifier)
    people = [identifier]
    lines: dict[str, tuple[Origin, str, float]] = {}
    if isinstance(found, Role):
        lines[identifier] = (found.origin.at("title"), found.title, width(found.title, bold=True))
        people = [found.holder, found.backup]
    for each in people:
        person = catalog.people.get(each)
        if person is not None:
            taken = width(person.name) + _BETWEEN + _NUMBER
            lines[each] = (person.origin.at("name"), person.name, taken)
    return lines


def _finding(origin: Origin, text: str, over: float) -> Finding:
    count = too_many(over)
    message = f"`{text}` does not fit one line beside the steps of a checklist"
    return Finding(origin, message, f"about {count} character{'s' if count > 1 else ''} less fit")
