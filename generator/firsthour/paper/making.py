"""Sheets -> PDFs, made by as many threads as there are cores: the press lets go of Python."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from firsthour.paper.fitting import Fit, fit, shortened
from firsthour.paper.press import PAPERS, Press
from firsthour.paper.sheets import Sheet


class Made(NamedTuple):
    """A sheet as it was printed: how it fits, and its PDF for each paper."""

    name: str
    fit: Fit
    pdfs: Mapping[str, bytes]


def make(sheets: Sequence[Sheet], press: Press) -> Iterator[Made]:
    """Fit and print every sheet, in their order."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(lambda sheet: _make(sheet, press), sheets)


def _make(sheet: Sheet, press: Press) -> Made:
    found = fit(sheet.view, press, limited=sheet.limited)
    if found.over:
        return Made(sheet.name, found, {})
    # Letter first: the fit has just laid it out.
    view = shortened(sheet.view, found.shortened) if found.shortened else sheet.view
    pdfs = {
        paper: press.pdf(view, paper=paper, size=found.size, layout=found.layout)
        for paper in reversed(PAPERS)
    }
    return Made(sheet.name, found, pdfs)
