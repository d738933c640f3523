from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.severity import Level
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_WHEN = ("always", "working-hours", "next-sprint")
_NEVER = float("inf")


class Demand(NamedTuple):
    """What a level asks for in one respect; the smaller the number, the more it asks for."""

    route: tuple[str, ...]
    number: float
    text: str


@rule(Severity.ERROR)
def levels_tighten(catalog: Catalog) -> Iterator[Finding]:
    """A worse level asks for no less than the level below it, and somewhere for more.

    Levels are chosen in the first minutes by what they set in motion. When the milder one answers
    faster or writes more often, or both do the same, the choice is a quarrel about a word.

    To fix: order the levels from the worst to the mildest, and let each be at least as quick, as
    loud and as often heard from as the next.
    """
    for worse, milder in zip(catalog.levels, catalog.levels[1:], strict=False):
        pairs = list(zip(_demands(worse), _demands(milder), strict=True))
        if all(above.number == below.number for above, below in pairs):
            message = f"`{milder.id}` asks for the same as `{worse.id}`"
            notes = ((worse.origin.at("id"), "the worse one"),)
            help_ = "let the worse one be answered faster, or make one level of the two"
            yield Finding(milder.origin.at("id"), message, help_, notes)
        looser = [(above, below) for above, below in pairs if above.number > below.number]
        if looser:
            yield _finding(worse, milder, looser)


def _finding(worse: Level, milder: Level, looser: list[tuple[Demand, Demand]]) -> Finding:
    """One for two levels, at what is wrong when that is one thing, and written at all."""
    (first, other), *more = looser
    what = ", ".join(f"`{'.'.join(above.route)}`" for above, _ in looser)
    if not more:
        what += f" is {first.text}, and {other.text} there"
    message = f"`{worse.id}` stands above `{milder.id}` and asks for less: {what}"
    written = not more and first.text.startswith("`")
    place = worse.origin.at(*first.route) if written else worse.origin.at("id")
    notes = tuple(
        (milder.origin.at(*below.route), f"at `{worse.id}` it is {above.text}")
        for above, below in looser
    )
    help_ = "levels stand from the worst to the mildest, and the worst asks for most"
    return Finding(place, message, help_, notes)


def _demands(level: Level) -> Iterator[Demand]:
    rhythm = level.update_every
    lengths = {
        ("respond_within",): level.respond_within,
        ("update_every", "internal"): rhythm.internal if rhythm else None,
        ("update_every", "public"): rhythm.public if rhythm else None,
        ("postmortem_within",): level.postmortem_within,
    }
    for route, length in lengths.items():
        if length is None:
            yield Demand(route, _NEVER, "absent")
        else:
            yield Demand(route, length.seconds, f"`{length.text}`")
    yield Demand(("page", "when"), _WHEN.index(level.page.when), f"`{level.page.when}`")
    for key in ("status_page", "deploy_freeze"):
        asked = getattr(level, key)
        yield Demand((key,), not asked, "`true`" if asked else "not asked for")
