"""What a file with alerts holds, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from firsthour.problem import Location

# Where people put the link, in the order in which one is taken.
LINK_KEYS = (
    "runbook_url",
    "runbook",
    "runbookUrl",
    "runbookURL",
    "documentation",
    "playbook",
    "link",
)


@dataclass(frozen=True, slots=True)
class FoundAlert:
    """One alert rule.

    Attributes:
        name: as the monitoring system sends it.
        location: where it stands; the whole name.
        labels: those that the rule sets.
        annotations: texts that it sends along.
        link_key: the annotation that leads to a runbook, empty when there is none.
        link: what that annotation says.
        editable: whether the link can be written into the file.
    """

    name: str
    location: Location
    labels: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    link_key: str = ""
    link: str = ""
    editable: bool = False


@dataclass(frozen=True, slots=True)
class AlertFile:
    """One file: its alerts, or why there are none.

    Attributes:
        path: as it was named.
        format: what it was read as; empty when it was not understood.
        alerts: in the order of the file.
        note: how it was read, when that matters.
        reason: why it was not understood, or was left out on purpose.
        skipped: left out on purpose: it is no file of alerts.
        templates: addresses that the file makes of the name of any alert.
        named: alert names that a route speaks of.
    """

    path: str
    format: str = ""
    alerts: tuple[FoundAlert, ...] = ()
    note: str = ""
    reason: str = ""
    skipped: bool = False
    templates: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def link_of(annotations: Mapping[str, str]) -> tuple[str, str]:
    """The annotation that leads to a runbook, and what it says."""
    for key in LINK_KEYS:
        if annotations.get(key, "").strip():
            return key, annotations[key].strip()
    return "", ""
