"""What to practise: the scenario as text for whoever runs it, or all of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from firsthour.model import Catalog
from firsthour.review.drills import Scenario


def one(scenario: Scenario, catalog: Catalog) -> list[str]:
    """One scenario: what to tell, where to begin, and what to do with the record."""
    site = catalog.settings.site_url.rstrip("/") if catalog.settings else ""
    return [
        f"drill: {scenario.page.title}",
        f"  {_why(scenario, catalog)}",
        "",
        "tell those who take part only this:",
        *(f"  {line}" for line in scenario.lines),
        "",
        "start it in the browser:",
        f"  {site}/?drill={scenario.reference}",
        "",
        f"the page that should lead them out: {scenario.reference}",
        "afterwards say how the page did, and put the exported record into runbooks/incidents/",
    ]


def all_(scenarios: Sequence[Scenario], catalog: Catalog) -> list[str]:
    """All scenarios, the one whose turn it is first."""
    if not scenarios:
        return ["no runbook is active, so there is nothing to drill"]
    width = max(len(it.page.id) for it in scenarios)
    return [f"{it.page.id:{width}}  {_why(it, catalog)}" for it in scenarios]


def json_(scenarios: Sequence[Scenario], catalog: Catalog) -> list[str]:
    """For programs: a list, the one whose turn it is first."""
    found = [
        {
            "page": it.reference,
            "title": it.page.title,
            "severity": it.level,
            "last": it.last.isoformat() if it.last else None,
            "tell": list(it.lines),
        }
        for it in scenarios
    ]
    return [json.dumps(found, indent=2, ensure_ascii=False)]


def _why(scenario: Scenario, catalog: Catalog) -> str:
    level = next((it.code for it in catalog.levels if it.id == scenario.level), "no severity")
    return f"{level}, {_last(scenario.last, catalog.today)}"


def _last(last: datetime.date | None, today: datetime.date) -> str:
    if last is None:
        return "never tried"
    days = max(0, (today - last).days)
    return f"last tried {last}, {days} {'day' if days == 1 else 'days'} ago"
