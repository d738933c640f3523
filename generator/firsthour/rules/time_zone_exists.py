from __future__ import annotations

import re
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

# The clocks of a city go forward and back; these do not, or nobody knows whose they are.
_DISTANCE = re.compile(
    r"(?:UTC|GMT|Z)? *[+-] *(?!0+(?::?0+)?\Z)[0-9]{1,2}(?::?[0-9]{2})?"
    r"|(?!GMT|UCT)[A-Z]{2,4}T|MSK|[A-Z]{3}[0-9][A-Z]{3}"
)
_A_CITY = (
    "write the city that is meant, such as `Europe/Berlin` or `America/New_York`: it knows by "
    "itself when its clocks change"
)


@rule(Severity.ERROR)
def time_zone_exists(catalog: Catalog) -> Iterator[Finding]:
    """A time zone is one of the time zone database.

    Times on the page are turned into the reader's, and the page says whether it is night where
    somebody lives. A zone that does not exist turns them into nothing, or into an hour too many.

    `EST` and `CET` are in the database too, for old machines, and nobody lives there: one of them
    is an hour off in summer.

    To fix: write the region and the city, such as `Europe/Lisbon`, as the database spells them.
    """
    if catalog.settings:
        yield from _check(catalog.settings.origin, catalog.settings.time_zone)
    for person in catalog.people.values():
        yield from _check(person.origin, person.time_zone)


def _check(origin: Origin, zone: str) -> Iterator[Finding]:
    if _DISTANCE.fullmatch(zone):
        message = f"`{zone}` is a distance from UTC, and not where somebody lives"
        yield Finding(origin.at("time_zone"), message, _A_CITY)
    elif zone and zone not in zones():
        yield _finding(origin, zone)


def _finding(origin: Origin, zone: str) -> Finding:
    # One city for another is hours away: `Europe/Manchester` is not Athens, nor Mumbai Dubai.
    city = zone.rpartition("/")[2].lower()
    cities = {each.rpartition("/")[2].lower(): each for each in zones() if _is_offered(each)}
    meant = city if city in cities else slip(city, cities)
    help_ = f"did you mean `{cities[meant]}`?" if meant else _ONE_CITY
    return Finding(origin.at("time_zone"), f"there is no time zone `{zone}`", help_)


def _is_offered(zone: str) -> bool:
    """True for a city or a country, and for UTC; the rest of the table is distances."""
    return zone == "UTC" or not (zone.startswith("Etc/") or _DISTANCE.fullmatch(zone))
