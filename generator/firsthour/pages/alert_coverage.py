"""Where the links in the alert rules lead: what to mend before the next night."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.alerts.coverage import State
from firsthour.pages import Context, Page, page_kind

# The worst first; what leads where it should comes last, as a number only.
_STATES = {
    State.DEAD: "Dead links",
    State.NOT_LINKED: "Runbook there, and not linked",
    State.DRAFT: "Lead to a draft, a stub or a retired page",
    State.GENERIC: "Lead to a page that is not about them",
    State.NOTHING: "No link and no runbook",
    State.ELSEWHERE: "Lead to another site, which was not looked at",
}


@page_kind
def alert_coverage(context: Context) -> Iterator[Page]:
    """One page, when the settings name files that are there."""
    found = context.coverage
    if found is None:
        return
    groups = [
        (title, state.value, [it for it in found.landings if it.state is state])
        for state, title in _STATES.items()
    ]
    yield Page(
        "alert-coverage.md",
        "Where alerts lead",
        "alert-coverage",
        "more",
        {
            "found": found,
            "groups": [group for group in groups if group[2]],
            "good": found.count(State.RESOLVES),
            "strange": [it for it in found.files if not it.format and not it.skipped],
        },
        description="Which alerts lead to their runbook, and which do not.",
        order=(1, "alert-coverage"),
        searchable=False,
    )
