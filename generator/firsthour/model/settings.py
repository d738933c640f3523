"""settings.yaml: what is true for the whole site."""

from __future__ import annotations

import datetime
from dataclasses import field
from typing import Literal

from firsthour.model.common import Duration
from firsthour.model.record import record
from firsthour.source import Origin

TWO_MONTHS, QUARTER = Duration.parse("60d"), Duration.parse("90d")
FOUR_MONTHS, HALF_YEAR = Duration.parse("120d"), Duration.parse("180d")

LintSeverity = Literal["error", "warning", "info"]


@record
class ReviewSettings:
    """How long each kind of evidence counts, and how much is asked of one owner in a month."""

    origin: Origin
    incident: Duration = HALF_YEAR
    drill: Duration = HALF_YEAR
    walkthrough: Duration = FOUR_MONTHS
    read: Duration = TWO_MONTHS
    rollback: Duration = HALF_YEAR
    contacts: Duration = QUARTER
    per_owner: int = 3


@record
class AlertSettings:
    """Where alert rules live, where alerts arrive, and who takes an alert without a runbook."""

    origin: Origin
    sources: tuple[str, ...] = ()
    route: str = ""
    fallback_owner: str = ""


@record
class LintSettings:
    """How lint judges this repository: rules left out, other severities, and what fails a run.

    `private_hosts` are names, addresses and networks whose links `--online` may follow.
    """

    origin: Origin
    ignore: tuple[str, ...] = ()
    severity: dict[str, LintSeverity] = field(default_factory=dict)
    fail_on: LintSeverity = "error"
    private_hosts: tuple[str, ...] = ()


@record
class Copy:
    """A place that keeps a copy of the site for the day it is down."""

    origin: Origin
    title: str
    where: str
    how: str = ""


@record
class Practice:
    """Something the team exercised: alert test, training, drill, game day."""

    origin: Origin
    date: datetime.date
    what: Literal["alert-test", "training", "drill", "game-day"]
    note: str = ""
    record: str = ""


@record
class Settings:
    """The site as a whole."""

    origin: Origin
    product: str
    tagline: str = ""
    site_url: str = ""
    edit_url: str = ""
    time_zone: str = "UTC"
    default_owner: str = ""
    paper: tuple[Literal["a4", "letter"], ...] = ("a4", "letter")
    restored: str = ""
    principles: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    incident_channel: str = ""
    hosted_on: str = ""
    copies: tuple[Copy, ...] = ()
    offline: bool = True
    alerts: AlertSettings | None = None
    review: ReviewSettings | None = None
    lint: LintSettings | None = None
    practice: tuple[Practice, ...] = ()
    sample: bool = False
