"""failure-modes/*.yaml: one runbook for each way to fail."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from firsthour.model.common import (
    Access,
    Duration,
    Link,
    Option,
    Param,
    Review,
    Rollback,
    Status,
    Step,
)
from firsthour.model.record import record
from firsthour.source import Origin


@record
class Alert:
    """An alert that leads here; names are not unique, so labels may narrow it."""

    TEXT: ClassVar[str] = "name"
    origin: Origin
    name: str
    match: dict[str, str] = field(default_factory=dict)
    start: str = ""


@record
class ErrorText:
    """What the log or the screen says: literal text, or a regular expression."""

    TEXT: ClassVar[str] = "text"
    origin: Origin
    text: str = ""
    pattern: str = ""


@record
class Raise:
    """When the level is higher than usual."""

    origin: Origin
    to: str
    when: str


@record
class Hint:
    """The level to start with."""

    TEXT: ClassVar[str] = "default"
    origin: Origin
    default: str
    raise_: tuple[Raise, ...] = ()


@record
class Escalate:
    """Whom to bring in, when, and what to have at hand."""

    origin: Origin
    to: str
    when: str = ""
    after: Duration | None = None
    bring: tuple[str, ...] = ()


@record
class Communicate:
    """Which message goes where at which level."""

    origin: Origin
    when: str
    template: str
    to: str = ""


@record
class FailureMode:
    """The runbook of one way to fail."""

    origin: Origin
    id: str
    title: str
    owner: str
    status: Status = "active"
    services: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    errors: tuple[ErrorText, ...] = ()
    alerts: tuple[Alert, ...] = ()
    severity: Hint | None = None
    meaning: str = ""
    impact: str = ""
    normal: str = ""
    access: tuple[Access, ...] = ()
    params: dict[str, Param] = field(default_factory=dict)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    diagnose: tuple[Step, ...] = ()
    mitigate: tuple[Option, ...] = ()
    rollback: Rollback | None = None
    verify: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()
    escalate: tuple[Escalate, ...] = ()
    communicate: tuple[Communicate, ...] = ()
    links: tuple[Link, ...] = ()
    formerly: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    reviewed: tuple[Review, ...] = ()
    sample: bool = False
