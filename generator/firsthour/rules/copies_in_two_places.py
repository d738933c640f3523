from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin

_ENOUGH = 2
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@rule(Severity.WARNING)
def copies_in_two_places(catalog: Catalog) -> Iterator[Finding]:
    """A site has copies in two other places.

    The night on which the product is down is the night on which the site may be down as well, and
    one copy is the one that nobody can find. Every page says at its foot where the copies are.

    A copy on the site's own host, or in the place of another copy, does not count. Nothing is asked
    of a team that has not said where its site is.

    To fix: run `firsthour bundle`, put what it makes where it is while all else is down, such
    as another company's storage and the telephones of the team, and name the places as `copies` in
    runbooks/settings.yaml.
    """
    settings = catalog.settings
    if settings is None or not (settings.site_url or settings.copies):
        return
    help_ = "put what firsthour bundle makes with somebody else, and name the place"
    host = _host(settings.site_url)
    places: dict[str, Origin] = {}
    for copy in settings.copies:
        hosts = {_host(found) for found in _ADDRESS.findall(copy.where)}
        place = " ".join(copy.where.lower().split()).strip(" .")
        if host and host in hosts:
            message = f"this copy is on `{host}`, as the site is, and goes down with it"
            yield Finding(copy.origin.at("where"), message, help_)
        elif place in places:
            notes = ((places[place], "the other copy"),)
            message = f"this copy is where another one is, `{copy.where}`"
            yield Finding(copy.origin.at("where"), message, help_, notes)
        else:
            places[place] = copy.origin.at("where")
    if len(places) < _ENOUGH:
        key = "copies" if settings.copies else "site_url"
        count = "one other place" if places else "no other place"
        yield Finding(settings.origin.at(key), f"the site has a copy in {count}", help_)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
