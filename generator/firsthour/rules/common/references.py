"""References by id, as the schemas declare them, and those that lead nowhere.

A field that names something else has `x-ref` in its schema. That is its only declaration: a new
field with `x-ref` is checked from then on.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from firsthour.model import FOLDERS, Catalog, Sheet
from firsthour.model.roles import Role
from firsthour.rules import Finding
from firsthour.rules.common.called import called
from firsthour.rules.common.near import suggest
from firsthour.rules.common.plans import Plan, Targets, plan_of
from firsthour.source import Document, Origin, Route

# What an `x-ref` names -> the file that holds it. Everything else is a folder.
FILES: Mapping[str, str] = {
    "person": "contacts",
    "team": "contacts",
    "vendor": "contacts",
    "escalation": "contacts",
    "channel": "contacts",
    "role": "roles",
    "service": "services",
    "level": "severity",
    "status": "settings",
}
_WORDS: Mapping[str, str] = {"escalation": "escalation path", "level": "severity level"}


class Reference(NamedTuple):
    """A value that names something: what it may name, and whether other text is allowed too."""

    document: Document
    route: Route
    value: str
    targets: Targets
    is_open: bool
    is_key: bool

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.document, self.route, self.is_key)


def references(catalog: Catalog, family: str) -> Sequence[Reference]:
    """Every reference of a family: owner, contact, role, service, level, page or part."""
    return _by_family(catalog).get(family, ())


@functools.lru_cache(maxsize=1)
def _by_family(catalog: Catalog) -> Mapping[str, list[Reference]]:
    """All references of all files, found in one pass: eight rules ask for a part of them."""
    found: dict[str, list[Reference]] = {}
    for document in catalog.documents:
        for reference in in_document(document):
            found.setdefault(family_of(reference.targets), []).append(reference)
    return found


def in_document(document: Document) -> Iterator[Reference]:
    """Every reference of a file, which need not hold."""
    return _walk(document, document.data, (), plan_of(document.kind))


def unknown(catalog: Catalog, family: str) -> Iterator[Finding]:
    """A finding for each reference to an id that no file has.

    Where the file itself is missing, one finding says so; where it is broken, none does.
    """
    known = {sort: ids(catalog, sort) for sort in FILES}
    reported: set[str] = set()
    for reference in references(catalog, family):
        targets, value = reference.targets, reference.value
        if _is_free(reference) or any(value in known[target] for target in targets):
            continue
        files = dict.fromkeys(FILES[target] for target in targets)
        if any(file in catalog.broken for file in files):
            continue
        absent = [file for file in files if getattr(catalog, file) is None]
        if not absent:
            message = f"no {_sorts(targets)} has the id `{value}`"
            yield Finding(reference.origin, message, help_for(catalog, reference))
        elif reported.isdisjoint(absent):
            message = f"`{value}` cannot be looked up, because runbooks/{absent[0]}.yaml is missing"
            help_ = "write that file; this is said once, for all ids that belong there"
            yield Finding(reference.origin, message, help_)
        reported.update(absent)


def help_for(catalog: Catalog, reference: Reference) -> str:
    """Which id was probably meant, or which there are."""
    targets = [target for target in reference.targets if target in FILES]
    options = {name for target in targets for name in ids(catalog, target)}
    meant = called(catalog, targets, reference.value)
    if meant is not None:
        return f"did you mean `{meant}`?"
    files = dict.fromkeys(FILES[target] for target in targets)
    where = " and ".join(f"runbooks/{file}.yaml" for file in files)
    return suggest(reference.value, options, f"see {where}")


def ids(catalog: Catalog, sort: str) -> Collection[str]:
    """The ids of a sort that exist."""
    contacts = catalog.contacts
    found: Mapping[str, Collection[str]] = {
        "person": catalog.people,
        "team": catalog.teams,
        "vendor": catalog.vendors,
        "escalation": {path.id for path in contacts.escalation} if contacts else (),
        "channel": {channel.id for channel in contacts.channels} if contacts else (),
        "role": catalog.role_map,
        "service": catalog.service_map,
        "level": {level.id for level in catalog.levels},
        "status": catalog.settings.statuses if catalog.settings else (),
    }
    return found[sort]


def missing_page(catalog: Catalog, reference: str, origin: Origin) -> Iterator[Finding]:
    """The finding for a page that is not there; none when it is there and merely broken.

    A record of an incident may use an old name: history is not rewritten.
    """
    page = reference.partition("#")[0]
    kind, _, name = page.partition("/")
    now = old_names(catalog).get(page)
    if page in catalog.broken or (now is not None and origin.document.kind == "incidents"):
        return
    message = f"there is no runbooks/{page}.yaml"
    if now is not None:
        yield Finding(origin, message, f"it is now `{now}`")
    else:
        write = f"correct the id, take the line out, or write it: firsthour new {kind} {name}"
        help_ = suggest(name, catalog.kind(kind), write)
        yield Finding(origin, message, help_)


def old_names(catalog: Catalog) -> Mapping[str, str]:
    """Pages under the names they had before -> their present names, all as `kind/id`."""
    found: dict[str, str] = {}
    for kind in FOLDERS:
        for page in catalog.kind(kind).values():
            for old in getattr(page, "formerly", ()):
                found[old if "/" in old else f"{kind}/{old}"] = f"{kind}/{page.id}"
    return found


def page_of(reference: Reference, catalog: Catalog) -> Sheet | None:
    """The page that a reference leads to, if it leads to another page and that is there."""
    target = reference.targets[0].rstrip("/")
    if target in FOLDERS and "/" not in reference.value:  # written without its folder
        return catalog.page(f"{target}/{reference.value}")
    return catalog.page(reference.value)


def is_retired(document: Document) -> bool:
    """True for a page that nobody follows any more."""
    return document.kind in FOLDERS and document.data.get("status") == "retired"


def is_sample(document: Document) -> bool:
    """True for a file about people and dates that are made up."""
    return document.data.get("sample") is True


def role_of(reference: Reference, catalog: Catalog) -> Role | None:
    """The role that a reference in roles.yaml belongs to."""
    route = reference.route
    if catalog.roles and route[0] == "roles" and reference.document.kind == "roles":
        return catalog.roles.roles[int(route[1])]
    return None


def _is_free(reference: Reference) -> bool:
    """True for other text in an open field: a name in a timeline, a `<host>` in `where`."""
    return reference.is_open and (reference.targets != ("service",) or "<" in reference.value)


def _sorts(targets: Targets) -> str:
    *others, last = (_WORDS.get(target, target) for target in targets)
    return f"{', '.join(others)} or {last}" if others else last


def _walk(document: Document, data: Any, route: Route, plan: Plan) -> Iterator[Reference]:
    if isinstance(data, str):
        if plan.targets:
            yield Reference(document, route, data, plan.targets, plan.is_open, False)
    elif isinstance(data, dict):
        for key, part in plan.properties.items():
            if key in data:
                yield from _walk(document, data[key], (*route, key), part)
        if plan.names:
            for key in data:
                yield Reference(document, (*route, key), key, plan.names, False, True)
        if plan.values:
            for key, value in data.items():
                yield from _walk(document, value, (*route, key), plan.values)
    elif isinstance(data, list) and plan.items:
        for index, value in enumerate(data):
            yield from _walk(document, value, (*route, index), plan.items)


@functools.cache
def family_of(targets: Targets) -> str:
    """Which rule looks after a reference: by what it names and where that is written."""
    names = {target.rstrip("/") for target in targets}
    if not names:
        return ""
    if "section" in names:
        return "part"
    if names <= set(FOLDERS):
        return "page"
    if names == {"person", "team"}:
        return "owner"
    if names == {"status"} or names == {"role"} or names == {"level"}:
        return names.pop()
    return "service" if "service" in names else "contact"
