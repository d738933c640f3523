"""Severity, contacts, the A to Z and the messages, as their printed pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from firsthour.model import Catalog
from firsthour.model.contacts import Person, Reach
from firsthour.model.severity import Level, Severity
from firsthour.model.templates import Template
from firsthour.pages import Context
from firsthour.pages.a_to_z import letters
from firsthour.pages.calling import call, level, party, short
from firsthour.pages.identity import View, identity, identity_of_single
from firsthour.pages.messages import AUDIENCES
from firsthour.pages.reaching import party as party_of
from firsthour.pages.reaching import way

_PAGED = {"always": "at once", "working-hours": "in working hours", "next-sprint": "not woken"}
_FIELD = re.compile(r"<([a-z][a-z0-9_-]*)>")


def severity_view(it: Severity, context: Context) -> View:
    """The matrix on one page."""
    found = identity_of_single("Severity", "Card", it.origin.document, context)
    return found | {
        "when": "you have to say how bad it is; in doubt, take the worse",
        "levels": [_level(each, context.catalog) for each in it.levels],
        "raise-only": it.raise_only,
        "incident-if": list(it.incident_if),
        "not-incident-if": list(it.not_incident_if),
        "thresholds": [
            [each.metric, each.warning, each.high, each.critical] for each in it.thresholds
        ],
    }


def _level(it: Level, catalog: Catalog) -> View:
    return level(it) | {
        "examples": list(it.examples),
        "page": call(it.page.who, catalog)["title"],
        "paged": _PAGED[it.page.when],
        "also": [
            *(["status page"] if it.status_page else []),
            *(["deploys frozen"] if it.deploy_freeze else []),
            *([f"postmortem in {short(it.postmortem_within)}"] if it.postmortem_within else []),
        ],
    }


def contacts_view(context: Context) -> View | None:
    """Everybody, and the way upwards."""
    catalog = context.catalog
    it = catalog.contacts
    if it is None:
        return None
    also = [catalog.roles.origin.document.path] if catalog.roles else []
    found = identity_of_single("Who to call", "Contacts", it.origin.document, context, also)
    on_call = it.on_call
    return found | {
        "when": "you need somebody, or nobody answers",
        "on-call": [on_call.rotation, on_call.url] if on_call else [],
        "roles": [call(each.id, catalog) for each in catalog.role_map.values()],
        "paths": [
            {
                "title": path.title,
                "when": path.when,
                "hops": [
                    {"after": short(hop.after), "how": hop.how} | call(hop.to, catalog)
                    for hop in path.hops
                ],
            }
            for path in it.escalation
        ],
        "people": [_person(each) for each in it.people if not each.left],
        "vendors": [
            {
                "name": vendor.name,
                "provides": vendor.provides,
                "ways": _ways(vendor.support),
                "facts": [
                    [name, value]
                    for name, value in (
                        ("Contract", vendor.contract),
                        ("Account", vendor.account),
                        ("Status", vendor.status),
                    )
                    if value
                ],
            }
            for vendor in it.vendors
        ],
        "channels": [
            {"title": each.title, "name": each.name or each.url, "purpose": each.purpose}
            for each in it.channels
        ],
        "emergency": [{"title": each.title, "where": each.where} for each in it.emergency_access],
        "help": list(it.outside_help),
    }


def _person(person: Person) -> View:
    return party(party_of(person)) | {"note": person.note, "zone": person.time_zone}


def _ways(reaches: Iterable[Reach]) -> list[View]:
    return [
        {"kind": it.words, "value": it.value, "night": it.night, "note": it.note}
        for it in map(way, reaches)
    ]


def wallet_view(context: Context) -> View | None:
    """What fits on a card: who leads, who helps, where the runbooks are."""
    catalog = context.catalog
    it = catalog.contacts
    if it is None:
        return None
    settings = catalog.settings
    found = identity_of_single("Wallet card", "Contacts", it.origin.document, context)
    people = [
        party(party_of(person, ("call",), at_night=False)) | {"role": _holds(person.id, catalog)}
        for person in it.people
        if not person.left
    ]
    return found | {
        "site": settings.site_url if settings else "",
        # Whoever has a role first: a card has room for a few.
        "people": sorted(people, key=lambda each: not each["role"]),
        "vendors": [
            {"name": vendor.name, "ways": ways[:1]}
            for vendor in it.vendors
            if (ways := [w for w in _ways(vendor.support) if w["kind"] == "Call"])
        ],
        "channels": [each.name or each.title for each in it.channels if each.kind == "chat"][:1],
    }


def _holds(person: str, catalog: Catalog) -> str:
    """The first role that somebody fills: the one for which they are called."""
    held = (role.title for role in catalog.role_map.values() if role.holder == person)
    backed = (
        f"{role.title}, backup" for role in catalog.role_map.values() if role.backup == person
    )
    return next(held, "") or next(backed, "")


def a_to_z_view(context: Context) -> View:
    """Every alert, error text and symptom, with the sheet for it."""
    catalog = context.catalog
    sources = [page.origin.document.path for page in catalog.failure_modes.values()]
    found = identity("Alerts and errors, A to Z", "Index of runbooks", context, sources, "a-to-z/")
    return found | {
        "when": "you have the name of an alert, or the text of an error",
        "letters": [
            {
                "name": letter.name,
                "entries": [
                    {
                        "text": entry.text,
                        "words": entry.words,
                        "kind": entry.kind,
                        "page": entry.target.page,
                        "title": _title(entry.target.page, catalog),
                        "step": entry.target.label,
                    }
                    for entry in letter.entries
                ],
            }
            for letter in letters(catalog)
        ],
    }


def _title(reference: str, catalog: Catalog) -> str:
    page = catalog.page(reference)
    return page.title if page else reference


def printed_messages(catalog: Catalog) -> list[Template]:
    """Those that are sent; documents are written on a screen."""
    order = list(AUDIENCES)
    found = (it for it in catalog.templates.values() if it.status != "retired")
    sent = (it for it in found if it.audience != "document")
    return sorted(sent, key=lambda it: (order.index(it.audience), it.title.casefold()))


def messages_view(context: Context) -> View:
    """Every message that is sent, to fill by hand or to read out."""
    catalog = context.catalog
    pages = printed_messages(catalog)
    sources = [page.origin.document.path for page in pages]
    found = identity("Messages", "Templates", context, sources, "messages/")
    channels = {it.id: it.title for it in catalog.contacts.channels} if catalog.contacts else {}
    codes = {it.id: it.code for it in catalog.levels}
    return found | {
        "when": "you write to colleagues or customers",
        "messages": [
            {
                "title": page.title,
                "audience": AUDIENCES[page.audience],
                "channel": channels.get(page.channel, page.channel),
                "levels": [codes.get(it, it) for it in page.when.severity] if page.when else [],
                "subject": list(_pieces(page.subject)),
                "lines": [list(_pieces(line)) for line in page.body.rstrip().split("\n")],
                "avoid": list(page.avoid),
            }
            for page in pages
        ],
    }


def _pieces(text: str) -> Iterator[Sequence[str]]:
    """Text as it stands, and fields to fill: each piece says which it is."""
    for index, part in enumerate(_FIELD.split(text)):
        if part:
            yield ("field" if index % 2 else "text", part)
