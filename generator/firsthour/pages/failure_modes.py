"""Runbooks: one page for each way to fail, and the page that finds the right one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from firsthour.model import Catalog
from firsthour.model.failure_modes import FailureMode
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import first_checklist, search_words, state_of
from firsthour.pages.fields import fields
from firsthour.pages.parts import Shown, option_views, step_views, targets


@page_kind
def failure_modes(context: Context) -> Iterator[Page]:
    """The index by symptom and service, then a page each."""
    catalog = context.catalog
    runbooks = sorted(catalog.failure_modes.values(), key=lambda page: page.title.casefold())
    yield Page(
        "failure-modes/index.md",
        "Runbooks",
        "failure-modes",
        "failure-modes",
        {
            "runbooks": runbooks,
            "by_service": _by_service(runbooks, catalog),
            "first": first_checklist(catalog),
        },
        description="Find the runbook by what customers see, by alert, by service.",
    )
    for page in runbooks:
        yield Page(
            f"failure-modes/{page.id}.md",
            page.title,
            "failure-mode",
            "failure-modes",
            _view(page, context),
            source=page.origin.document.path,
            description=page.meaning or page.impact,
            tags=search_words(page),
            order=(1, page.title.casefold()),
            searchable=page.status != "retired",
        )


def _view(page: FailureMode, context: Context) -> dict[str, object]:
    catalog = context.catalog
    # The way back is shown in full where it has its own heading, and linked from the options.
    shown: Shown = {}
    rollback = step_views(page.rollback.steps if page.rollback else (), "rollback", catalog, shown)
    mitigate = option_views(page.mitigate, catalog, shown)
    sections = {
        name: step_views(getattr(page, name), name, catalog)
        for name in ("steps", "diagnose", "verify", "after")
    }
    views = chain(rollback, *(it.steps for it in mitigate), *sections.values())
    return {
        "it": page,
        "state": state_of(page, context),
        "targets": targets(page),
        "rollback": rollback,
        "mitigate": mitigate,
        **sections,
        "fields": fields(page, views),
        "seen_in": _seen_in(page, catalog),
    }


def _seen_in(page: FailureMode, catalog: Catalog) -> list[str]:
    """Incidents in which the page was used, the newest first."""
    reference = f"failure-modes/{page.id}"
    incidents = sorted(catalog.incidents.values(), key=lambda it: it.started, reverse=True)
    return [
        f"incidents/{incident.id}"
        for incident in incidents
        if any(use.runbook.partition("#")[0] == reference for use in incident.runbooks_used)
    ]


def _by_service(
    runbooks: list[FailureMode], catalog: Catalog
) -> list[tuple[str, list[FailureMode]]]:
    """Services in the team's order with their runbooks; those of no service last."""
    groups = [
        (service, [page for page in runbooks if service in page.services])
        for service in catalog.service_map
    ]
    rest = [page for page in runbooks if not set(page.services) & set(catalog.service_map)]
    return [group for group in [*groups, ("", rest)] if group[1]]
