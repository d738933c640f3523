"""The service worker: every device that opened the site once has it while the site is down.

Essentials are kept always, the rest up to a size, and what is beyond that when it is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, NamedTuple

NAME = "sw.js"
# Uncompressed; what is sent is about a sixth of it.
MOST_BYTES = 24_000_000
_LARGE_PICTURE = 300_000
# Each engine has its own.
_INDEXES = ("search/search_index.json", "search.json")

# What answers "what now, who, how bad" whatever has happened.
_FIRST = re.compile(
    r"(?:|(?:checklists|messages|templates|roles|contacts|severity|people|errors|e|search)/(?:.*/)?"
    r"|failure-modes/|procedures/|services/|a-to-z/)"
)
_SOON = ("failure-modes/", "procedures/", "a/")
_NEEDED = frozenset({".css", ".js", ".ttf", ".woff", ".woff2", ".ico"})
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
_LANGUAGES = "assets/javascripts/lunr/"


class _File(NamedTuple):
    path: str
    name: str
    size: int
    revision: str


def write(folder: Path, built: str, *, keep: bool) -> None:
    """Write the worker of a site whose pages are finished.

    Args:
        folder: the site.
        built: what it was built from, in words.
        keep: whether devices keep copies. If not, those that have one lose it.
    """
    if keep:
        text = f"self.SITE = {json.dumps(_site(folder, built), ensure_ascii=True)};\n"
        text += _script("worker.js")
    else:
        text = _script("off.js")
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _site(folder: Path, built: str) -> dict[str, Any]:
    found = sorted(_files(folder))
    # The same content is the same build, whenever and wherever it was made.
    build = hashlib.sha256("\n".join(f"{it.path} {it.revision}" for it in found).encode())
    first = [it for it in found if _is_first(it)]
    rest = sorted((it for it in found if not _is_first(it)), key=_order)
    then, later = _up_to(MOST_BYTES - sum(it.size for it in first), rest)
    return {
        "build": build.hexdigest()[:16],
        "built": built,
        "first": {it.path: it.revision for it in first},
        "then": {it.path: it.revision for it in then},
        "later": [it.path for it in later],
    }


def _up_to(most: int, found: Iterable[_File]) -> tuple[list[_File], list[_File]]:
    then: list[_File] = []
    later: list[_File] = []
    for each in found:
        most -= each.size
        (then if most >= 0 else later).append(each)
    return then, later


def _files(folder: Path) -> Iterator[_File]:
    languages = _languages(folder)
    for current, _, names in os.walk(folder):
        for name in names:
            path = Path(current, name)
            relative = path.relative_to(folder).as_posix()
            if not _is_wanted(relative, path.stat().st_size, languages):
                continue
            data = path.read_bytes()
            address = re.sub(r"(^|/)index\.html$", r"\1", relative)
            revision = hashlib.sha256(data).hexdigest()[:16]
            yield _File(address, relative, len(data), revision)


def _is_wanted(name: str, size: int, languages: bool) -> bool:
    if name in (NAME, "404.html", "search/search_index.js"):
        return False
    if name.startswith(_LANGUAGES):
        return languages and "/min/" in name
    suffix = Path(name).suffix.lower()
    if suffix in _PICTURES:
        return size <= _LARGE_PICTURE
    return name in _INDEXES or suffix == ".html" or suffix in _NEEDED


def _languages(folder: Path) -> bool:
    """Whether the search reads words as another language than English does."""
    try:
        config = json.loads((folder / _INDEXES[0]).read_bytes()).get("config") or {}
    except (OSError, ValueError, AttributeError):
        return False
    return set(config.get("lang") or ("en",)) != {"en"}


def _is_first(file: _File) -> bool:
    if file.name.endswith(".html"):
        return bool(_FIRST.fullmatch(file.path))
    return file.name in _INDEXES or Path(file.name).suffix.lower() in _NEEDED


def _order(file: _File) -> tuple[int, int, str]:
    """Runbooks, then other pages, then pictures."""
    is_page = file.name.endswith(".html")
    soon = next((n for n, start in enumerate(_SOON) if file.path.startswith(start)), len(_SOON))
    return (0 if is_page else 1, soon, file.path)


def _script(name: str) -> str:
    script = package_files("firsthour") / "assets" / "worker" / name
    return script.read_text(encoding="utf-8")
