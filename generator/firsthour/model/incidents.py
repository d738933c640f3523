"""incidents/*.yaml: the record of what happened, and the postmortem in the same file."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import ClassVar, Literal

from firsthour.model.record import record
from firsthour.source import Origin

ActionKind = Literal[
    "alert", "dashboard", "log-context", "rollback", "feature-flag", "migration",
    "runbook", "ownership", "communication", "test", "capacity", "other",
]  # fmt: skip


@record
class Corrected:
    """The level as it turned out afterwards, with the reason."""

    origin: Origin
    to: str
    because: str


@record
class Graded:
    """The level as declared."""

    TEXT: ClassVar[str] = "level"
    origin: Origin
    level: str
    corrected: Corrected | None = None


@record
class Impact:
    """What customers felt."""

    TEXT: ClassVar[str] = "customers"
    origin: Origin
    customers: str
    services: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()


@record
class Entry:
    """One line of the timeline."""

    origin: Origin
    at: datetime.datetime
    note: str
    by: str = ""
    result: str = ""


@record
class Attempt:
    """A mitigation that was tried."""

    origin: Origin
    what: str
    result: str
    at: datetime.datetime | None = None
    worked: bool = False


@record
class RunbookUse:
    """How a runbook did."""

    origin: Origin
    verdict: Literal["worked", "wrong-step", "missing"]
    runbook: str = ""
    step: str = ""
    note: str = ""


@record
class Action:
    """A follow-up with an owner and a day, or an issue that has them."""

    origin: Origin
    what: str
    kind: ActionKind
    owner: str = ""
    due: datetime.date | None = None
    issue: str = ""
    done: datetime.date | None = None


@record
class Incident:
    """The record, and its postmortem. Durations are computed, never typed in."""

    origin: Origin
    id: str
    title: str
    owner: str
    severity: Graded
    started: datetime.datetime
    summary: str = ""
    drill: bool = False
    detected: datetime.datetime | None = None
    acknowledged: datetime.datetime | None = None
    declared: datetime.datetime | None = None
    mitigated: datetime.datetime | None = None
    resolved: datetime.datetime | None = None
    next_update: datetime.datetime | None = None
    detected_by: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    impact: Impact | None = None
    suspected: str = ""
    timeline: tuple[Entry, ...] = ()
    mitigations: tuple[Attempt, ...] = ()
    resolution: str = ""
    verified: str = ""
    cause: str = ""
    trigger: str = ""
    factors: tuple[str, ...] = ()
    detection_gap: str = ""
    went_well: tuple[str, ...] = ()
    went_badly: tuple[str, ...] = ()
    runbooks_used: tuple[RunbookUse, ...] = ()
    checks_added: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    sample: bool = False
