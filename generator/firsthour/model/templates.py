"""templates/*.yaml: messages and documents to fill and copy."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from firsthour.model.common import (
    Review,
    Status,
)
from firsthour.model.record import record
from firsthour.source import Origin


@record
class Field:
    """A `<name>` in a message."""

    origin: Origin
    help: str = ""
    example: str = ""
    default: str = ""
    lines: int = 1


@record
class Use:
    """When a message is right: at which levels, in which state."""

    origin: Origin
    severity: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


@record
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
