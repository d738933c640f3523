from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_MINUTE = 60
# The worst level, then the one below it.
_LONGEST = (15 * _MINUTE, 30 * _MINUTE)


@rule(Severity.WARNING)
def update_rhythm(catalog: Catalog) -> Iterator[Finding]:
    """At the worst level something is said every 15 minutes, at the next every 30.

    When nothing is said, everybody asks, and those who fix it answer instead. A quarter of an hour
    is about as long as people wait before they do.

    The shorter of `internal` and `public` counts. The second level is held to it if it wakes
    people.

    To fix: shorten `update_every`, or add it.
    """
    for place, (level, longest) in enumerate(zip(catalog.levels, _LONGEST, strict=False)):
        if place and level.page.when != "always":
            continue
        rhythm = level.update_every
        lengths = [] if rhythm is None else [x for x in (rhythm.internal, rhythm.public) if x]
        wanted = f"{longest // _MINUTE}m"
        if rhythm is None or not lengths:
            if not place:
                message = f"`{level.id}` does not say how often an update goes out"
                help_ = f"add `update_every` with `internal: {wanted}`"
                yield Finding(level.origin.at("id"), message, help_)
        elif min(lengths).seconds > longest:
            message = f"at `{level.id}` nothing is said for `{min(lengths).text}`"
            key = "internal" if rhythm.internal == min(lengths) else "public"
            origin = rhythm.origin.at(key)
            yield Finding(origin, message, f"write `{wanted}` or less at this level")
