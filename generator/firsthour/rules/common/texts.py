"""Every text of a document, with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firsthour.source import Route


def texts(data: Any) -> Iterator[tuple[Route, str]]:
    """Every text with its route, in the order of the file."""
    todo: list[tuple[Route, Any]] = [((), data)]
    while todo:
        route, value = todo.pop()
        if isinstance(value, str):
            yield route, value
        elif isinstance(value, dict):
            todo.extend(((*route, key), value[key]) for key in reversed(value))
        elif isinstance(value, list):
            todo.extend(((*route, index), value[index]) for index in reversed(range(len(value))))
