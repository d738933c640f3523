"""severity.yaml: the levels, what counts as an incident, and the thresholds."""

from __future__ import annotations

from typing import Literal

from firsthour.model.common import Duration
from firsthour.model.record import record
from firsthour.source import Origin


@record
class Paging:
    """Who is woken, and when."""

    origin: Origin
    who: str
    when: Literal["always", "working-hours", "next-sprint"]


@record
class Rhythm:
    """How often an update goes out, even when there is nothing new."""

    origin: Origin
    internal: Duration | None = None
    public: Duration | None = None


@record
class Level:
    """One severity level; its place in the list is its rank, the worst first."""

    origin: Origin
    id: str
    code: str
    name: str
    definition: str
    respond_within: Duration
    page: Paging
    examples: tuple[str, ...] = ()
    update_every: Rhythm | None = None
    status_page: bool = False
    deploy_freeze: bool = False
    postmortem_within: Duration | None = None


@record
class Threshold:
    """What a number has to do to count as a warning, as high, as critical."""

    origin: Origin
    metric: str
    warning: str = ""
    high: str = ""
    critical: str = ""


@record
class Severity:
    """The whole matrix."""

    origin: Origin
    levels: tuple[Level, ...]
    raise_only: bool = True
    incident_if: tuple[str, ...] = ()
    not_incident_if: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    sample: bool = False
