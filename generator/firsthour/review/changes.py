"""When a page last changed: in its operational part, or at all, as far as git knows."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from firsthour.history import Change
from firsthour.model import FOLDERS, Catalog, build
from firsthour.model.catalog import Reviewable
from firsthour.model.operational import own_hash, used
from firsthour.problem import Severity
from firsthour.review.log import Log, Version, read
from firsthour.source import Document, Origin
from firsthour.validate import all_problems

# A commit that touches more runbooks than this at once says little about any of them.
MANY = 20


def log_of(root: Path, catalog: Catalog) -> Log:
    """What git knows about everything that is reviewed or printed."""
    singles = (single for single in (catalog.severity, catalog.contacts) if single)
    return read(root, [it.origin.document for it in (*catalog.reviewable.values(), *singles)])


def changes(
    root: Path, catalog: Catalog, wanted: Iterable[str] | None = None, log: Log | None = None
) -> Mapping[str, datetime.date]:
    """Page -> the day on which its operational part last changed, through renames.

    Versions are compared by their hash, so that a commit that only moves dates, corrects words or
    formats every file is none. A change of a procedure counts for the pages that use it. A page
    whose operational part never changed is not there.

    Args:
        root: the folder that has `runbooks/`.
        catalog: the pages as they are now.
        wanted: pages as `kind/id`; all of them unless told.
        log: what git knows, where it was read already.
    """
    pages = catalog.reviewable
    names = [name for name in (pages if wanted is None else wanted) if name in pages]
    needed = {name: _reached(pages[name], catalog) for name in names}
    everything = dict.fromkeys([*names, *itertools.chain.from_iterable(needed.values())])
    if log is None:
        log = read(root, [pages[name].origin.document for name in everything])
    own: dict[str, datetime.date] = {}
    for name in everything:
        day = _last_change(pages[name], log, catalog.today)
        if day is not None:
            own[name] = day
    found: dict[str, datetime.date] = {}
    for name in names:
        days = [own[each] for each in (name, *needed[name]) if each in own]
        if days:
            found[name] = max(days)
    return found


def edits(root: Path, catalog: Catalog, log: Log | None = None) -> Mapping[str, Change]:
    """Page -> the day and the commit of its last edit that was its own, through renames.

    Neither a commit that changed more than `MANY` runbooks at once, nor one that only moved the
    page or wrote down reviews.
    """
    if log is None:
        log = log_of(root, catalog)
    found: dict[str, Change] = {}
    for name, page in catalog.reviewable.items():
        for version in log.versions.get(page.origin.document.path, ()):
            # A page that came with many others was written then all the same.
            is_heap = version.many > MANY and version.old
            if is_heap or version.old == version.new:
                continue
            before = log.document(version.path, version.old)
            if not is_review_only(before, log.document(version.path, version.new)):
                found[name] = version.date, version.commit
                break
    return found


def is_review_only(before: Document | None, after: Document | None) -> bool:
    """True for two versions of a file that differ in its reviews alone."""
    old, new = before and before.data, after and after.data
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return old != new and _unreviewed(old) == _unreviewed(new)


def page_of(document: Document) -> Reviewable | None:
    """The page in an old version of a file; None when it would not hold today."""
    if document.kind not in FOLDERS or document.kind == "incidents" or document.data is None:
        return None
    if any(each.severity is Severity.ERROR for each in all_problems(document)):
        return None
    origin = Origin(document, ())
    page: Reviewable = build(FOLDERS[document.kind], document.data, origin, id=document.id)
    return page


def _last_change(page: Reviewable, log: Log, today: datetime.date) -> datetime.date | None:
    """The day of the newest version whose hash differs from the one before."""
    later: tuple[str, datetime.date] = (own_hash(page), today)
    for version, hash_ in _hashed(page, log):
        # The newest version differs from the page itself when the change is not committed yet.
        if hash_ != later[0]:
            return later[1]
        later = (hash_, version.date)
    return None


def _hashed(page: Reviewable, log: Log) -> Iterator[tuple[Version, str]]:
    """Versions with their hash, the newest first; those that cannot be read are passed over."""
    now = page.origin.document
    for version in log.versions.get(now.path, ()):
        document = log.document(version.path, version.new)
        if document is now:
            yield version, own_hash(page)
        elif document is not None and (held := page_of(document)) is not None:
            yield version, own_hash(held)


def _reached(page: Reviewable, catalog: Catalog) -> list[str]:
    """The procedures that a page uses, through others as well."""
    reached: dict[str, None] = {}
    todo = list(used(page))
    while todo:
        name = todo.pop()
        if name in catalog.procedures and f"procedures/{name}" not in reached:
            reached[f"procedures/{name}"] = None
            todo.extend(used(catalog.procedures[name]))
    return list(reached)


def _unreviewed(data: Mapping[str, object]) -> dict[str, object]:
    """A page without its reviews and without the day its rollback was tried."""
    rest = {key: value for key, value in data.items() if key != "reviewed"}
    rollback = rest.get("rollback")
    if isinstance(rollback, dict):
        rest["rollback"] = {key: it for key, it in rollback.items() if key != "last_tried"}
    return rest
