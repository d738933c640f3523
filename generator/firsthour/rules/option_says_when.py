from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.references import references
from firsthour.rules.common.steps import active_pages


@rule(Severity.WARNING)
def option_says_when(catalog: Catalog) -> Iterator[Finding]:
    """Of several ways to mitigate, each but the last says when it is the right one.

    A list of remedies without conditions is tried from the top, and the first is not always the
    one that does the least harm. The last may stand for whatever is left.

    To fix: add `when` with what has to be seen before it, or lead to the option from a diagnosis
    with `go`.
    """
    led = _led_to(catalog)
    for page in active_pages(catalog):
        options = getattr(page, "mitigate", ())
        if len(options) < 2:
            continue
        silent = [each for each in options if not each.when and (page.id, each.id) not in led]
        # Where all the others say, the last stands for whatever is left.
        for option in silent if silent != list(options[-1:]) else ():
            message = f"nothing says when `{option.title}` is right, of {len(options)} ways"
            help_ = "add `when` with what has to be seen before it"
            yield Finding(option.origin.at("title"), message, help_)


def _led_to(catalog: Catalog) -> set[tuple[str, str]]:
    """Runbook and id of every part that a `go` or an alert leads to, from any page."""
    found: set[tuple[str, str]] = set()
    for reference in references(catalog, "part"):
        page, _, part = reference.value.rpartition("#")
        document = reference.document
        id_ = page.partition("/")[2] if page else document.id
        if document.kind != "incidents":
            found.add((id_, part.rpartition(".")[2]))
    return found
