"""Procedures: what runbooks share, and the catalogue of ways to mitigate."""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Risk
from firsthour.model.procedures import Procedure
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import backlinks, state_of
from firsthour.pages.fields import fields
from firsthour.pages.parts import StepView, procedure_risk, step_views, targets

CATEGORIES = {
    "rollback": "Roll back",
    "mitigation": "Mitigate",
    "recovery": "Recover",
    "security": "Secrets and access",
    "access": "Getting in",
    "reference": "Where to look",
}


@page_kind
def procedures(context: Context) -> Iterator[Page]:
    """The catalogue by category, then a page each."""
    catalog = context.catalog
    used_by = backlinks(catalog)
    yield Page(
        "procedures/index.md",
        "Procedures",
        "procedures",
        "procedures",
        {"groups": _groups(catalog), "categories": CATEGORIES},
        description="Every way to make it better, with its risk and its way back.",
    )
    for page in catalog.procedures.values():
        steps = step_views(page.steps, "steps", catalog)
        rollback = _way_back(page, catalog)
        verify = step_views(page.verify, "verify", catalog)
        yield Page(
            f"procedures/{page.id}.md",
            page.title,
            "procedure",
            "procedures",
            {
                "it": page,
                "state": state_of(page, context),
                "risk": procedure_risk(page, catalog),
                "targets": targets(page),
                "steps": steps,
                "rollback": rollback,
                "verify": verify,
                "fields": fields(page, (*steps, *rollback, *verify)),
                "used_by": used_by.get(f"procedures/{page.id}", ()),
                "seen_in": (),
            },
            source=page.origin.document.path,
            description=page.purpose,
            order=(1 + list(CATEGORIES).index(page.category), page.title.casefold()),
        )


def _way_back(page: Procedure, catalog: Catalog) -> tuple[StepView, ...]:
    return step_views(page.rollback.steps, "rollback", catalog) if page.rollback else ()


def _groups(catalog: Catalog) -> list[tuple[str, list[tuple[Procedure, Risk]]]]:
    """Category -> its procedures with their risk, in the order of need."""
    pages = sorted(catalog.procedures.values(), key=lambda page: page.title.casefold())
    groups = [
        (name, [(page, procedure_risk(page, catalog)) for page in pages if page.category == name])
        for name in CATEGORIES
    ]
    return [group for group in groups if group[1]]
