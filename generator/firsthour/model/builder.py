"""Plain data -> dataclasses, driven by their field types, so that a new field is one line.

The schema has already held, so building cannot fail. Every part keeps its `origin`, the place a
rule can point at. A class with `TEXT` may stand in the file as plain text.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from firsthour.model.common import Duration
from firsthour.source import Origin

T = TypeVar("T")
Convert = Callable[[Any, Origin], Any]
Plan = tuple[tuple[str, str, Convert | None], ...]

_SCALARS: dict[Any, Convert | None] = {
    str: lambda value, _origin: str(value),
    int: None,
    bool: None,
    Duration: lambda value, _origin: Duration.parse(value),
    datetime.date: lambda value, _origin: datetime.date.fromisoformat(value),
    datetime.datetime: lambda value, _origin: datetime.datetime.fromisoformat(value),
}


def build(cls: Callable[..., T], data: Any, origin: Origin, **extra: Any) -> T:
    """Make a `cls` from data that its schema accepts; `extra` fields come from elsewhere (`id`)."""
    if not isinstance(data, dict):
        return cls(origin=origin, **{vars(cls)["TEXT"]: str(data)}, **extra)
    values: dict[str, Any] = {}
    for name, key, convert in _plan(cls):
        if key in data:
            value = data[key]
            values[name] = value if convert is None else convert(value, origin.at(key))
    return cls(origin=origin, **values, **extra)


def yaml_key(field_name: str) -> str:
    """The key in the file: `if_` is written `if`."""
    return field_name.removesuffix("_")


@functools.cache
def _plan(cls: Any) -> Plan:
    hints = typing.get_type_hints(cls)
    return tuple(
        (field.name, yaml_key(field.name), _converter(hints[field.name]))
        for field in dataclasses.fields(cls)
        if field.name != "origin"
    )


def _converter(hint: Any) -> Convert | None:
    """How a value of this type is made; None when the plain value is already right."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return None
    if origin in (typing.Union, types.UnionType):
        return _converter(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return _sequence(_converter(args[0]))
    if origin is dict:
        return _mapping(_converter(args[1]))
    return functools.partial(build, hint)


def _sequence(convert: Convert | None) -> Convert:
    def make(values: Any, origin: Origin) -> tuple[Any, ...]:
        if convert is None:
            return tuple(values)
        return tuple(convert(value, origin.at(index)) for index, value in enumerate(values))

    return make


def _mapping(convert: Convert | None) -> Convert:
    def make(values: Any, origin: Origin) -> dict[str, Any]:
        if convert is None:
            return dict(values)
        return {name: convert(value, origin.at(name)) for name, value in values.items()}

    return make
