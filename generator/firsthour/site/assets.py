"""The files that go beside the pages: style sheets, scripts, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import fontpkg_atkinson_hyperlegible as font_package

from firsthour.site.escape import script

FOLDER = "assets/firsthour"
# Incident mode is written in parts, each using those before it, and loaded as one script.
INCIDENT = "incident"
PARTS = (
    "data", "core", "record", "elements", "store", "form", "ticks", "messages", "panel", "bar",
)  # fmt: skip
_TYPE = re.compile(r"/\*\*.*?\*/ ?")
_FONTS = ("Regular", "Bold", "Italic")


def assets(incident: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """Path in the tree -> content, for everything the pages load.

    Args:
        incident: what incident mode knows of the team; without it, there is none on the site.
    """
    own = dict(_walk(_own()))
    parts = {name: own.pop(f"{INCIDENT}/{name}.js").read_text(encoding="utf-8") for name in PARTS}
    if incident is not None:
        parts["data"] = f"const incidentData = {script(incident)};\n"
    tree = {f"{FOLDER}/{name}": _content(found) for name, found in own.items()}
    tree[f"{FOLDER}/{INCIDENT}.js"] = "".join(map(slim, parts.values())).encode()
    fonts = files(font_package) / "files"
    for style in _FONTS:
        name = f"AtkinsonHyperlegible-{style}.ttf"
        tree[f"{FOLDER}/fonts/{name}"] = (fonts / name).read_bytes()
    return tree


def style_sheets() -> list[str]:
    """Style sheets of every page, in the order in which they are loaded: the common one first.

    What is in `version/` belongs to the small pages behind the QR codes.
    """
    found = (name for name, _ in _walk(_own()) if name.endswith(".css"))
    names = sorted(name for name in found if not name.startswith("version/"))
    return [f"{FOLDER}/{name}" for name in sorted(names, key=lambda name: name != "firsthour.css")]


def scripts() -> list[str]:
    """Scripts of every page, in a fixed order.

    Those in `early/` have to run before the theme's, so the page templates name them.
    """
    names = {name for name, _ in _walk(_own()) if name.endswith(".js")}
    apart = ("early/", f"{INCIDENT}/")
    kept = {name for name in names if not name.startswith(apart)} | {f"{INCIDENT}.js"}
    return [f"{FOLDER}/{name}" for name in sorted(kept)]


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


def _content(found: Traversable) -> bytes:
    if found.name.endswith(".js"):
        return slim(found.read_text(encoding="utf-8")).encode()
    return found.read_bytes()


def _own() -> Traversable:
    return files("firsthour") / "assets" / "firsthour"


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _walk(found, f"{prefix}{found.name}/")
        else:
            yield prefix + found.name, found
