"""Engines: what makes HTML of the tree of pages, and how the result takes its place.

In reading order: `outcome` (what a build came to), `tree` (our pages and the hand-written ones),
`place` (a folder changes at once or not at all), `adapter` (the tree as MkDocs wants it), `leaves`
(the navigation of large sites, rendered once), `mkdocs`, `derived` (the configuration of Zensical)
and `zensical` (running them), `builder` (the whole), `bundling` (its copies), `keeping` (folders
that private numbers stay out of).
"""

from __future__ import annotations

from firsthour.engine.builder import ENGINES, build
from firsthour.engine.outcome import Built, broken, texts

__all__ = ["ENGINES", "Built", "broken", "build", "texts"]
