"""procedures/*.yaml: steps that several runbooks share, or that are planned."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from firsthour.model.common import (
    Access,
    Duration,
    Link,
    Param,
    Review,
    Rollback,
    Status,
    Step,
    Undo,
)
from firsthour.model.record import record
from firsthour.source import Origin

Category = Literal["rollback", "mitigation", "recovery", "security", "access", "reference"]


@record
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
