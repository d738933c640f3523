"""Paper: each sheet as a PDF that fits, and the binder of all of them.

In reading order: `steps`, `runbooks` and `cards` (what a sheet says; a checklist's is in `pages`),
`sheets` (which there are), `press` (Typst), `fitting` (how large the type may be), `making` (all of
them), `binder`, `shelf` (the folder of the PDFs), `findings` (what is said of one that does not
fit).
"""

from __future__ import annotations

from firsthour.paper.binder import NAME, binder_view
from firsthour.paper.findings import problems
from firsthour.paper.fitting import Fit
from firsthour.paper.making import make
from firsthour.paper.press import MISSING, PAPERS, NoPressError, Press, key
from firsthour.paper.sheets import Sheet, sheets
from firsthour.paper.shelf import FOLDER, PRIVATE, Shelf

__all__ = [
    "FOLDER",
    "MISSING",
    "NAME",
    "PAPERS",
    "PRIVATE",
    "Fit",
    "NoPressError",
    "Press",
    "Sheet",
    "Shelf",
    "binder_view",
    "key",
    "make",
    "problems",
    "sheets",
]
