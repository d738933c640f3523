"""Which severity levels are serious."""

from __future__ import annotations

from collections.abc import Collection

from firsthour.model import Catalog


def serious(catalog: Catalog) -> Collection[str]:
    """The ids of the worst two levels."""
    return {level.id for level in catalog.levels[:2]}
