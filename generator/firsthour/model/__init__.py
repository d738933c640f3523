"""The content model: what a team can write down, as frozen values that know where they stand."""

from __future__ import annotations

from firsthour.model.builder import build, yaml_key
from firsthour.model.catalog import FOLDERS, KINDS, SINGLES, Catalog, Sheet, build_catalog

__all__ = [
    "FOLDERS",
    "KINDS",
    "SINGLES",
    "Catalog",
    "Sheet",
    "build",
    "build_catalog",
    "yaml_key",
]
