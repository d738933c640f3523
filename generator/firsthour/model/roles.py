"""roles.yaml: who does what in an incident."""

from __future__ import annotations

from firsthour.model.common import ReachBy
from firsthour.model.record import record
from firsthour.source import Origin


@record
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


@record
class Roles:
    """All roles, in the order in which they are filled."""

    origin: Origin
    roles: tuple[Role, ...]
    notes: tuple[str, ...] = ()
    sample: bool = False
