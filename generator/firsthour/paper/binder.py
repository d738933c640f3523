"""Everything in one PDF, for the day on which nothing else works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from firsthour.model import Catalog
from firsthour.pages import Context
from firsthour.pages.identity import View, identity
from firsthour.paper.fitting import Fit, shortened
from firsthour.paper.sheets import Sheet

NAME = "binder"
_HOW = (
    "Somebody leads. Take the sheet First ten minutes, or the first one in the first part, "
    "and fill in the line below its title.",
    "You have the name of an alert or the text of an error? The A to Z says which page.",
    "Do one line after the other; a line is done when its answer is what stands at its end.",
    "Write down every change and its time. What is put off is written behind Still open.",
    "Nobody answers, or you are stuck? The part Who to call says whom to call next.",
)
# Part -> the word on its tab, what is in it, and how its sheets begin.
_PARTS = (
    ("Checklists", "Checklists", "what to do, minute by minute, whatever it is", "checklists/"),
    ("Severity", "Severity", "how bad it is, and what follows from that", "severity"),
    ("Who to call", "Call", "roles, people, companies, and the way upwards", "contacts"),
    ("Runbooks", "Runbooks", "one for each way in which the product fails", "failure-modes/"),
    ("Procedures", "Procedures", "steps that several runbooks share", "procedures/"),
    ("Messages", "Messages", "what to write, and to whom", "messages"),
    ("A to Z", "A to Z", "alerts, error texts and symptoms, with their runbook", "a-to-z"),
)
# Cards to cut out have no place in a binder.
_LOOSE = frozenset({"wallet"})


def binder_view(sheets: Sequence[tuple[Sheet, Fit]], context: Context) -> View:
    """The binder of all sheets that fit."""
    sources = {sheet.document.path for sheet, _ in sheets if sheet.document}
    found = identity("Incident binder", "Binder", context, sources, "checklists/")
    kept = [(sheet, fit) for sheet, fit in sheets if sheet.kind not in _LOOSE and not fit.over]
    sections = [
        {
            "title": title,
            "tab": tab,
            "about": about,
            "sheets": [
                {
                    "id": sheet.reference,
                    "size": fit.size,
                    "layout": fit.layout,
                    "view": shortened(sheet.view, fit.shortened) if fit.shortened else sheet.view,
                }
                for sheet, fit in kept
                if sheet.reference.startswith(start)
            ],
        }
        for title, tab, about, start in _PARTS
    ]
    names = {sheet.reference: str(sheet.view["title"]) for sheet, _ in kept}
    return found | {
        "kind": NAME,
        "private": any(sheet.view["private"] for sheet, _ in kept),
        "how": list(_HOW),
        "sections": [section for section in sections if section["sheets"]],
        "index": [
            {"text": text, "pages": pages} for text, pages in sorted(_index(names, context.catalog))
        ],
    }


def _index(names: Mapping[str, str], catalog: Catalog) -> Iterator[tuple[str, list[str]]]:
    """Titles, services with the runbooks that concern them, and what people and companies do."""
    for reference, title in names.items():
        yield title, [reference]
    for service in catalog.service_map.values():
        about = {
            f"failure-modes/{it.id}"
            for it in catalog.failure_modes.values()
            if service.id in it.services
        }
        known = [page for page in names if page in about]
        if known:
            yield f"{service.title} (service)", known
    if "contacts" in names and catalog.contacts:
        people = (it.name for it in catalog.contacts.people if not it.left)
        for name in (*people, *(it.name for it in catalog.contacts.vendors)):
            yield name, ["contacts"]
    if "severity" in names:
        for level in catalog.levels:
            yield f"{level.code} {level.name}", ["severity"]
