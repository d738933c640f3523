from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import active_checklists
from firsthour.rules.common.steps import active_pages, all_steps
from firsthour.source import Origin


class _Way(NamedTuple):
    condition: str
    leads_to: str
    origin: Origin


@rule(Severity.WARNING)
def conditions_differ(catalog: Catalog) -> Iterator[Finding]:
    """One condition leads one way: within a step, among the options, in a table of decisions.

    When the same words stand twice, only the first is ever followed. What stands at the second was
    meant for another case, and that case has no way any more.

    To fix: say what tells the two apart, or delete one.
    """
    for page in active_pages(catalog):
        for step, _option in all_steps(page):
            yield from _repeated(
                _Way(each.when, each.go, each.origin.at("when")) for each in step.if_
            )
        yield from _repeated(
            _Way(option.when, option.title, option.origin.at("when"))
            for option in getattr(page, "mitigate", ())
            if option.when
        )
    for sheet in active_checklists(catalog):
        yield from _repeated(
            _Way(each.if_, each.then, each.origin.at("if")) for each in sheet.decisions
        )


def _repeated(ways: Iterable[_Way]) -> Iterator[Finding]:
    first: dict[str, _Way] = {}
    for way in ways:
        key = " ".join(way.condition.casefold().strip(" .").split())
        earlier = first.setdefault(key, way)
        if earlier.leads_to != way.leads_to:
            message = f"`{way.condition}` leads to `{earlier.leads_to}` already"
            notes = ((earlier.origin, "the same condition"),)
            yield Finding(way.origin, message, "say what tells the two cases apart", notes)
