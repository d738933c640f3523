from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def status_page_has_template(catalog: Catalog) -> Iterator[Finding]:
    """Every level that asks for the status page has a message for it.

    The first words to customers are the hardest of the night. When somebody has to find them while
    the product is down, they come late, or they promise something.

    A message counts if it is for the `public`, is in use, and its `when` has the level or names
    none. A team that has no message in use yet is left alone.

    To fix: write a message in runbooks/templates with `audience: public` and the level under
    `when.severity`.
    """
    messages = [each for each in catalog.templates.values() if each.status == "active"]
    if not messages or any(name.startswith("templates/") for name in catalog.broken):
        return
    covered: set[str] = set()
    for template in messages:
        if template.audience == "public":
            named = template.when.severity if template.when else ()
            covered.update(named or (level.id for level in catalog.levels))
    for level in catalog.levels:
        if level.status_page and level.id not in covered:
            message = f"there is no public message for `{level.id}`"
            help_ = f"name `{level.id}` under `when.severity` of a message for the public"
            yield Finding(level.origin.at("status_page"), message, help_)
