"""Paper: a check, then a PDF of every sheet, and the binder of all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.pipeline.building import context_of
from firsthour.pipeline.checking import check
from firsthour.problem import Problem

if TYPE_CHECKING:
    from firsthour.pages import Context
    from firsthour.paper import Fit, Press, Sheet, Shelf

# How many are done, of how many, and the last of them.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printing came to.

    Attributes:
        out: the folder of the PDFs.
        content: what is wrong with the content.
        problems: what is wrong with the sheets; one that does not fit has no PDF.
        files: the PDFs that are there now.
        made: how many sheets were made.
        kept: how many were as they should be.
    """

    out: Path
    content: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    made: int = 0
    kept: int = 0


def print_all(
    root: Path,
    out: Path | None = None,
    *,
    private: bool = False,
    today: datetime.date | None = None,
    progress: Progress = lambda done, total, title: None,
) -> Printed:
    """Make what is not there yet, and take away what nobody wants any more.

    Args:
        root: the folder that has `runbooks/`.
        out: where the PDFs go; only what we wrote there is ever replaced.
        private: show the telephone numbers that are marked private, too.
        today: the day from which sheets count, the real one unless told.
        progress: is told how far it is.

    Raises:
        NoPressError: what makes PDFs is not installed.
    """
    from firsthour.paper import FOLDER, PRIVATE, Press, Shelf, key, make, problems

    press = Press()
    checked = check(root, today=today)
    context = context_of(root, checked)
    wanted = sheets_of(context, private=private)
    shelf = Shelf(out or root / (PRIVATE if private else FOLDER))
    keys = {sheet.name: key(sheet.view) for sheet in wanted}
    lying = {name: shelf.get(name, keys[name]) for name in keys}
    fits: dict[str, Fit] = {name: it.fit for name, it in lying.items() if it}
    missing = [sheet for sheet in wanted if sheet.name not in fits]
    total = len(missing) + 1
    progress(0, total, "")
    try:
        for done, made in enumerate(make(missing, press), 1):
            shelf.put(made.name, keys[made.name], made.fit, made.pdfs)
            fits[made.name] = made.fit
            progress(done, total, str(missing[done - 1].view["title"]))
        fitted = [(sheet, fits[sheet.name]) for sheet in wanted]
        binder = tuple(_binder(fitted, context, shelf, press))
    finally:
        # Who stops it finds what was made so far.
        if shelf:
            shelf.note()
    progress(total, total, "")
    return Printed(
        shelf.folder,
        checked.problems,
        tuple(problem for sheet in wanted for problem in problems(sheet, fits[sheet.name])),
        shelf.keep([*keys, *binder]),
        len(missing),
        len(wanted) - len(missing),
    )


def sheets_of(context: Context, *, private: bool = False) -> list[Sheet]:
    """Every sheet; those that show a private number say so."""
    from firsthour.pages.calling import unlocked
    from firsthour.paper import sheets

    public = sheets(context)
    if not private:
        return public
    shown = sheets(replace(context, catalog=unlocked(context.catalog)))
    return [
        replace(it, view=it.view | {"private": it.view != other.view})
        for it, other in zip(shown, public, strict=True)
    ]


def _binder(
    sheets: Sequence[tuple[Sheet, Fit]], context: Context, shelf: Shelf, press: Press
) -> Iterator[str]:
    """The binder, made anew when anything in it is new. With nothing to bind there is none."""
    from firsthour.paper import NAME, Fit, binder_view, key

    view = binder_view(sheets, context)
    if not view["sections"]:
        return
    yield NAME
    if shelf.get(NAME, key(view)) is None:
        shelf.put(NAME, key(view), Fit(0), {"": press.pdf(view, paper="a4")})
