"""The printing press: Typst, in this process, with our fonts and no others."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import fontpkg_atkinson_hyperlegible as font_package

from firsthour.pages.identity import View

if TYPE_CHECKING:
    import typst

PAPERS = ("a4", "letter")
MISSING = (
    'the PDFs need typst and segno: pip install "firsthour[print]"; '
    "without them every page of the site prints with Ctrl+P"
)
# What a PDF reader may rely on: tags, title, language, an alternative text for each drawing.
_STANDARD: Literal["ua-1"] = "ua-1"
_TYPES = Path(str(files("firsthour") / "paper" / "typ"))
_FONTS = Path(str(files(font_package) / "files"))


class NoPressError(Exception):
    """What makes PDFs is not installed; the text says how to get it."""


class Press:
    """Makes PDFs, and asks how much fits on a page."""

    def __init__(self) -> None:
        """Load the fonts.

        Raises:
            NoPressError: the extra `print` is not installed.
        """
        try:
            import segno  # noqa: F401
            import typst
        except ImportError:
            raise NoPressError(MISSING) from None
        # The fonts of the machine would make the same commit look different elsewhere.
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])
        self._compiler = typst.Compiler

    def pdf(self, view: View, *, paper: str, size: float = 0, layout: str = "") -> bytes:
        """The PDF of a view."""
        made = self._with(view, paper, size, layout).compile(
            format="pdf",
            pdf_standards=[_STANDARD],
            # A day without a time zone: the same bytes at every hour and in every place.
            timestamp=0,
        )
        assert isinstance(made, bytes)
        return made

    def ask(self, view: View, label: str, *, paper: str = "letter", size: float = 0) -> Any:
        """What the templates leave under a label."""
        found = self._with(view, paper, size, "").query(f"<{label}>", field="value", one=True)
        return json.loads(found)

    def _with(self, view: View, paper: str, size: float, layout: str) -> typst.Compiler:
        # A compiler takes a thousandth of a second, is asked nothing else and can therefore be
        # used beside others; what they have laid out before is known to all of them, as long as
        # they are given the same text to the letter.
        how = {"view": view, "paper": paper, "size": size, "layout": layout}
        return self._compiler(
            str(_TYPES / "sheet.typ"),
            root=str(_TYPES),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(how, ensure_ascii=False)},
        )


def key(view: View) -> str:
    """A name for a view and everything that decides how it is printed."""
    digest = hashlib.sha256(_made_by().encode())
    digest.update(json.dumps(view, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()[:32]


@functools.cache
def _made_by() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest() + version("fontpkg-atkinson-hyperlegible")


def _sources() -> Iterator[Path]:
    yield from sorted(_TYPES.glob("*.typ"))
    yield from sorted(Path(str(files("firsthour") / "paper")).glob("*.py"))
