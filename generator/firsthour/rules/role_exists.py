from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import unknown


@rule(Severity.ERROR)
def role_exists(catalog: Catalog) -> Iterator[Finding]:
    """Every role that approves a step or is filled in an incident is in roles.yaml.

    If nobody knows who may approve a rollback, it either waits or happens without anyone's yes.

    To fix: correct the id, or add the role to runbooks/roles.yaml. It is a role, never a person.
    """
    yield from unknown(catalog, "role")
