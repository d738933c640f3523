"""Eight characters that change when what a page says changes: paper is compared by them."""

from __future__ import annotations

import hashlib
import json

from firsthour.source import Document

# What says how well a page is kept, and not what to do.
_UPKEEP = frozenset({"reviewed", "watches", "sample"})
_LENGTH = 8


def fingerprint(document: Document) -> str:
    """The same for the same content, however the file is laid out."""
    said = {key: value for key, value in document.data.items() if key not in _UPKEEP}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
