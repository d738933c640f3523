"""Parts of a page that a `go` can lead to: sections, and the steps and options with an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Sheet
from firsthour.source import Origin

SECTIONS = (
    "steps",
    "diagnose",
    "mitigate",
    "rollback",
    "verify",
    "after",
    "escalate",
    "communicate",
)


class Part(NamedTuple):
    """A part under its full name, and its place."""

    name: str
    origin: Origin


def parts(page: Sheet) -> Iterator[tuple[str, str, Origin]]:
    """Section, id and place of every step and option that has an id."""
    for section in SECTIONS:
        members = getattr(page, section, None) or ()
        for member in getattr(members, "steps", members):
            if getattr(member, "id", ""):
                yield section, member.id, member.origin.at("id")


def targets(page: Sheet) -> dict[str, list[Part]]:
    """Every name that leads to a part of the page, with the parts that it leads to."""
    found: dict[str, list[Part]] = {}
    for section in SECTIONS:
        if getattr(page, section, None):
            found[section] = [Part(section, page.origin.key_of(section))]
    for section, name, origin in parts(page):
        part = Part(f"{section}.{name}", origin)
        found[part.name] = [part]
        if name not in SECTIONS:
            found.setdefault(name, []).append(part)
    return found
