"""Every sheet there is to print, in the order of the binder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages import Context
from firsthour.pages.identity import View
from firsthour.pages.sheet import checklist_view, printed_checklists
from firsthour.paper.cards import (
    a_to_z_view,
    contacts_view,
    messages_view,
    severity_view,
    wallet_view,
)
from firsthour.paper.runbooks import procedure_view, runbook_view
from firsthour.source import Document

_Page = TypeVar("_Page", FailureMode, Procedure)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet before it is fitted.

    Attributes:
        name: of its file, without the paper.
        reference: the page of the site that it belongs to, `kind/id` or the name of a single.
        view: everything it says; `kind` in it chooses the template.
        document: the file that it is made of, where it is one.
    """

    name: str
    reference: str
    view: View
    document: Document | None = None

    @property
    def kind(self) -> str:
        """Which template prints it."""
        return str(self.view["kind"])

    @property
    def limited(self) -> bool:
        """False for a procedure, which may have as many pages as it needs."""
        return not self.reference.startswith("procedures/")


def sheets(context: Context) -> list[Sheet]:
    """All sheets. No two have the same name."""
    found: dict[str, Sheet] = {}
    for sheet in _sheets(context):
        found.setdefault(sheet.name, sheet)
    return list(found.values())


def _sheets(context: Context) -> Iterator[Sheet]:
    catalog = context.catalog
    for checklist in printed_checklists(catalog):
        view = checklist_view(checklist, context) | {"kind": "checklist"}
        name = checklist.id
        yield Sheet(name, f"checklists/{checklist.id}", view, checklist.origin.document)
    if catalog.severity:
        view = severity_view(catalog.severity, context) | {"kind": "severity"}
        yield Sheet("card-severity", "severity", view, catalog.severity.origin.document)
    if catalog.contacts:
        document = catalog.contacts.origin.document
        for name, contacts in (
            ("contacts", contacts_view(context)),
            ("wallet", wallet_view(context)),
        ):
            if contacts:
                yield Sheet(f"card-{name}", "contacts", contacts | {"kind": name}, document)
    for runbook in _in_use(catalog.failure_modes.values()):
        view = runbook_view(runbook, context) | {"kind": "runbook"}
        yield Sheet(
            f"runbook-{runbook.id}", f"failure-modes/{runbook.id}", view, runbook.origin.document
        )
    for procedure in _in_use(catalog.procedures.values()):
        view = procedure_view(procedure, context) | {"kind": "runbook"}
        yield Sheet(
            f"procedure-{procedure.id}",
            f"procedures/{procedure.id}",
            view,
            procedure.origin.document,
        )
    messages = messages_view(context) | {"kind": "messages"}
    if messages["messages"]:
        yield Sheet("list-messages", "messages", messages)
    index = a_to_z_view(context) | {"kind": "a-to-z"}
    if index["letters"]:
        yield Sheet("list-a-to-z", "a-to-z", index)


def _in_use(pages: Iterable[_Page]) -> list[_Page]:
    used = (page for page in pages if page.status != "retired")
    return sorted(used, key=lambda page: page.title.casefold())
