from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages
from firsthour.validate.wording import names


@rule(Severity.ERROR)
def environments_complete(catalog: Catalog) -> Iterator[Finding]:
    """Every environment of a page has a value for each name that another one has.

    The page fills commands for the environment that is chosen. A name that only staging knows
    stays open in production, or keeps the value of staging.

    To fix: add the missing value, or declare the name under `params` if it is the same everywhere.
    """
    for page in active_pages(catalog):
        every = {key: name for name, values in page.environments.items() for key in values}
        for name, values in page.environments.items():
            missing = [key for key in every if key not in values and key not in page.params]
            if missing:
                others = names(dict.fromkeys(every[key] for key in missing))
                message = f"`{name}` has no {names(missing)}, which {others} has"
                origin = page.origin.at("environments").key_of(name)
                yield Finding(origin, message, "add the value that it has here")
