from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from firsthour.model import FOLDERS, Catalog, Sheet
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.near import suggest
from firsthour.rules.common.parts import parts, targets
from firsthour.rules.common.references import Reference, missing_page, references
from firsthour.source import Document


@rule(Severity.ERROR)
def go_leads_somewhere(catalog: Catalog) -> Iterator[Finding]:
    """Every `go`, every alert's `start` and every step named under `access` leads to one place.

    "If you see this, go there" is followed without thinking. A jump that ends nowhere leaves the
    responder between two pages.

    To fix: write a section (`mitigate`), a part of it (`mitigate.revert`), the id of a step, or
    another page (`failure-modes/disk-full`, `procedures/drain-node#steps.reload`).
    """
    known: dict[str, Counter[str]] = {}
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
            names = known.get(target or document.path)
            if names is None:
                names = known[target or document.path] = targets(page) if page else Counter()
            yield from _check(reference, part, names, page)


def _own(document: Document, catalog: Catalog) -> Sheet | None:
    """The page that a document became; none for contacts.yaml, whose steps have no sections."""
    return catalog.kind(document.kind).get(document.id) if document.kind in FOLDERS else None


def _check(
    reference: Reference, part: str, names: Counter[str], page: Sheet | None
) -> Iterator[Finding]:
    if names[part] == 1:
        return
    title = "this page" if "#" not in reference.value else f"`{reference.value.partition('#')[0]}`"
    if not names[part]:
        message = f"{title} has no part `{part}`"
        help_ = suggest(part, [name for name in names if names[name] == 1], "give a step this `id`")
        yield Finding(reference.origin, message, help_)
        return
    places = (
        [(section, origin) for section, name, origin in parts(page) if name == part] if page else []
    )
    message = f"`{part}` is the id of {len(places)} parts of {title}"
    help_ = "say which: " + " or ".join(f"`{section}.{part}`" for section, _ in places)
    yield Finding(reference.origin, message, help_, tuple((origin, "here") for _, origin in places))
