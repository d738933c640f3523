"""Where every key and value of a document stands: offsets, packed, found again by route."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import Any

Route = tuple[str | int, ...]
Span = tuple[int, int]

# A scalar's opening mark, after a tag. A plain scalar cannot start with one of these.
_STYLE = re.compile(r"(?:![^\s]*\s+)?(['\"|>])")
_FLOW = re.compile(r"(?:[&!]\S*\s+)*[\[{]")
_END = (1 << 24) - 1


class Spans:
    """The spans of one document, beside its data, which must not be changed.

    A span is `start << 24 | end`. A container's record is its own span, then one for each item
    of a list, or two (key and value) for each entry of a mapping.
    """

    __slots__ = ("_index", "_packed", "_whole", "root")

    def __init__(self, whole: int) -> None:
        """Begin a table for a document whose root has the span `whole`."""
        self.root: Any = None
        self._whole = whole
        self._packed = array("Q")
        self._index: dict[int, int] = {}

    def keep(self, container: dict[str, Any] | list[Any], record: list[int]) -> None:
        """File the record of a finished container."""
        self._index[id(container)] = len(self._packed)
        self._packed.extend(record)

    def find(self, text: str, route: Route, key: bool = False) -> Span:
        """The span of a value, or of its key; for an absent route, of what stands nearest."""
        value, packed, name = self.root, self._whole, None
        for part in route:
            position = _position(value, part)
            if position is None:
                return self._nearest(text, value, packed, name)
            record = self._index[id(value)] + 1
            if isinstance(value, dict):
                name = self._packed[record + 2 * position]
                packed = self._packed[record + 2 * position + 1]
            else:
                name = None
                packed = self._packed[record + position]
            value = value[part]
        if key and name is not None:
            return _unpack(name)
        return self._extent(text, value, packed)

    def style(self, text: str, route: Route) -> str | None:
        """The style of the scalar at a route; None for a container or an absent route."""
        value = self.root
        for part in route:
            if _position(value, part) is None:
                return None
            value = value[part]
        if isinstance(value, (dict, list)):
            return None
        start, end = self.find(text, route)
        found = _STYLE.match(text, start, end)
        return found[1] if found else ""

    def every_key(self) -> Iterator[tuple[str, Span, int]]:
        """Every key, its span, and where the entry before it ends (or its mapping starts)."""
        todo = [self.root]
        while todo:
            value = todo.pop()
            if isinstance(value, dict):
                record = self._index[id(value)]
                before = self._packed[record] >> 24
                for position, (name, child) in enumerate(value.items()):
                    yield name, _unpack(self._packed[record + 1 + 2 * position]), before
                    packed = self._packed[record + 2 + 2 * position]
                    if isinstance(child, (dict, list)):
                        packed = self._packed[self._index[id(child)]]
                    before = packed & _END
                todo.extend(value.values())
            elif isinstance(value, list):
                todo.extend(value)

    def _nearest(self, text: str, value: Any, packed: int, name: int | None) -> Span:
        """For something missing in `value`: its key, else its first key, else the value."""
        if name is not None and (value is None or isinstance(value, (dict, list))):
            return _unpack(name)
        if isinstance(value, dict) and value:
            return _unpack(self._packed[self._index[id(value)] + 1])
        return self._extent(text, value, packed)

    def _extent(self, text: str, value: Any, packed: int) -> Span:
        """A value from its first to its last character, without the blank lines after it."""
        start = packed >> 24
        while isinstance(value, (dict, list)):
            record = self._index[id(value)]
            packed = self._packed[record]
            if not value or _FLOW.match(text, packed >> 24):
                break
            packed = self._packed[record + len(value) * (2 if isinstance(value, dict) else 1)]
            value = value[next(reversed(value))] if isinstance(value, dict) else value[-1]
        end = packed & _END
        if isinstance(value, str) and text[start:end] == "{":
            end = start + len(value)  # a refused template, whose data is its text
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return start, end


def _position(value: Any, part: str | int) -> int | None:
    """Which entry or item of a container a part of a route names; None when there is none."""
    if isinstance(value, dict):
        return list(value).index(part) if part in value else None
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return part
    return None


def _unpack(packed: int) -> Span:
    return packed >> 24, packed & _END
