"""Sheets -> PDFs, made by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from firsthour.pages.identity import View
from firsthour.paper.fitting import Fit, fit, shortened
from firsthour.paper.press import PAPERS, Press
from firsthour.paper.sheets import Sheet

# Below this number, starting a second process takes longer than it saves.
_FEW = 6
_MOST = 4


class Made(NamedTuple):
    """A sheet as it was printed: how it fits, and its PDF for each paper."""

    name: str
    fit: Fit
    pdfs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Task:
    """What a process needs to know of a sheet."""

    name: str
    view: View
    limited: bool


def task(sheet: Sheet) -> Task:
    """What is to be made of a sheet. A procedure may have as many pages as it needs."""
    return Task(sheet.name, sheet.view, not sheet.reference.startswith("procedures/"))


def make(tasks: Sequence[Task], press: Press) -> Iterator[Made]:
    """Fit and print every sheet, in their order."""
    cores = min(os.cpu_count() or 1, _MOST)
    if len(tasks) <= _FEW or cores == 1:
        yield from (_make(each, press) for each in tasks)
        return
    # A forked copy of a process with threads may hang, and the press has threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, context, _start) as pool:
        yield from pool.map(_make_there, tasks, chunksize=2)


def _make(each: Task, press: Press) -> Made:
    found = fit(each.view, press, limited=each.limited)
    if found.over:
        return Made(each.name, found, {})
    view = shortened(each.view, found.shortened) if found.shortened else each.view
    options = {"size": str(found.size), "layout": found.layout}
    return Made(each.name, found, {it: press.pdf(view, paper=it, **options) for it in PAPERS})


_PRESS: list[Press] = []


def _start() -> None:
    _PRESS.append(Press())


def _make_there(each: Task) -> Made:
    return _make(each, _PRESS[0])
