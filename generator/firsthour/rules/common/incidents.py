"""What is known about an incident once it is over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.incidents import Incident
from firsthour.model.severity import Level


class Closed(NamedTuple):
    """An incident that is over, and the moment since which it is."""

    incident: Incident
    resolved: datetime.datetime


def closed(catalog: Catalog) -> Iterator[Closed]:
    """Incidents and drills that are over."""
    for incident in catalog.incidents.values():
        if incident.resolved is not None:
            yield Closed(incident, incident.resolved)


def level_id(incident: Incident) -> str:
    """The level as it turned out, or else as it was declared."""
    corrected = incident.severity.corrected
    return corrected.to if corrected else incident.severity.level


def level_of(incident: Incident, catalog: Catalog) -> Level | None:
    """The level as it turned out, if severity.yaml has it."""
    name = level_id(incident)
    return next((level for level in catalog.levels if level.id == name), None)


def has_postmortem(incident: Incident) -> bool:
    """True once somebody has written down why it happened."""
    return bool(incident.cause or incident.factors)
