"""The address of an alert: `/a/<AlertName>/`, with a safe name where the name itself is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

FOLDER = "a"

_SAFE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?")
_OTHER = re.compile(r"[^A-Za-z0-9]+")
_KEPT = 60
# Files of these names cannot be made on Windows, or are something else to the engines.
_TAKEN = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|index|readme|404|_.*")


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Each name with the name of its folder, which no other has, whatever the file system.

    A name of letters, digits, `_`, `-` and `.` is its own; any other is shortened to such signs and
    gets a hash, which depends on nothing but the name. Of two that differ in case only, which are
    one file on many disks, the first keeps its own.
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in sorted(set(names)):
        slug = name if _SAFE.fullmatch(name) and not _TAKEN.fullmatch(name) else hashed(name)
        if slug.casefold() in taken:
            slug = hashed(name)
        taken.add(slug.casefold())
        found[name] = slug
    return found


def hashed(name: str) -> str:
    """What is readable of a name, and a hash of all of it."""
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:10]
    words = _OTHER.sub("-", name).strip("-")[:_KEPT].strip("-")
    return f"{words}-{digest}" if words else f"alert-{digest}"
