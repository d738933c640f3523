"""The system map: what needs what, as boxes and arrows in their places. No markup here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthour.model import Catalog
from firsthour.pages.layers import Line, Point, draw

Look = Literal["service", "vendor", "unknown"]

WIDTH = 142
_PADDING = 8
_TITLE, _NOTE = 13, 11  # sizes of type
_TITLE_STEP, _NOTE_STEP = 16, 14
_TITLE_LINES = 3
# A drawing up to this width may be made smaller to fit; a wider one scrolls, or nobody reads it.
_FITS = 800
_NARROW, _WIDE = frozenset("ijltfrI.,:;'!|()[] -"), frozenset("mwMW@%&")


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words in a box, centred on its place."""

    words: str
    x: int
    y: int
    size: int


@dataclass(frozen=True, slots=True)
class MapBox:
    """A service, or a company it needs, in its place.

    Attributes:
        single: whether everything stops when it stops.
        name: all of what the box says, for those who cannot see it.
    """

    reference: str
    look: Look
    single: bool
    name: str
    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From what needs to what is needed: bent from the first point of a pair to the second."""

    start: str
    end: str
    bends: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True, slots=True)
class SystemMap:
    """The drawing as a whole."""

    width: int
    height: int
    boxes: tuple[MapBox, ...]
    arrows: tuple[Arrow, ...]

    @property
    def fits(self) -> bool:
        """Whether it is still readable when it is made as narrow as a page."""
        return self.width <= _FITS


@dataclass(frozen=True, slots=True)
class _Part:
    """What a box will say."""

    id: str
    reference: str
    look: Look
    single: bool
    title: tuple[str, ...]
    notes: tuple[str, ...]
    name: str

    @property
    def height(self) -> int:
        lines = len(self.title) * _TITLE_STEP + len(self.notes) * _NOTE_STEP
        return lines + 2 * _PADDING


def system_map(catalog: Catalog) -> SystemMap | None:
    """Draw the services and what they depend on; None when there are none."""
    if not catalog.service_map:
        return None
    parts = {part.id: part for part in _parts(catalog)}
    edges = [
        (service.id, needed.id)
        for service in catalog.service_map.values()
        for needed in service.depends_on
    ]
    height = max(part.height for part in parts.values())
    drawing = draw(list(parts), edges, WIDTH, height)
    return SystemMap(
        drawing.width,
        drawing.height,
        boxes=tuple(
            _placed(parts[box.id], box.x, box.y, box.width, box.height) for box in drawing.boxes
        ),
        arrows=tuple(_arrow(line) for line in drawing.lines),
    )


def title_of(identifier: str, catalog: Catalog) -> str:
    """The title of a service, the name of a vendor, or the id itself."""
    if identifier in catalog.service_map:
        return catalog.service_map[identifier].title
    vendor = catalog.vendors.get(identifier)
    return vendor.name if vendor else identifier


def _parts(catalog: Catalog) -> Iterator[_Part]:
    """Every service, then everything else that one of them needs."""
    services = catalog.service_map
    for service in services.values():
        single = bool(service.single_point_of_failure)
        notes = [f"on {title_of(host, catalog)}" for host in service.runs_on]
        yield _part(service.id, f"services/{service.id}", "service", service.title, notes, single)
    others = {need.id: None for it in services.values() for need in it.depends_on}
    for other in others:
        if other in catalog.vendors:
            name = catalog.vendors[other].name
            yield _part(other, f"contacts#{other}", "vendor", name, ["another company"])
        elif other not in services:
            yield _part(other, "", "unknown", other, ["not described yet"])


def _part(
    identifier: str,
    reference: str,
    look: Look,
    title: str,
    notes: Sequence[str],
    single: bool = False,
) -> _Part:
    notes = [*notes, *(["single point of failure"] if single else [])]
    inner = WIDTH - 2 * _PADDING
    return _Part(
        identifier,
        reference,
        look,
        single,
        title=wrapped(title, inner, _TITLE, _TITLE_LINES),
        notes=tuple(line for note in notes for line in wrapped(note, inner, _NOTE, 1)),
        name=", ".join([title, *notes]),
    )


def _placed(part: _Part, x: int, y: int, width: int, height: int) -> MapBox:
    lines = [(line, _TITLE, _TITLE_STEP) for line in part.title]
    lines += [(line, _NOTE, _NOTE_STEP) for line in part.notes]
    texts = []
    at = y + (height - part.height) // 2 + _PADDING
    for words, size, step in lines:
        at += step
        # The foot of the letters stands a little above the end of the line.
        texts.append(Text(words, x + width // 2, at - step // 4, size))
    return MapBox(
        part.reference, part.look, part.single, part.name, x, y, width, height, tuple(texts)
    )


def _arrow(line: Line) -> Arrow:
    points = line.points
    return Arrow(line.start, line.end, tuple(zip(points[::2], points[1::2], strict=True)))


def wrapped(text: str, width: int, size: int, most: int) -> tuple[str, ...]:
    """Lines that fit the width, at most so many; what is left out becomes an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    shown = lines[:most]
    if len(lines) > most:
        shown[-1] = f"{shown[-1]}…"
    return tuple(_cut(line, width, size) for line in shown)


def _cut(line: str, width: int, size: int) -> str:
    while _width(line, size) > width and len(line) > 1:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


def _width(text: str, size: int) -> float:
    """About as wide as the text is, rather too wide than too narrow: nothing measures type here."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    return 0.7 if character.isupper() or not character.isascii() else 0.59
