"""Eight characters that change when what a page says changes: paper is compared by them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What says how well a page is kept, and not what to do.
_UPKEEP = frozenset({"reviewed", "watches", "sample"})
_LENGTH = 8


def fingerprint(data: Mapping[str, Any]) -> str:
    """The same for the same content of a file, however it is laid out."""
    said = operative(data)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def operative(data: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what says how well it is kept."""
    return {key: value for key, value in data.items() if key not in _UPKEEP}
