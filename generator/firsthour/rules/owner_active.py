from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import gone
from firsthour.rules.common.references import references


@rule(Severity.ERROR)
def owner_active(catalog: Catalog) -> Iterator[Finding]:
    """Every owner and every holder of a role is still here.

    A page whose owner has left is a page that nobody keeps true, and the number under it rings in
    an empty room.

    To fix: hand the page over. A team as owner survives people who leave; a person does not.
    """
    for reference in references(catalog, "owner"):
        reason = gone(catalog, reference.value)
        if reason and not _is_retired(catalog, reference.document.kind, reference.document.id):
            help_ = "give it to a team or to a person who is still here"
            yield Finding(reference.origin, f"`{reference.value}` {reason}", help_)


def _is_retired(catalog: Catalog, kind: str, name: str) -> bool:
    page = catalog.kind(kind).get(name) if kind in FOLDERS else None
    return getattr(page, "status", "") == "retired"
