"""Parts that several kinds share: durations, steps, options, expectations, reviews."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from firsthour.model.record import record
from firsthour.source import Origin

Status = Literal["draft", "active", "retired"]
Risk = Literal["read", "reversible", "disruptive", "destructive"]
ReviewKind = Literal["incident", "drill", "walkthrough", "read"]
ReachBy = Literal["call", "text", "chat", "email", "page", "portal"]

RISKS: tuple[Risk, ...] = ("read", "reversible", "disruptive", "destructive")

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_WORDS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}
_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_-]*)>")


def placeholders(text: str) -> tuple[str, ...]:
    """Names written as `<name>` in a command or message, in order of first use."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time as the team wrote it: `90s`, `15m`, `48h`, `3d`, `2w`."""

    seconds: int
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `<number><unit>`; the schema has already refused anything else."""
        return cls(int(text[:-1]) * _SECONDS[text[-1]], text)

    @property
    def words(self) -> str:
        """The duration for a reader: `15 minutes`, `1 hour`."""
        count = int(self.text[:-1])
        return f"{count} {_WORDS[self.text[-1]]}{'' if count == 1 else 's'}"

    @property
    def delta(self) -> datetime.timedelta:
        """The duration for date arithmetic."""
        return datetime.timedelta(seconds=self.seconds)


@record
class Link:
    """A titled address."""

    origin: Origin
    title: str
    url: str


@record
class Expectation:
    """What a step should show, within how long, and for how long it must hold."""

    TEXT: ClassVar[str] = "text"
    origin: Origin
    text: str
    within: Duration | None = None
    hold: Duration | None = None


@record
class Undo:
    """How to take a change back, or why that cannot be done."""

    TEXT: ClassVar[str] = "do"
    origin: Origin
    do: str = ""
    run: str = ""
    impossible: str = ""


@record
class Branch:
    """If the step shows `when`, go there: a part of this page, or another page."""

    origin: Origin
    when: str
    go: str


@record
class Step:
    """One action or check. Without `risk` it only reads."""

    TEXT: ClassVar[str] = "do"
    origin: Origin
    id: str = ""
    do: str = ""
    run: str = ""
    open: str = ""
    use: str = ""
    with_: dict[str, str] = field(default_factory=dict)
    where: str = ""
    expect: Expectation | None = None
    if_: tuple[Branch, ...] = ()
    dry_run: str = ""
    risk: Risk | None = None
    approve: str = ""
    warn: str = ""
    undo: Undo | None = None
    takes: Duration | None = None
    watch: str = ""
    note: str = ""


@record
class Option:
    """One way to mitigate: when it fits, what it risks, its steps, and how to take it back."""

    TEXT: ClassVar[str] = "title"
    origin: Origin
    title: str
    id: str = ""
    when: str = ""
    risk: Risk | None = None
    approve: str = ""
    takes: Duration | None = None
    watch: str = ""
    warn: str = ""
    steps: tuple[Step, ...] = ()
    undo: Undo | None = None


@record
class Param:
    """A `<name>` in the commands of a page, and where the responder gets its value."""

    origin: Origin
    from_: Literal["operator", "alert", "command", "fixed"]
    help: str = ""
    example: str = ""
    label: str = ""
    run: str = ""
    default: str = ""


@record
class Access:
    """A permission that the page needs, and the steps that need it."""

    TEXT: ClassVar[str] = "need"
    origin: Origin
    need: str
    for_: tuple[str, ...] = ()


@record
class Tried:
    """When something was last exercised, how, and where that is written down."""

    origin: Origin
    date: datetime.date
    how: Literal["incident", "drill", "walkthrough"]
    record: str = ""


@record
class Rollback:
    """The way back of a whole runbook."""

    origin: Origin
    mode: Literal["revert", "restore", "roll-forward", "none"] = "revert"
    reason: str = ""
    decide: tuple[str, ...] = ()
    approve: str = ""
    data: str = ""
    steps: tuple[Step, ...] = ()
    success: str = ""
    last_tried: Tried | None = None


@record
class Review:
    """Evidence that someone went through the page: newest first in the file."""

    origin: Origin
    date: datetime.date
    by: str
    how: ReviewKind
    record: str = ""
    hash: str = ""
