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
from firsthour.source import Document, Origin, load
from firsthour.validate import all_problems

# A commit that touches more runbooks than this at once says little about any of them.
MANY = 20


def log_of(root: Path, catalog: Catalog) -> Log:
    """What git knows about all pages, for both questions below."""
    return read(root, [page.origin.document.path for page in catalog.reviewable.values()])


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
    paths = {name: pages[name].origin.document.path for name in everything}
    if log is None:
        log = read(root, paths.values())
    own: dict[str, datetime.date] = {}
    for name, path in paths.items():
        day = _last_change(pages[name], log.versions.get(path, ()), log.contents, catalog.today)
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
            if not is_review_only(version, log.contents):
                found[name] = version.date, version.commit
                break
    return found


def is_review_only(version: Version, contents: Mapping[str, bytes]) -> bool:
    """True for a version that differs from the one before in its reviews alone."""
    before, after = contents.get(version.old), contents.get(version.new)
    if before is None or after is None:
        return False
    old, new = load(version.path, before).data, load(version.path, after).data
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return old != new and _unreviewed(old) == _unreviewed(new)


def page_of(path: str, content: bytes) -> Reviewable | None:
    """The page in an old version of a file; None when it would not hold today."""
    kind, _, name = path.removeprefix("runbooks/").removesuffix(".yaml").partition("/")
    if kind not in FOLDERS or kind == "incidents":
        return None
    document: Document = load(path, content, kind, name)
    found = all_problems(document)
    if document.data is None or any(each.severity is Severity.ERROR for each in found):
        return None
    page: Reviewable = build(FOLDERS[kind], document.data, Origin(document, ()), id=name)
    return page


def _last_change(
    page: Reviewable,
    log: Iterable[Version],
    contents: Mapping[str, bytes],
    today: datetime.date,
) -> datetime.date | None:
    """The day of the newest version whose hash differs from the one before."""
    later: tuple[str, datetime.date] = (own_hash(page), today)
    for version, hash_ in _hashed(log, contents):
        # The newest version differs from the page itself when the change is not committed yet.
        if hash_ != later[0]:
            return later[1]
        later = (hash_, version.date)
    return None


def _hashed(log: Iterable[Version], contents: Mapping[str, bytes]) -> Iterator[tuple[Version, str]]:
    """Versions with their hash, the newest first; those that cannot be read are passed over."""
    for version in log:
        content = contents.get(version.new)
        page = page_of(version.path, content) if content is not None else None
        if page is not None:
            yield version, own_hash(page)


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
