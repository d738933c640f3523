"""Why a change is asked about the pages that watch it, and what to do: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WARNINGS = frozenset({"change-only-stamps", "watched-path-changed"})

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "change-only-stamps": (
            "A day that was moved on twenty pages at once says that somebody looked, and nobody "
            "did. The next reader trusts a page that no one has tried.",
            "keep the reviews of pages that were really gone through, each as a new entry that "
            "says how: `firsthour review ID --how read`.",
        ),
        "watched-path-changed": (
            "A page goes stale on the day when what it describes changes, long before its review "
            "is due, and whoever makes the change is the one who knows.",
            "go through the page with the change in mind; change it as well, or write down a "
            "review in the same pull request.",
        ),
    }
)
