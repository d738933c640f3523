"""roles.yaml: who does what in an incident."""

from __future__ import annotations

from dataclasses import dataclass

from firsthour.model.common import ReachBy
from firsthour.source import Origin


@dataclass(frozen=True, slots=True)
class Role:
    """A job in an incident, its holder, and the other person who can take it."""

    origin: Origin
    id: str
    title: str
    duties: tuple[str, ...]
    holder: str
    backup: str = ""
    summary: str = ""
    avoid: tuple[str, ...] = ()
    reach: tuple[ReachBy, ...] = ()
    checklist: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles, in the order in which they are filled."""

    origin: Origin
    roles: tuple[Role, ...]
    notes: tuple[str, ...] = ()
    sample: bool = False
