"""The sample repository with every free text replaced by something hostile."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from firsthour.source import Document, load
from firsthour.validate.checker import checker

ROOT = Path(__file__).parents[2]
Route = tuple[str | int, ...]


def documents() -> Iterator[Document]:
    """The sample team's files."""
    for path in sorted((ROOT / "runbooks").rglob("*.yaml")):
        kind = path.stem if path.parent.name == "runbooks" else path.parent.name
        yield load(path.relative_to(ROOT).as_posix(), path.read_bytes(), kind, path.stem)


def hostile(document: Document, text: Callable[[], str]) -> Any:
    """The document's data with `text()` wherever the schema takes it.

    What the schema refuses gets its own value back, until nothing is refused any more.
    """
    data = copy.deepcopy(document.data)
    for route in _texts(document.data):
        _set(data, route, text())
    check = checker(document.kind)
    while refused := {tuple(error.absolute_path) for error in check.iter_errors(data)}:
        for place in refused:
            _set(data, place, copy.deepcopy(_get(document.data, place)))
    return data


def dump(data: Any) -> bytes:
    """The data as a YAML file."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    return text.encode()


class _Dumper(yaml.SafeDumper):
    """Quotes all text, so that no payload is read as anything else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def _texts(data: Any, route: Route = ()) -> Iterator[Route]:
    if isinstance(data, str):
        yield route
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*route, index))


def _get(data: Any, route: Route) -> Any:
    for part in route:
        data = data[part]
    return data


def _set(data: Any, route: Route, value: Any) -> None:
    _get(data, route[:-1])[route[-1]] = value
