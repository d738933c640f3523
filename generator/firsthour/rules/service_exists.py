from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def service_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every service or vendor that a page names is in services.yaml or contacts.yaml.

    Pages are found by service, and a command runs where its service runs. A name that leads
    nowhere hides the page from the person who looks for it.

    To fix: correct the id, or add the service to runbooks/services.yaml or the vendor to
    runbooks/contacts.yaml.
    """
    yield from unknown(catalog, "service")
