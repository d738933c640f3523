from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def owner_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every owner and every holder of a role is a person or team in contacts.yaml.

    The owner is whom you call when the page does not help. An id that stands for nobody costs
    minutes, and it is usually a team that was renamed.

    To fix: correct the id, or add the person or team to runbooks/contacts.yaml.
    """
    yield from unknown(catalog, "owner")
