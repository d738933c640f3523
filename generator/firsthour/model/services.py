"""services.yaml: what runs where, what it needs, and where to look."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar, Literal

from firsthour.model.common import Expectation, Risk, Undo
from firsthour.model.record import record
from firsthour.source import Origin

LinkKind = Literal[
    "production", "health", "errors", "logs", "apm",
    "metrics", "console", "containers", "proxy_logs", "supervisor",
    "database", "queue", "cache",
    "deploys", "configuration", "migrations",
    "status",
]  # fmt: skip


@record
class Dependency:
    """Something this service needs: another service or a vendor."""

    TEXT: ClassVar[str] = "id"
    origin: Origin
    id: str
    why: str = ""
    without: str = ""


@record
class Baseline:
    """A trusted number and what it is on a good day."""

    origin: Origin
    metric: str
    normal: str
    url: str = ""


@record
class Toggle:
    """A safe switch: flag, kill switch, maintenance or read-only mode."""

    origin: Origin
    id: str
    title: str
    effect: str
    run: str = ""
    open: str = ""
    risk: Risk | None = None
    undo: Undo | None = None


@record
class Configuration:
    """Where a setting or secret lives and how it changes; never its value."""

    origin: Origin
    what: str
    where: str
    change: str = ""
    rotate: str = ""


@record
class Service:
    """One thing that runs."""

    origin: Origin
    id: str
    title: str
    owner: str
    summary: str = ""
    tier: int = 2
    runs_on: tuple[str, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    baseline: tuple[Baseline, ...] = ()
    last_deploy: str = ""
    toggles: tuple[Toggle, ...] = ()
    configuration: tuple[Configuration, ...] = ()
    secrets: tuple[Configuration, ...] = ()
    single_point_of_failure: str = ""
    risky: tuple[str, ...] = ()


@record
class CustomerPath:
    """Something customers must be able to do, with the quick test that shows it."""

    origin: Origin
    id: str
    title: str
    test: tuple[str, ...]
    services: tuple[str, ...] = ()
    expect: Expectation | None = None


@record
class Services:
    """The system on one page."""

    origin: Origin
    services: tuple[Service, ...]
    customer_paths: tuple[CustomerPath, ...] = ()
    sample: bool = False
