"""Engines: what makes HTML of the tree of pages, and how the result takes its place.

In reading order: `outcome` (what a build came to), `tree` (our pages and the hand-written ones),
`place` (a folder changes at once or not at all), `adapter` (the tree as MkDocs wants it), `mkdocs`
and `zensical` (running them), `build` (the whole).
"""

from __future__ import annotations

from firsthour.engine.build import ENGINES, build
from firsthour.engine.outcome import Built, broken

__all__ = ["ENGINES", "Built", "broken", "build"]
