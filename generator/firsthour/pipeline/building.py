"""A site: a check, then everything that an engine needs."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.pipeline import alerting
from firsthour.pipeline.checking import Checked, check
from firsthour.report.counting import in_words

if TYPE_CHECKING:
    from firsthour.model import Catalog
    from firsthour.pages import Context, Paper, Version
    from firsthour.review.log import Log
    from firsthour.site.assembly import Assembly

# How many of each file are remembered: a wall may be that far behind.
_VERSIONS = 6


def assemble(root: Path, *, today: datetime.date | None = None) -> Assembly:
    """Everything an engine needs to build the site of `root`; nothing is written.

    Broken files become pages that say what is wrong with them.

    Args:
        root: the folder that has `runbooks/`.
        today: the day from which the pages count, the real one unless told.
    """
    # Checking alone must not wait for the template engine to load.
    from firsthour.site.assembly import assembly

    checked = check(root, today=today)
    log = _log(root, checked.catalog)
    context = context_of(root, checked, log)
    papers, files, left = lying(root, context)
    versions = _versions(log, context.catalog)
    made = assembly(replace(context, papers=papers, versions=versions), files)
    return replace(made, left=_said(left, len(files), dirty=context.history.dirty))


def _log(root: Path, catalog: Catalog) -> Log:
    from firsthour.review import log_of

    return log_of(root, catalog)


def _versions(log: Log, catalog: Catalog) -> dict[str, list[Version]]:
    """What every file that has a sheet held before. Paper that old may still hang on a wall."""
    from firsthour.pages import Version
    from firsthour.pages.printed import documents

    return {
        document.path: [
            Version(version.commit, version.date, found.data)
            for version in log.versions.get(document.path, ())[:_VERSIONS]
            if (found := log.document(version.path, version.new)) and isinstance(found.data, dict)
        ]
        for document in documents(catalog)
    }


def _said(left: int, taken: int, *, dirty: bool) -> str:
    """What to say of PDFs that stay off the site; nothing when there are none."""
    if not left:
        return ""
    say = "no longer says" if left == 1 else "no longer say"
    stay = "is not on it" if left == 1 else "are not on it"
    count = f"{left} of {in_words(left + taken, 'PDF')}"
    # Else it is a riddle why one word on one page takes all of them away.
    why = "; each sheet names its commit, and there are changes since"
    why = why if dirty and not taken else ""
    return f"{count} {say} what the site says, and {stay}: run firsthour print{why}"


def lying(root: Path, context: Context) -> tuple[dict[str, Paper], dict[str, bytes], int]:
    """The PDFs that show what the content says now, and their bytes by their place on the site.

    Those of an earlier state stay off the site, and are counted: nobody shall carry them to a
    machine room.
    """
    from firsthour.pages import Paper
    from firsthour.paper import FOLDER, NAME, Shelf, binder_view, key, sheets

    shelf = Shelf(root / FOLDER)
    if not shelf:
        return {}, {}, 0
    found = [(sheet, shelf.get(sheet.name, key(sheet.view))) for sheet in sheets(context)]
    fits = [(sheet, it.fit) for sheet, it in found if it]
    binder = shelf.get(NAME, key(binder_view(fits, context))) if len(fits) == len(found) else None
    all_ = [(it.name, str(it.view["title"]), each) for it, each in found if each]
    all_ += [(NAME, "Binder", binder)] if binder else []
    papers = {
        name: Paper(
            title,
            each.fit.size,
            each.fit.layout,
            {paper: f"print/{file}" for paper, (file, _) in each.files.items()},
        )
        for name, title, each in all_
    }
    names = {file for _, _, each in all_ for file, _ in each.files.values()}
    left = sum(file not in names for file in shelf.files())
    return papers, {f"print/{file}": shelf.data(file) for file in sorted(names)}, left


def context_of(root: Path, checked: Checked, log: Log | None = None) -> Context:
    """What was checked, with what git and the rules say: everything that a page is made from."""
    from firsthour import history
    from firsthour.documented import entries
    from firsthour.pages import Context
    from firsthour.review import changes, edits

    files = alerting.named(root, checked.catalog)
    log = log or _log(root, checked.catalog)
    return Context(
        checked.catalog,
        checked.catalog.today,
        history.read(root),
        entries(),
        checked.problems,
        checked.texts,
        changed=changes(root, checked.catalog, log=log),
        edited=edits(root, checked.catalog, log),
        alerts=tuple(alert for file in files for alert in file.alerts),
        coverage=alerting.covered(checked.catalog, files) if files else None,
    )
