from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from firsthour.model import FOLDERS, Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.parts import parts
from firsthour.rules.common.steps import all_pages
from firsthour.source import Origin

Named = tuple[str, Origin]


@rule(Severity.ERROR)
def ids_unique(catalog: Catalog) -> Iterator[Finding]:
    """An id stands for one thing, also when small and capital letters are not told apart.

    When two things share an id, one of them is shown and the other is not, and nobody is told
    which.

    To fix: rename one of the two. Roles, people, teams, vendors and escalation paths share one set
    of ids, because any of them can be called; services and vendors share one, because a service
    runs on either.
    """
    for kind in FOLDERS:
        yield from _repeated(_pages(catalog, kind))
        yield from _repeated(_old_names(catalog, kind))
    yield from _in_single_files(catalog)
    for page in all_pages(catalog):
        yield from _repeated((part.name, part.origin) for part in parts(page))
        for option in getattr(page, "mitigate", ()):
            yield from _repeated(
                (step.id, step.origin.at("id")) for step in option.steps if step.id
            )


def _in_single_files(catalog: Catalog) -> Iterator[Finding]:
    contacts = catalog.contacts
    vendors = contacts.vendors if contacts else ()
    called: list[Any] = [*catalog.roles.roles] if catalog.roles else []
    if contacts:
        called += [*contacts.people, *contacts.teams, *vendors, *contacts.escalation]
        yield from _repeated(map(_named, contacts.channels))
    yield from _repeated(map(_named, called))
    yield from _repeated(map(_named, catalog.levels))
    if catalog.services:
        named = {vendor.id: _named(vendor) for vendor in vendors}
        yield from _repeated([*named.values(), *map(_named, catalog.services.services)])
        yield from _repeated(map(_named, catalog.services.customer_paths))
        for service in catalog.services.services:
            yield from _repeated(map(_named, service.toggles))


def _pages(catalog: Catalog, kind: str) -> Iterator[Named]:
    """All files of a kind, those of which the model keeps only the first included."""
    for document in catalog.documents:
        if document.kind == kind:
            yield document.id, Origin(document, ()).at("title")


def _old_names(catalog: Catalog, kind: str) -> Iterator[Named]:
    """Pages of a kind, then the old names that lead to pages of that kind."""
    yield from ((page.id, page.origin.at("title")) for page in catalog.kind(kind).values())
    for folder in FOLDERS:
        for page in catalog.kind(folder).values():
            for index, old in enumerate(getattr(page, "formerly", ())):
                place, _, name = old.rpartition("/")
                if (place or folder) == kind:
                    yield name, page.origin.at("formerly", index)


def _named(thing: Any) -> Named:
    return thing.id, thing.origin.at("id")


def _repeated(named: Iterable[Named]) -> Iterator[Finding]:
    """A finding at each further use of an id."""
    first: dict[str, Origin] = {}
    for name, origin in named:
        earlier = first.setdefault(name.casefold(), origin)
        if earlier is not origin:
            id_ = name.rpartition(".")[2]
            message = f"the id `{id_}` is used twice"
            yield Finding(origin, message, "rename one of the two", ((earlier, "first used here"),))
