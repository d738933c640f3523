"""The names of the time zone database."""

from __future__ import annotations

import functools
import importlib.resources


@functools.cache
def zones() -> dict[str, None]:
    """All names, from the package: what the system has differs from machine to machine."""
    names = (importlib.resources.files("tzdata") / "zones").read_text(encoding="ascii")
    return dict.fromkeys(names.split())
