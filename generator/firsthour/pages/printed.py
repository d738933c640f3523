"""Sheets that may hang on a wall: whether each is still what it says, for the camera's address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.fingerprint import fingerprint, operative
from firsthour.pages import Context
from firsthour.pages.differences import differences
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
            yield PrintedVersion(
                then,
                title,
                False,
                f"{version.date}, commit {version.commit}",
                tuple(_changes(document, version.data)),
                _beside(document, context, version.date),
                page,
            )


def _changes(document: Document, data: object) -> Iterator[str]:
    """What changed; of people only where, since anybody can read the page."""
    old = operative(data) if isinstance(data, dict) else {}
    new = operative(document.data)
    if document.kind == "contacts":
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        yield from (f"Something changed in {key.replace('_', ' ')}" for key in keys)
        return
    found = differences(old, new)
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST} lines more"


def _beside(document: Document, context: Context, day: datetime.date | None) -> tuple[str, ...]:
    """What a sheet shows of other files, where that changed after its own file."""
    if document.kind in _SINGLES or day is None:
        return ()
    changes = context.history.last_change
    found = ((words, changes.get(f"runbooks/{name}.yaml")) for name, words in _SHARED.items())
    return tuple(f"{words} changed on {it[0]}" for words, it in found if it and it[0] > day)
