from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def contact_exists(catalog: Catalog) -> Iterator[Finding]:
    """Whoever is called, and every channel that is written to, is in contacts.yaml or roles.yaml.

    A page that says whom to wake, and names somebody without a telephone number, stops the
    responder at the worst moment.

    To fix: correct the id, or add the person, team, vendor, escalation path or channel to
    runbooks/contacts.yaml, or the role to runbooks/roles.yaml.
    """
    yield from unknown(catalog, "contact")
