"""What a change asks about: pages that watch what it touches, and reviews without a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthour import git
from firsthour.model import Catalog
from firsthour.model.catalog import Reviewable
from firsthour.problem import Note, Problem, Severity
from firsthour.review.changes import is_review_only
from firsthour.review.globs import matches
from firsthour.source import Document, file_of

# A change that stamps more pages than this at once has read none of them.
MOST = 5
RULES = {
    "watched-path-changed": "A page that watches what a change touches is looked at with it.",
    "change-only-stamps": "A change does not write down many reviews at once and nothing else.",
}
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Touched:
    path: str
    old: str
    new: str


def drift(root: Path, catalog: Catalog, revision: str) -> list[Problem]:
    """What to ask about the change since `revision`, uncommitted work included.

    Raises:
        firsthour.git.GitError: no git, no such revision, or a history that is too short.
    """
    touched = _touched(root, revision)
    found = [*_watched(catalog, touched), *_stamped(root, catalog, touched)]
    return sorted(found, key=lambda problem: problem.sort_key)


def _touched(root: Path, revision: str) -> list[_Touched]:
    base = git.base(root, revision)
    prefix = git.text(git.ask(root, "rev-parse", "--show-prefix")).strip("\n")
    arguments = ("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", base)
    fields = iter(git.fields(git.ask(root, *arguments)))
    found = []
    for about in fields:
        _, _, old, new, _ = about.split(" ")
        # Relative to the root; what lies outside of it cannot be watched.
        path = next(fields)
        if path.startswith(prefix):
            found.append(_Touched(path.removeprefix(prefix), old, new))
    others = git.fields(git.ask(root, "ls-files", "--others", "--exclude-standard", "-z"))
    return [*found, *(_Touched(path, "", "") for path in others)]


def _watched(catalog: Catalog, touched: Iterable[_Touched]) -> Iterator[Problem]:
    """A page that was touched as well has been looked at."""
    paths = sorted({each.path for each in touched})
    for page in catalog.reviewable.values():
        own = page.origin.document.path
        if page.status == "retired" or own in paths:
            continue
        for index, pattern in enumerate(getattr(page, "watches", ())):
            hits = [path for path in paths if matches(pattern, path)]
            if hits:
                more = f" and {len(hits) - _SHOWN} more" if len(hits) > _SHOWN else ""
                named = ", ".join(f"`{path}`" for path in hits[:_SHOWN])
                yield Problem(
                    page.origin.at("watches", index).location(),
                    Severity.WARNING,
                    "watched-path-changed",
                    f"this change touches {named}{more}: does this page still hold?",
                    "go through it; then change it, or write down a review in the same change",
                )


def _stamped(root: Path, catalog: Catalog, touched: Iterable[_Touched]) -> Iterator[Problem]:
    """Pages that gained a review and nothing else in a change that did so to many."""
    pages = {page.origin.document.path: page for page in catalog.reviewable.values()}
    changed = [each for each in touched if each.path in pages and each.old.strip("0")]
    contents = git.blobs(root, (each.old for each in changed))
    stamped: list[tuple[Reviewable, Document]] = []
    for each in changed:
        page = pages[each.path]
        if page.reviewed and each.old in contents:
            before = file_of(each.path, contents[each.old]).document()
            if is_review_only(before, page.origin.document):
                stamped.append((page, before))
    # What was tried has a record of its own; only reading needs nothing but a keyboard.
    read = [page for page, _ in stamped if page.reviewed[0].how == "read"]
    if len(read) > MOST:
        first, *others = [page.reviewed[0].origin.at("date").location() for page in read]
        yield Problem(
            first,
            Severity.WARNING,
            "change-only-stamps",
            f"this change says of {len(read)} pages that they were read, and does nothing else",
            f"keep those that were really read; more than {MOST} at once is a stamp",
            tuple(Note(other, "and this one") for other in others),
        )
    for page, before in stamped:
        if len(page.reviewed) <= len(_reviews(before)) and not _renewed(catalog, page, before):
            yield Problem(
                page.reviewed[0].origin.at("date").location(),
                Severity.WARNING,
                "change-only-stamps",
                f"`{before.path}` has no new review; only the words of an old one have changed",
                "leave the old entry as it was, and add one with firsthour review",
            )


def _renewed(catalog: Catalog, page: Reviewable, before: Document) -> bool:
    """True when a review was written in place of one of the same day that did not hold."""
    now = catalog.hashes[f"{page.origin.document.kind}/{page.id}"]
    old = [str(it.get("hash")) for it in _reviews(before) if isinstance(it, dict)]
    return now not in old and any(review.hash == now for review in page.reviewed)


def _reviews(document: Document) -> list[Any]:
    found = document.data.get("reviewed") if isinstance(document.data, dict) else None
    return found if isinstance(found, list) else []
