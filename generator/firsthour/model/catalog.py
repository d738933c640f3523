"""Everything the team has written, as one value."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from firsthour.model.builder import build
from firsthour.model.checklists import Checklist
from firsthour.model.contacts import Contacts, EscalationPath, Person, Team, Vendor
from firsthour.model.failure_modes import FailureMode
from firsthour.model.incidents import Incident
from firsthour.model.links import Answer
from firsthour.model.operational import hashes
from firsthour.model.procedures import Procedure
from firsthour.model.roles import Role, Roles
from firsthour.model.services import Service, Services
from firsthour.model.settings import Settings
from firsthour.model.severity import Level, Severity
from firsthour.model.templates import Template
from firsthour.source import Document, Origin

SINGLES: Mapping[str, type] = {
    "settings": Settings,
    "severity": Severity,
    "roles": Roles,
    "contacts": Contacts,
    "services": Services,
}
FOLDERS: Mapping[str, type] = {
    "checklists": Checklist,
    "failure-modes": FailureMode,
    "procedures": Procedure,
    "templates": Template,
    "incidents": Incident,
}
KINDS: tuple[str, ...] = (*SINGLES, *FOLDERS)

Sheet = Checklist | FailureMode | Procedure | Template | Incident
Reviewable = Checklist | FailureMode | Procedure | Template
Reachable = Person | Team | Vendor | Role | EscalationPath


def _utc_today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


@dataclass(frozen=True, eq=False)
class Catalog:
    """The content model of one repository.

    `broken` names what is there but could not be read: `roles`, `failure-modes/x`. A rule must not
    complain that something is missing when its file is merely broken. `today` is the day from which
    a rule counts; in UTC, so that two machines agree. `answers` is what the network said about
    links, if it was asked.
    """

    settings: Settings | None = None
    severity: Severity | None = None
    roles: Roles | None = None
    contacts: Contacts | None = None
    services: Services | None = None
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    failure_modes: Mapping[str, FailureMode] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    broken: frozenset[str] = frozenset()
    today: datetime.date = field(default_factory=_utc_today)
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def kind(self, name: str) -> Mapping[str, Any]:
        """All pages of a folder kind, by id."""
        found: Mapping[str, Any] = getattr(self, name.replace("-", "_"))
        return found

    def sheets(self) -> Iterator[Sheet]:
        """Every page that has a file of its own, in the order of the kinds."""
        for name in FOLDERS:
            yield from self.kind(name).values()

    def singles(self) -> Iterator[Settings | Severity | Roles | Contacts | Services]:
        """The files that exist once."""
        for single in (self.settings, self.severity, self.roles, self.contacts, self.services):
            if single is not None:
                yield single

    def page(self, reference: str) -> Sheet | None:
        """The page behind `kind/id`; a `#part` behind it is ignored."""
        name, _, id_ = reference.partition("#")[0].partition("/")
        page: Sheet | None = self.kind(name).get(id_) if name in FOLDERS else None
        return page

    @cached_property
    def reviewable(self) -> Mapping[str, Reviewable]:
        """Every page that is reviewed, by `kind/id`."""
        found = (page for page in self.sheets() if not isinstance(page, Incident))
        return {f"{page.origin.document.kind}/{page.id}": page for page in found}

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each page's operational part, by `kind/id`."""
        return dict(hashes(self.reviewable, self.procedures))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Severity levels, the worst first."""
        return self.severity.levels if self.severity else ()

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id, those who left included."""
        return {person.id: person for person in self.contacts.people} if self.contacts else {}

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """Teams by id."""
        return {team.id: team for team in self.contacts.teams} if self.contacts else {}

    @cached_property
    def vendors(self) -> Mapping[str, Vendor]:
        """Vendors by id."""
        return {vendor.id: vendor for vendor in self.contacts.vendors} if self.contacts else {}

    @cached_property
    def service_map(self) -> Mapping[str, Service]:
        """Services by id."""
        return {s.id: s for s in self.services.services} if self.services else {}

    @cached_property
    def role_map(self) -> Mapping[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles.roles} if self.roles else {}

    @cached_property
    def reachable(self) -> Mapping[str, Reachable]:
        """Everyone and everything that can be called, by id: one namespace."""
        paths = self.contacts.escalation if self.contacts else ()
        return {
            **self.role_map,
            **self.people,
            **self.teams,
            **self.vendors,
            **{path.id: path for path in paths},
        }


def build_catalog(
    documents: Iterable[Document],
    broken: Iterable[str] = (),
    *,
    today: datetime.date | None = None,
) -> Catalog:
    """Build the model from documents that their schemas accept.

    Args:
        documents: loaded and valid; of several with one id the first is kept (lint reports it).
        broken: references of the documents that are not among them because they do not hold.
        today: the day from which rules count, the real one unless told.
    """
    documents = tuple(documents)
    singles: dict[str, Any] = {}
    folders: dict[str, Any] = {name: {} for name in FOLDERS}
    for document in documents:
        origin = Origin(document, ())
        if document.kind in SINGLES:
            cls = SINGLES[document.kind]
            singles[document.kind] = build(cls, document.data, origin)
        elif document.id not in folders[document.kind]:
            cls = FOLDERS[document.kind]
            folders[document.kind][document.id] = build(cls, document.data, origin, id=document.id)
    return Catalog(
        **singles,
        **{name.replace("-", "_"): pages for name, pages in folders.items()},
        documents=documents,
        broken=frozenset(broken),
        today=today or _utc_today(),
    )
