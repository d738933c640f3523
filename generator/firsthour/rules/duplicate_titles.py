from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin

_KINDS = ("checklists", "failure-modes", "procedures", "templates")


@rule(Severity.WARNING)
def duplicate_titles(catalog: Catalog) -> Iterator[Finding]:
    """Two pages of a kind have titles that can be told apart.

    In the search results only the title shows. Of two that are the same, half of the readers open
    the wrong one, and see it when a step does not fit.

    Small and capital letters and spaces do not tell them apart. Retired pages and incidents do not
    count.

    To fix: say in each title what is different, or make one page of the two.
    """
    for kind in _KINDS:
        first: dict[str, Origin] = {}
        for page in catalog.kind(kind).values():
            if page.status == "retired":
                continue
            origin = page.origin.at("title")
            earlier = first.setdefault(" ".join(page.title.casefold().split()), origin)
            if earlier is not origin:
                message = f"the title `{page.title}` is used twice"
                notes = ((earlier, "first used here"),)
                yield Finding(origin, message, "say what is different about this one", notes)
