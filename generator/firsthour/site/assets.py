"""The files that go beside the pages: style sheets, scripts, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import fontpkg_atkinson_hyperlegible as font_package

from firsthour.site.escape import script

FOLDER = "assets/firsthour"
# Scripts are written in parts, each using those before it, and sent as few files. What stands in
# `early/` has to run before the theme's scripts, so the page templates name it.
FILES: Mapping[str, tuple[str, ...]] = {
    "early/files": ("early/files", "early/asked"),
    "common": (
        "parts", "access", "review", "search", "services", "sheet", "incident/wake", "offline",
    ),
    "alerts": ("finding", "lookup-alert"),
    "ask": ("ask",),
    "fill": ("finding", "filling", "params"),
    "find": ("sorted", "matching", "paste"),
    "message": ("message",),
    "missing": ("lookup-version",),
    "search-worker": ("sorted", "words", "searching", "search-worker"),
    "incident": tuple(
        f"incident/{part}"
        for part in ("data", "core", "elements", "store", "ticks", "messages", "bar")
    ),
    "incident-panel": tuple(
        f"incident/{part}" for part in ("scenarios", "record", "form", "panel")
    ),
}  # fmt: skip
_EVERYWHERE = ("common",)
_COMMON = "firsthour.css"
# What stands on a page that needs a script besides. No text of a runbook can look like this.
_MARKS = {
    "alerts": re.compile(r" data-alert(?:-index)?>"),
    "ask": re.compile(r"<button [^<>]* data-search hidden>"),
    "fill": re.compile(r'<div data-fill>|<div class="fh-run">(?:(?!</div>).)*<var ', re.DOTALL),
    "find": re.compile(r" data-find hidden>"),
    "message": re.compile(r'<div class="fh-message">'),
}
_TYPE = re.compile(r"/\*\*.*?\*/ ?")
_FONTS = ("Regular", "Bold", "Italic")


def assets(incident: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """Path in the tree -> content, for everything the pages load.

    Args:
        incident: what incident mode knows of the team; without it, there is none on the site.
    """
    own = dict(_walk(_own()))
    parts = {
        name.removesuffix(".js"): slim(own.pop(name).read_text(encoding="utf-8"))
        for name in [name for name in own if name.endswith(".js")]
    }
    if incident and incident["levels"]:
        # What only a drill needs is for the script that begins one.
        parts["incident/data"] = f"const incidentData = {script({**incident, 'scenarios': []})};\n"
        parts["incident/scenarios"] = f"incidentData.scenarios = {script(incident['scenarios'])};\n"
    else:
        # With nothing to choose how bad it is from, there is nothing to start.
        parts["incident/wake"] = ""
    sheets = {name: own.pop(name).read_text(encoding="utf-8") for name in _sheets(own)}
    tree = {f"{FOLDER}/{name}": found.read_bytes() for name, found in own.items()}
    tree[f"{FOLDER}/{_COMMON}"] = "\n".join(sheets.values()).encode()
    for name, names in FILES.items():
        tree[f"{FOLDER}/{name}.js"] = "".join(parts[each] for each in names).encode()
    fonts = files(font_package) / "files"
    for style in _FONTS:
        name = f"AtkinsonHyperlegible-{style}.ttf"
        tree[f"{FOLDER}/fonts/{name}"] = (fonts / name).read_bytes()
    return tree


def style_sheets() -> list[str]:
    """Style sheets of every page: one, because a page waits for each of them before it shows."""
    return [f"{FOLDER}/{_COMMON}"]


def scripts() -> list[str]:
    """Scripts of every page."""
    return [f"{FOLDER}/{name}.js" for name in _EVERYWHERE]


def search() -> str:
    """The script that answers the search, in a thread of its own."""
    return f"{FOLDER}/search-worker.js"


def wanted(page: str) -> list[str]:
    """Scripts that a page needs besides, by what its text holds."""
    return [f"{FOLDER}/{name}.js" for name, mark in _MARKS.items() if mark.search(page)]


def slim(text: str) -> str:
    """A script of ours without what only its readers need: comments on lines of their own, types.

    It knows our way of writing, no more: a comment begins its line, or is `/** ... */` in it.
    """
    lines, inside = [], False
    for line in map(str.strip, text.splitlines()):
        if inside or line.startswith("/*"):
            inside = "*/" not in line
            line = "" if inside else line.partition("*/")[2].strip()
        if line and not line.startswith("//"):
            lines.append(_TYPE.sub("", line))
    return "\n".join(lines) + "\n"


def _sheets(names: Iterable[str]) -> list[str]:
    """Style sheets that are written in parts and sent as one, the common part first.

    What is in `version/` belongs to the small pages behind the QR codes.
    """
    found = [name for name in names if name.endswith(".css") and not name.startswith("version/")]
    return sorted(sorted(found), key=lambda name: name != _COMMON)


def _own() -> Traversable:
    return files("firsthour") / "assets" / "firsthour"


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _walk(found, f"{prefix}{found.name}/")
        else:
            yield prefix + found.name, found
