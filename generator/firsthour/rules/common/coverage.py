"""Which services a runbook is there for."""

from __future__ import annotations

from firsthour.model import Catalog


def services_with_runbook(catalog: Catalog) -> set[str] | None:
    """Services that a runbook in use names; None when nothing can be said.

    That is so where no runbook is written yet, and where one cannot be read.
    """
    pages = catalog.failure_modes.values()
    if not pages or any(name.startswith("failure-modes/") for name in catalog.broken):
        return None
    return {name for page in pages if page.status == "active" for name in page.services}
