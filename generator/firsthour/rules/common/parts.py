"""Parts of a page that a `go` can lead to: sections, and the steps and options with an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from firsthour.model import Sheet
from firsthour.source import SECTIONS, Origin


class Part(NamedTuple):
    """A step or option with an id, and the section it stands in."""

    section: str
    member: Any

    @property
    def name(self) -> str:
        """The name that is right in any case."""
        return f"{self.section}.{self.member.id}"

    @property
    def origin(self) -> Origin:
        """Where its id stands."""
        origin: Origin = self.member.origin
        return origin.at("id")


def parts(page: Sheet) -> Iterator[Part]:
    """Every step and option that has an id."""
    for section in SECTIONS:
        members = getattr(page, section, None) or ()
        for member in getattr(members, "steps", members):
            if getattr(member, "id", ""):
                yield Part(section, member)


def targets(page: Sheet) -> dict[str, list[Part]]:
    """Every name that leads to a part of the page, with what it stands for.

    A name that is a section's is no step's; a section is one place, whatever is in it.
    """
    found: dict[str, list[Part]] = {}
    for part in parts(page):
        found[part.name] = [part]
        found.setdefault(part.member.id, []).append(part)
    for section in SECTIONS:
        if getattr(page, section, None):
            found[section] = [Part(section, page)]
    return found
