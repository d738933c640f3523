"""Sheets that may hang on a wall: whether each is still what it says, for the camera's address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.fingerprint import fingerprint, operative
from firsthour.model.operational import used
from firsthour.pages import Context
from firsthour.pages.differences import differences
from firsthour.pages.differences.people import people
from firsthour.source import Document

_SINGLES = {"severity": "Severity", "contacts": "Who to call"}
_SHARED = {"contacts": "Names and numbers", "severity": "Severity levels", "roles": "Roles"}
_MOST = 40


@dataclass(frozen=True, slots=True)
class PrintedVersion:
    """One version of a sheet.

    Attributes:
        hash: what its address ends with.
        title: of the sheet, as it is now.
        current: nothing on it has changed.
        since: the day of this version, and its commit, where git knows them.
        changes: what has changed, in words.
        beside: what other files say on the sheet, and when that changed.
        page: the page of the site, as seen from here.
    """

    hash: str
    title: str
    current: bool
    since: str
    changes: tuple[str, ...]
    beside: tuple[str, ...]
    page: str


def documents(catalog: Catalog) -> list[Document]:
    """Every file that has a sheet of its own."""
    kinds = ("checklists", "failure-modes", "procedures")
    pages = [page.origin.document for kind in kinds for page in catalog.kind(kind).values()]
    singles = (getattr(catalog, name) for name in _SINGLES)
    return pages + [it.origin.document for it in singles if it is not None]


def printed(context: Context) -> Iterator[PrintedVersion]:
    """Each version once; what is the same as now is current, whatever was in between."""
    seen: set[str] = set()
    for document in documents(context.catalog):
        now = fingerprint(document.data)
        title = _SINGLES.get(document.kind) or str(document.data.get("title", document.id))
        page = f"{document.kind}/{document.id}"
        page = f"../../{document.kind if document.kind in _SINGLES else page}/"
        change = context.history.last_change.get(document.path)
        if now not in seen:
            seen.add(now)
            day = change[0] if change else None
            since = f"{day}, commit {change[1]}" if change else ""
            beside = _beside(document, context, day)
            yield PrintedVersion(now, title, True, since, (), beside, page)
        for version in context.versions.get(document.path, ()):
            then = fingerprint(version.data)
            if then in seen:
                continue
            seen.add(then)
            changes = tuple(_changes(document, version.data, context.catalog))
            yield PrintedVersion(
                then,
                title,
                # What is not on paper may have changed.
                not changes,
                f"{version.date}, commit {version.commit}",
                changes,
                _beside(document, context, version.date),
                page,
            )


def _changes(document: Document, data: object, catalog: Catalog) -> Iterator[str]:
    """What changed, in words."""
    old = operative(data) if isinstance(data, dict) else {}
    new = operative(document.data)
    if document.kind == "contacts":
        yield from people(old, new)
        return
    found = differences(old, new, catalog)
    yield from found[:_MOST]
    if len(found) > _MOST:
        more = len(found) - _MOST
        yield f"And {more} {'line' if more == 1 else 'lines'} more: better print it again"


def _beside(document: Document, context: Context, day: datetime.date | None) -> tuple[str, ...]:
    """What a sheet shows of other files, where that changed after its own file."""
    if document.kind in _SINGLES or day is None:
        return ()
    changes = context.history.last_change
    found = [(words, changes.get(f"runbooks/{name}.yaml")) for name, words in _SHARED.items()]
    days = [(words, it[0]) for words, it in found if it]
    for name in _procedures(f"{document.kind}/{document.id}", context.catalog):
        changed = context.changed.get(f"procedures/{name}")
        if changed:
            days.append((f"The procedure {context.catalog.procedures[name].title}", changed))
    return tuple(f"{words} changed on {changed}" for words, changed in days if changed > day)


def _procedures(reference: str, catalog: Catalog) -> list[str]:
    """Those whose steps a page shows, through others as well."""
    page = catalog.reviewable.get(reference)
    found: dict[str, None] = {}
    todo = list(used(page)) if page else []
    while todo:
        name = todo.pop(0)
        if name in catalog.procedures and name not in found:
            found[name] = None
            todo.extend(used(catalog.procedures[name]))
    return list(found)
