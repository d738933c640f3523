"""Times for readers: lengths in words, instants in the team's own zone."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from firsthour.model.settings import Settings

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as the team's clocks show it; `iso` is for machines."""

    day: str
    clock: str
    zone: str
    iso: str

    def __str__(self) -> str:
        """The whole of it."""
        return f"{self.day} {self.clock} {self.zone}"


def length(span: datetime.timedelta) -> str:
    """A length of time in at most two units: `1 h 12 min`, `2 d 3 h`, `45 s`."""
    seconds = abs(int(span.total_seconds()))
    if seconds >= _DAY:
        return _two(seconds // _DAY, "d", seconds % _DAY // _HOUR, "h")
    if seconds >= _HOUR:
        return _two(seconds // _HOUR, "h", seconds % _HOUR // _MINUTE, "min")
    if seconds >= _MINUTE or not seconds:
        return f"{seconds // _MINUTE} min"
    return f"{seconds} s"


def _two(large: int, large_unit: str, small: int, small_unit: str) -> str:
    return f"{large} {large_unit}" + (f" {small} {small_unit}" if small else "")


def zone_of(settings: Settings | None) -> datetime.tzinfo:
    """The team's time zone; UTC where it is not set or the machine does not know it."""
    try:
        return ZoneInfo(settings.time_zone) if settings else datetime.UTC
    except (KeyError, ValueError, OSError):
        return datetime.UTC


def moment(instant: datetime.datetime, zone: datetime.tzinfo) -> Moment:
    """An instant in a zone, with the zone's offset of that day."""
    try:
        local = instant.astimezone(zone)
    except OverflowError:  # the first and the last day of the calendar stay as they are written
        local = instant
    return Moment(
        local.date().isoformat(),
        f"{local:%H:%M}",
        _zone(local),
        local.isoformat(timespec="minutes"),
    )


def _zone(local: datetime.datetime) -> str:
    """`UTC`, or the offset from it: abbreviations mean different zones in different countries."""
    minutes = int((local.utcoffset() or datetime.timedelta()).total_seconds()) // _MINUTE
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def median(spans: Iterable[datetime.timedelta]) -> datetime.timedelta | None:
    """The one in the middle, so that one long night does not hide all others."""
    seconds = [span.total_seconds() for span in spans]
    return datetime.timedelta(seconds=statistics.median(seconds)) if seconds else None
