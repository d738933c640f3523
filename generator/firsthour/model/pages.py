"""The kinds with one file a page: checklists, failure modes, procedures, templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

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
    Undo,
)
from firsthour.source import Origin

Phase = Literal[
    "respond", "triage", "investigate", "mitigate", "rollback", "communicate",
    "verify", "resolve", "learn", "prepare", "security", "handover",
]  # fmt: skip
Category = Literal["rollback", "mitigation", "recovery", "security", "access", "reference"]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist: the action, and the answer that is wanted."""

    TEXT: ClassVar[str] = "do"
    origin: Origin
    do: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A pause point: a few items that belong together."""

    origin: Origin
    title: str
    items: tuple[Item, ...]
    minutes: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the decision table."""

    origin: Origin
    if_: str
    then: str


@dataclass(frozen=True, slots=True)
class Panels:
    """What stands at the side of the sheet."""

    origin: Origin
    severity: bool = False
    call: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    log_lines: int = 0


@dataclass(frozen=True, slots=True)
class Checklist:
    """A sheet to hold in the hand."""

    origin: Origin
    id: str
    title: str
    when: str
    owner: str
    blocks: tuple[Block, ...]
    phase: Phase = "respond"
    status: Status = "active"
    warn: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    panels: Panels | None = None
    end: str = ""
    formerly: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    reviewed: tuple[Review, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that leads here; names are not unique, so labels may narrow it."""

    TEXT: ClassVar[str] = "name"
    origin: Origin
    name: str
    match: dict[str, str] = field(default_factory=dict)
    start: str = ""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What the log or the screen says: literal text, or a regular expression."""

    TEXT: ClassVar[str] = "text"
    origin: Origin
    text: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Raise:
    """When the level is higher than usual."""

    origin: Origin
    to: str
    when: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The level to start with."""

    TEXT: ClassVar[str] = "default"
    origin: Origin
    default: str
    raise_: tuple[Raise, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalate:
    """Whom to bring in, when, and what to have at hand."""

    origin: Origin
    to: str
    when: str = ""
    after: Duration | None = None
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Communicate:
    """Which message goes where at which level."""

    origin: Origin
    when: str
    template: str
    to: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps that several runbooks share, or that are planned."""

    origin: Origin
    id: str
    title: str
    owner: str
    steps: tuple[Step, ...]
    category: Category = "mitigation"
    status: Status = "active"
    purpose: str = ""
    when: str = ""
    services: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()
    params: dict[str, Param] = field(default_factory=dict)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    approve: str = ""
    takes: Duration | None = None
    watch: str = ""
    undo: Undo | None = None
    rollback: Rollback | None = None
    verify: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    formerly: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    reviewed: tuple[Review, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A `<name>` in a message."""

    origin: Origin
    help: str = ""
    example: str = ""
    default: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Use:
    """When a message is right: at which levels, in which state."""

    origin: Origin
    severity: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A message or document to fill and copy in one go."""

    origin: Origin
    id: str
    title: str
    owner: str
    audience: Literal["internal", "public", "customer", "executive", "document"]
    body: str
    status: Status = "active"
    channel: str = ""
    subject: str = ""
    when: Use | None = None
    fields: dict[str, Field] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    reviewed: tuple[Review, ...] = ()
    sample: bool = False
