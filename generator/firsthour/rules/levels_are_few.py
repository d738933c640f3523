from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_FEWEST, _MOST = 2, 6


@rule(Severity.ERROR)
def levels_are_few(catalog: Catalog) -> Iterator[Finding]:
    """There are two to six severity levels.

    With one level everything is as bad as everything else, and nobody can say what may wait until
    the morning. Among seven, the first minutes go by with the choice, and a sheet has no room.

    To fix: keep those between which somebody would act differently; three are enough for most
    teams. `firsthour new severity` shows three.
    """
    levels = catalog.levels
    if not levels:
        return
    if len(levels) < _FEWEST:
        message = f"`{levels[0].id}` is the only level, so that nothing is worse than anything else"
        help_ = "write a second one, for what can wait until the morning"
        yield Finding(levels[0].origin.at("id"), message, help_)
    if len(levels) > _MOST:
        message = f"`{levels[_MOST].id}` is the seventh of {len(levels)} levels; six are the most"
        help_ = "make one of those between which nobody would act differently"
        yield Finding(levels[_MOST].origin.at("id"), message, help_)
