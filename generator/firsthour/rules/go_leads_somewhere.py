from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog, Sheet
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.near import suggest
from firsthour.rules.common.parts import Part, targets
from firsthour.rules.common.references import Reference, missing_page, references
from firsthour.source import Document

Targets = dict[str, list[Part]]


@rule(Severity.ERROR)
def go_leads_somewhere(catalog: Catalog) -> Iterator[Finding]:
    """Every `go`, every alert's `start` and every step named under `access` leads to one place.

    "If you see this, go there" is followed without thinking. A jump that ends nowhere leaves the
    responder between two pages.

    To fix: write a section (`mitigate`), a part of it (`mitigate.revert`), the id of a step, or
    another page (`failure-modes/disk-full`, `procedures/drain-node#steps.reload`).
    """
    known: dict[str, Targets] = {}
    for reference in references(catalog, "part"):
        document = reference.document
        if document.kind == "incidents":
            continue  # history may name a step that is gone since
        target, _, part = reference.value.rpartition("#")
        if "/" in part:
            target, part = part, ""
        page = catalog.page(target) if target else _own(document, catalog)
        if target and page is None:
            yield from missing_page(catalog, target, reference.origin)
        elif part:
            name = target or document.path
            if name not in known:
                known[name] = targets(page) if page else {}
            yield from _check(reference, target, part, known[name])


def _own(document: Document, catalog: Catalog) -> Sheet | None:
    """The page that a document became; none for contacts.yaml, whose steps have no sections."""
    return catalog.kind(document.kind).get(document.id) if document.kind in FOLDERS else None


def _check(reference: Reference, target: str, part: str, known: Targets) -> Iterator[Finding]:
    title = f"`{target}`" if target else "this page"
    places = known.get(part, [])
    if not places:
        single = [name for name, found in known.items() if len(found) == 1]
        otherwise = "write a section, or the id of a step" if known else "name a page, as `kind/id`"
        help_ = suggest(part, single, otherwise)
        yield Finding(reference.origin, f"{title} has no part `{part}`", help_)
    elif len(places) > 1:
        message = f"`{part}` is the id of {len(places)} parts of {title}"
        help_ = "say which: " + " or ".join(f"`{place.name}`" for place in places)
        notes = tuple((place.origin, "here") for place in places)
        yield Finding(reference.origin, message, help_, notes)
