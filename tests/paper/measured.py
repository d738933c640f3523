"""What a sheet is, measured on its PDF: type, lines, contrast, colour, edges, the code for a camera."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps
from pypdf import PdfReader

MM = 72 / 25.4
DPI = 150
# Letters without parts above or below; the flat ones, since round ones stand out a little.
FLAT = frozenset("xzvw")


class Run(NamedTuple):
    """A piece of text: where its line begins and how large it is, in points."""

    x: float
    y: float
    size: float


class Measured(NamedTuple):
    """What was found on all pages of one PDF."""

    pages: int
    x_height: float
    smallest: float
    line_height: float
    contrast: float
    coloured: int
    width: float
    height: float
    code: float


def measure(path: Path) -> Measured:
    """Measure a PDF."""
    document = pypdfium2.PdfDocument(path)
    images = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    runs = [list(_runs(page)) for page in PdfReader(path).pages]
    boxes = [ImageOps.invert(image.convert("L")).getbbox() or (0, 0, 0, 0) for image in images]
    colours: list[Any] = [image.getcolors(1 << 24) or [] for image in images]
    tones = [sum(rgb) / 3 for each in colours for _, rgb in each]
    return Measured(
        pages=len(images),
        x_height=_x_height(document),
        smallest=min(run.size for page in runs for run in page),
        line_height=min(_distances(page) for page in runs if len(page) > 1),
        contrast=_contrast(max(tones), min(tones)),
        coloured=sum(count for each in colours for count, rgb in each if max(rgb) != min(rgb)),
        width=max(right - left for left, _, right, _ in boxes) / DPI * 25.4,
        height=max(bottom - top for _, top, _, bottom in boxes) / DPI * 25.4,
        code=_code(images[0]),
    )


def _runs(page: Any) -> Iterator[Run]:
    found: list[Run] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            scale = abs(tm[3] * cm[3])
            found.append(Run(tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], size * scale))

    page.extract_text(visitor_text=visit)
    yield from found


def _x_height(document: Any) -> float:
    """In inches, of the largest type that a tenth of the letters or more are set in."""
    heights: Counter[float] = Counter()
    for page in document:
        text = page.get_textpage()
        for index, sign in enumerate(text.get_text_range()):
            if sign in FLAT:
                _, bottom, _, top = text.get_charbox(index)
                heights[round(top - bottom, 2)] += 1
    return max(it for it, count in heights.items() if count * 10 >= heights.total()) / 72


def _distances(runs: list[Run]) -> float:
    """The least distance between two lines of one paragraph, in sizes of their type."""
    columns: dict[tuple[float, float], set[float]] = {}
    for run in runs:
        columns.setdefault((round(run.x, 1), round(run.size, 2)), set()).add(round(run.y, 2))
    return min(
        (
            (above - below) / size
            for (_, size), lines in columns.items()
            for below, above in pairwise(sorted(lines))
        ),
        default=9.0,
    )


def _contrast(light: float, dark: float) -> float:
    def luminance(tone: float) -> float:
        share = tone / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def _code(image: Image.Image) -> float:
    """The width of the code in millimetres, without the white around it; 0 where there is none."""
    for code in zxingcpp.read_barcodes(image):
        corners = code.position
        return (corners.top_right.x - corners.top_left.x) / DPI * 25.4
    return 0.0
