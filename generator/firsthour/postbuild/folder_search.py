"""The search index once more, as a script.

A page that was opened from a folder may not read a file, but it may load a script; the theme asks
for this one.
"""

from __future__ import annotations

from pathlib import Path

_INDEX = "search/search_index.json"


def write(folder: Path) -> None:
    """Write the script beside the index of a built site; nothing where there is no such index."""
    index = folder / _INDEX
    if index.is_file():
        script = b"var __index = " + index.read_bytes() + b";\n"
        index.with_suffix(".js").write_bytes(script)
