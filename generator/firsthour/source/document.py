"""One file after loading: its data, its problems, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firsthour.problem import Location, Problem
from firsthour.source.builder import build
from firsthour.source.faults import Faults, Lines
from firsthour.source.spans import Route, Spans


class Document:
    """A loaded file. Its data is plain, and must not be changed: places are found by it.

    `data` is None when the file is not one readable mapping; `problems` then say why. After other
    problems it is the best guess at what was meant, so that one fault stays one finding.
    """

    __slots__ = ("_lines", "_spans", "data", "id", "kind", "path", "problems", "text")

    def __init__(
        self,
        path: str,
        kind: str,
        id: str,
        text: str,
        data: Any,
        problems: tuple[Problem, ...],
        spans: Spans | None = None,
    ) -> None:
        """Made by the loader. Without `spans`, the first `locate` makes them."""
        self.path = path
        self.kind = kind
        self.id = id
        self.text = text
        self.data = data
        self.problems = problems
        self._spans = spans
        self._lines: Lines | None = None

    def __repr__(self) -> str:
        """Short, since an Origin holds one."""
        return f"<Document {self.path}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle without the table: it knows this copy of the data only."""
        parts = (self.path, self.kind, self.id, self.text, self.data, self.problems)
        return Document, parts

    def locate(self, route: Route, *, key: bool = False) -> Location:
        """The exact span of a value, or of its key.

        A route that is absent resolves to the nearest parent: to its key, else to its first key.
        """
        if self.data is None:
            return Location(self.path)
        span = self._table().find(self.text, route, key)
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines.location(self.path, *span)

    def style(self, route: Route) -> str | None:
        """How a scalar is written: `|`, `>`, `'`, `"`, or empty for plain; None if it is none."""
        if self.data is None:
            return None
        return self._table().style(self.text, route)

    def release(self) -> None:
        """Give the span table back. The next `locate` makes it again from the text."""
        self._spans = None
        self._lines = None

    def _table(self) -> Spans:
        if self._spans is None:
            self._spans = build(self.text.encode(), self.text, Faults())
        if self._spans is None:
            raise AssertionError("a document with data always parses again")
        return self._spans


@dataclass(frozen=True, slots=True)
class Origin:
    """A symbolic place, made with the model and measured only when something points at it."""

    document: Document
    route: Route
    key: bool = False

    def at(self, *route: str | int) -> Origin:
        """The place of a part of this value."""
        return Origin(self.document, self.route + route)

    def key_of(self, name: str) -> Origin:
        """The place of the key `name` of this mapping, rather than of its value."""
        return Origin(self.document, (*self.route, name), key=True)

    def location(self) -> Location:
        """Where this is in the file."""
        return self.document.locate(self.route, key=self.key)
