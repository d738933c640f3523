"""checklists/*.yaml: sheets to hold in the hand."""

from __future__ import annotations

from typing import ClassVar, Literal

from firsthour.model.common import (
    Link,
    Review,
    Status,
)
from firsthour.model.record import record
from firsthour.source import Origin

Phase = Literal[
    "respond", "triage", "investigate", "mitigate", "rollback", "communicate",
    "verify", "resolve", "learn", "prepare", "security", "handover",
]  # fmt: skip


@record
class Item:
    """One line of a checklist: the action, and the answer that is wanted."""

    TEXT: ClassVar[str] = "do"
    origin: Origin
    do: str
    answer: str = ""


@record
class Block:
    """A pause point: a few items that belong together."""

    origin: Origin
    title: str
    items: tuple[Item, ...]
    minutes: str = ""
    who: str = ""


@record
class Decision:
    """A row of the decision table."""

    origin: Origin
    if_: str
    then: str


@record
class Panels:
    """What stands at the side of the sheet."""

    origin: Origin
    severity: bool = False
    call: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    log_lines: int = 0


@record
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
