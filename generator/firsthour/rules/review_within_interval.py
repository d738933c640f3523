from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.evidence import counted_as, uses
from firsthour.model.freshness import freshness, interval
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.reviewing import command

_SEEN = {
    "incident": "used in an incident",
    "drill": "drilled",
    "walkthrough": "walked through",
    "read": "read",
}
_WORDS = ((30, "its review is due"), (90, "its review is overdue"), (180, "it is growing old"))
_LAST = "nobody can know whether it still holds"


@rule(Severity.WARNING, clock=True)
def review_within_interval(catalog: Catalog) -> Iterator[Finding]:
    """A page was tried, walked through or read again before its last evidence ran out.

    Servers move, tools change their options and people leave, and no page notices. What worked in
    spring is a guess in winter, and the reader at night cannot tell.

    To fix: try the page out, and write it down with `firsthour review ID --how ...`. How
    long each kind of evidence counts stands under `review` in runbooks/settings.yaml; doing counts
    for longer.
    """
    used = uses(catalog)
    settings = catalog.settings.review if catalog.settings else None
    for name, page in catalog.reviewable.items():
        fresh = freshness(page, catalog, catalog.today, used=used)
        if fresh.trust != "overdue" or fresh.last is None or fresh.due is None:
            continue
        how = counted_as(fresh.last, name)
        late = (catalog.today - fresh.due).days
        state = next((words for most, words in _WORDS if late <= most), _LAST)
        message = (
            f"last {_SEEN[how]} on {fresh.last.date}, good until {fresh.due}: {state}, "
            f"{late} {'day' if late == 1 else 'days'} late"
        )
        # An incident does not come when its turn is.
        next_ = "walkthrough" if how == "incident" else how
        days = interval(settings, next_).days
        help_ = f"do it, and run: {command(name, next_)}; `{next_}` counts for {days} days"
        own = fresh.last in page.reviewed
        origin = fresh.last.origin.at("date") if own else page.origin.at("title")
        yield Finding(origin, message, help_)
