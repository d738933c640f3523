from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.zones import zones
from firsthour.source import Origin
from firsthour.validate.wording import slip

_ONE_CITY = (
    "write region and city, such as `Europe/Lisbon`; each zone has the name of one large city: "
    "`Europe/London` is for all of Britain"
)


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
    # One city for another is hours away: `Europe/Manchester` is not Athens, nor Mumbai Dubai.
    city = zone.rpartition("/")[2].lower()
    cities = {each.rpartition("/")[2].lower(): each for each in zones()}
    meant = city if city in cities else slip(city, cities)
    help_ = f"did you mean `{cities[meant]}`?" if meant else _ONE_CITY
    return Finding(origin.at("time_zone"), f"there is no time zone `{zone}`", help_)
