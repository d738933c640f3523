from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import Page, all_pages, all_steps, procedure_of
from firsthour.source import Origin


@rule(Severity.WARNING)
def declarations_used(catalog: Catalog) -> Iterator[Finding]:
    """Every parameter of a page and every field of a message is used in it.

    The page asks the responder for each of them. A value that goes nowhere costs time, and mostly
    it means that a command was changed and still has the old value written into it.

    To fix: write the `<name>` where it belongs, or delete the declaration.
    """
    for page in all_pages(catalog):
        if page.params:
            text = page.origin.document.text + _shared_text(page, catalog)
            for name in page.params:
                if f"<{name}>" not in text:
                    yield _finding(page.origin.at("params").key_of(name), "parameter", name)
    for template in catalog.templates.values():
        for name in template.fields:
            if f"<{name}>" not in template.subject and f"<{name}>" not in template.body:
                yield _finding(template.origin.at("fields").key_of(name), "field", name)


def _finding(origin: Origin, what: str, name: str) -> Finding:
    help_ = f"write `<{name}>` where its value belongs, or delete this"
    return Finding(origin, f"nothing uses the {what} `{name}`", help_)


def _shared_text(page: Page, catalog: Catalog) -> str:
    """The text of the procedures that the page shows, whose placeholders it may fill."""
    found = (procedure_of(step, catalog) for step, _option in all_steps(page))
    return "".join(procedure.origin.document.text for procedure in found if procedure)
