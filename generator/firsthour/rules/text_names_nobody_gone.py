from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import StandIns, is_here
from firsthour.rules.common.references import is_retired
from firsthour.rules.common.texts import texts
from firsthour.source import Document, Origin, Route

_KINDS = frozenset({"failure-modes", "procedures", "checklists", "roles", "contacts", "services"})
_PAST = frozenset({"reviewed", "last_tried"})
# A first name alone is a month or a verb too often; behind one of these words it is a person.
_VERBS = (
    "call|ask|tell|page|wake|text|ring|phone|message|e-?mail|mail|ping|contact|inform|notify|warn|"
    "bring|fetch|(?:write|speak|talk|go|turn|escalate|hand(?: over)?) to"
)


@rule(Severity.WARNING)
def text_names_nobody_gone(catalog: Catalog) -> Iterator[Finding]:
    """No sentence of a page that is in use sends the reader to somebody who left.

    Lists of people are looked after when somebody leaves. A line such as "then call Petra" in the
    middle of a runbook is not, and it is the line that is read at night.

    To fix: name a role or a team instead, and best in a field such as `escalate`, where it is
    checked.
    """
    meant = _names(catalog)
    if not meant:
        return
    pattern = _pattern(meant)
    stand_ins = StandIns(catalog)
    for document in catalog.documents:
        if document.kind not in _KINDS or is_retired(document):
            continue
        # A plain search first: it costs a hundredth of the expression.
        if not any(name in document.text for name in meant):
            continue
        for route, text in texts(document.data):
            for found in () if _is_past(catalog, document, route) else pattern.finditer(text):
                name = next(filter(None, found.groups()))
                person = meant[name]
                left = catalog.people[person].left
                help_ = f"name a role or a team instead; {stand_ins.of(person)}"
                message = f"`{name}` left on {left}"
                yield Finding(Origin(document, route), message, help_, excerpt=found[0])


def _names(catalog: Catalog) -> dict[str, str]:
    """Whole and first names of those who left -> their ids, without what also names somebody here.

    A first name has no space in it.
    """
    found: dict[str, str] = {}
    here: set[str] = set()
    for person in catalog.people.values():
        both = (person.name, person.name.split()[0])
        if is_here(person, catalog.today):
            here.update(both)
        else:
            found.update(dict.fromkeys(both, person.id))
    return {name: person for name, person in found.items() if name not in here}


def _pattern(meant: Iterable[str]) -> re.Pattern[str]:
    """What finds a whole name anywhere, and a first name after a verb."""
    whole = "|".join(re.escape(name) for name in meant if " " in name) or "(?!)"
    first = "|".join(re.escape(name) for name in meant if " " not in name) or "(?!)"
    return re.compile(rf"\b(?:({whole})|(?i:{_VERBS})\s+({first}))\b")


def _is_past(catalog: Catalog, document: Document, route: Route) -> bool:
    """True for what tells who somebody was: the entries of those who left, and old reviews."""
    if document.kind == "contacts" and route[0] == "people":
        people = catalog.contacts.people if catalog.contacts else ()
        return not is_here(people[int(route[1])], catalog.today)
    return bool(_PAST.intersection(route))
