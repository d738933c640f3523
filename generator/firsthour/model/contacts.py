"""contacts.yaml: people, teams, vendors, channels, and the way upwards."""

from __future__ import annotations

import datetime
from typing import Literal

from firsthour.model.common import Duration, Link, ReachBy, Step
from firsthour.model.record import record
from firsthour.source import Origin


@record
class Reach:
    """One way to reach somebody; `night` says that it really wakes them."""

    origin: Origin
    by: ReachBy
    value: str
    night: bool = False
    note: str = ""


@record
class Person:
    """Someone on the team, or who was: `left` is the day they went."""

    origin: Origin
    id: str
    name: str
    channels: tuple[Reach, ...] = ()
    time_zone: str = ""
    can: tuple[Literal["cloud-access", "approve", "roll-back", "spend", "speak-publicly"], ...] = ()
    github: str = ""
    left: datetime.date | None = None
    confirmed: datetime.date | None = None
    private: bool = False
    note: str = ""


@record
class Team:
    """People who own things together. Membership is written here and nowhere else."""

    origin: Origin
    id: str
    name: str
    members: tuple[str, ...]
    channel: str = ""
    github: str = ""


@record
class Vendor:
    """A company the product depends on, and how to get its support."""

    origin: Origin
    id: str
    name: str
    provides: str = ""
    support: tuple[Reach, ...] = ()
    contract: str = ""
    account: str = ""
    status: str = ""
    console: str = ""


@record
class Channel:
    """A place where people talk or read: chat room, call bridge, status page, mailing list."""

    origin: Origin
    id: str
    title: str
    kind: Literal["chat", "call", "status-page", "email", "pager", "tickets"]
    purpose: str = ""
    url: str = ""
    name: str = ""


@record
class Hop:
    """One step upwards: whom to call next when nobody has answered `after` so long."""

    origin: Origin
    to: str
    after: Duration | None = None
    how: str = ""


@record
class EscalationPath:
    """Hops in order."""

    origin: Origin
    id: str
    title: str
    hops: tuple[Hop, ...]
    when: str = ""


@record
class Schedule:
    """Who is on call this week, and where that is kept."""

    origin: Origin
    url: str = ""
    rotation: str = ""
    now: str = ""


@record
class EmergencyAccess:
    """How to get in when the usual way is broken."""

    origin: Origin
    title: str
    where: str = ""
    approve: str = ""
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()


@record
class Contacts:
    """Everybody, and how to reach them."""

    origin: Origin
    people: tuple[Person, ...]
    teams: tuple[Team, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    channels: tuple[Channel, ...] = ()
    on_call: Schedule | None = None
    escalation: tuple[EscalationPath, ...] = ()
    emergency_access: tuple[EmergencyAccess, ...] = ()
    outside_help: tuple[str, ...] = ()
    sample: bool = False
