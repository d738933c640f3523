from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.failure_modes import Alert, FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def alert_leads_to_one_page(catalog: Catalog) -> Iterator[Finding]:
    """An alert leads to one runbook, or its labels say to which.

    Whoever is woken by the alert follows its link, and lands on a choice between two pages, before
    having understood what is wrong.

    To fix: give each a `match` with the label that tells them apart, or leave the alert to one
    runbook and link to the other with `related`.
    """
    first: dict[tuple[str, frozenset[tuple[str, str]]], tuple[FailureMode, Alert]] = {}
    for page in catalog.failure_modes.values():
        if page.status != "active":
            continue
        for alert in page.alerts:
            key = (alert.name, frozenset(alert.match.items()))
            other, earlier = first.setdefault(key, (page, alert))
            if earlier is alert:
                continue
            labels = ", ".join(f"{name}={value}" for name, value in alert.match.items())
            alike = f" with {labels}" if labels else ""
            if other is page:
                message = f"the alert `{alert.name}`{alike} stands here twice"
                help_ = "keep the one with the right `start`, or tell them apart with `match`"
            else:
                message = f"the alert `{alert.name}`{alike} leads to `{other.id}` as well"
                help_ = "tell the two apart with `match`, or keep the alert on one page"
            notes = ((earlier.origin.at("name"), "the same alert"),)
            yield Finding(alert.origin.at("name"), message, help_, notes)
