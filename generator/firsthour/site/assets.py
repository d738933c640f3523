"""The files that go beside the pages: style sheets, scripts, fonts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import fontpkg_atkinson_hyperlegible as font_package

FOLDER = "assets/firsthour"
_FONTS = ("Regular", "Bold", "Italic")


def assets() -> dict[str, bytes]:
    """Path in the tree -> content, for everything the pages load."""
    tree = {f"{FOLDER}/{name}": found.read_bytes() for name, found in _walk(_own())}
    fonts = files(font_package) / "files"
    for style in _FONTS:
        name = f"AtkinsonHyperlegible-{style}.ttf"
        tree[f"{FOLDER}/fonts/{name}"] = (fonts / name).read_bytes()
    return tree


def style_sheets() -> list[str]:
    """Style sheets in the order in which they are loaded: the common one first."""
    names = sorted(name for name, _ in _walk(_own()) if name.endswith(".css"))
    return [f"{FOLDER}/{name}" for name in sorted(names, key=lambda name: name != "firsthour.css")]


def scripts() -> list[str]:
    """Scripts of every page, in a fixed order.

    Those in `early/` have to run before the theme's, so the page templates name them.
    """
    names = sorted(name for name, _ in _walk(_own()) if name.endswith(".js"))
    return [f"{FOLDER}/{name}" for name in names if not name.startswith("early/")]


def _own() -> Traversable:
    return files("firsthour") / "assets" / "firsthour"


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _walk(found, f"{prefix}{found.name}/")
        else:
            yield prefix + found.name, found
