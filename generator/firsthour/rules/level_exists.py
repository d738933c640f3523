from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def level_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every severity level that a page names is in severity.yaml.

    The level decides who is woken and how often customers hear something. One that does not exist
    decides nothing.

    To fix: use the id of a level in runbooks/severity.yaml.
    """
    yield from unknown(catalog, "level")
