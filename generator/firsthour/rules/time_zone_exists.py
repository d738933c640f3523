from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.near import suggest
from firsthour.rules.common.zones import zones
from firsthour.source import Origin


@rule(Severity.ERROR)
def time_zone_exists(catalog: Catalog) -> Iterator[Finding]:
    """A time zone is one of the time zone database.

    Times on the page are turned into the reader's, and the page says whether it is night where
    somebody lives. A zone that does not exist turns them into nothing, or into an hour too many.

    To fix: write the region and the city, such as `Europe/Lisbon`, as the database spells them.
    """
    if catalog.settings and catalog.settings.time_zone not in zones():
        yield _finding(catalog.settings.origin, catalog.settings.time_zone)
    for person in catalog.people.values():
        if person.time_zone and person.time_zone not in zones():
            yield _finding(person.origin, person.time_zone)


def _finding(origin: Origin, zone: str) -> Finding:
    city = zone.rpartition("/")[2]
    places = [each for each in zones() if each.rpartition("/")[2] == city]
    help_ = f"did you mean `{places[0]}`?" if places else ""
    help_ = help_ or suggest(zone, zones(), "write region and city, such as `Europe/Lisbon`")
    return Finding(origin.at("time_zone"), f"there is no time zone `{zone}`", help_)
