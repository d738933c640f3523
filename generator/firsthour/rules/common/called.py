"""What people call things -> the ids that a team gave them: `P1`, `Bo Larsen`, `#incidents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firsthour.model import Catalog


def called(catalog: Catalog, targets: Iterable[str], word: str) -> str | None:
    """The one id that a word means, but for case, or as the name of what has the id."""
    wanted = _plain(word)
    found = {
        id_
        for target in targets
        for id_, *names in _names(catalog, target)
        if wanted in map(_plain, (id_, *names))
    }
    return found.pop() if len(found) == 1 and wanted else None


def _names(catalog: Catalog, target: str) -> Iterator[tuple[str, ...]]:
    contacts = catalog.contacts
    match target:
        case "person":
            yield from ((each.id, each.name) for each in catalog.people.values())
        case "team":
            yield from ((each.id, each.name) for each in catalog.teams.values())
        case "vendor":
            yield from ((each.id, each.name) for each in catalog.vendors.values())
        case "role":
            yield from ((each.id, each.title) for each in catalog.role_map.values())
        case "service":
            yield from ((each.id, each.title) for each in catalog.service_map.values())
        case "level":
            yield from ((each.id, each.code, each.name) for each in catalog.levels)
        case "channel" if contacts:
            yield from ((each.id, each.title, each.name) for each in contacts.channels)
        case "escalation" if contacts:
            yield from ((each.id, each.title) for each in contacts.escalation)
        case "status" if catalog.settings:
            yield from ((each,) for each in catalog.settings.statuses)


def _plain(word: str) -> str:
    """Without case, and without what stands between and around words."""
    return "".join(filter(str.isalnum, word.casefold()))
