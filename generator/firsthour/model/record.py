"""What the model is made of: frozen dataclasses that share their methods."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(
    frozen_default=True, eq_default=False, kw_only_default=True, field_specifiers=(field,)
)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, filled by keyword, equal to itself alone.

    All records share their methods: compiling them for each class would be a tenth of the time of a
    small run.
    """
    for name, method in _METHODS.items():
        setattr(cls, name, method)
    return dataclass(slots=True, eq=False, repr=False, init=False)(cls)


def _filled(self: Any, **values: Any) -> None:
    """Set every field; raises TypeError for one that is missing or unknown."""
    cls: Any = type(self)
    for name, default in _defaults(cls):
        object.__setattr__(self, name, values.pop(name) if name in values else default())
    if values:
        raise TypeError(f"{type(self).__name__} has no field {next(iter(values))!r}")


@functools.cache
def _defaults(cls: Any) -> tuple[tuple[str, Callable[[], Any]], ...]:
    def default(name: str, value: Any, factory: Any) -> Callable[[], Any]:
        def make() -> Any:
            if value is MISSING:
                raise TypeError(f"{cls.__name__} needs the field {name!r}")
            return value

        return make if factory is MISSING else factory

    return tuple((it.name, default(it.name, it.default, it.default_factory)) for it in fields(cls))


def _shown(self: Any) -> str:
    """`Step(do='Restart it', risk='disruptive')`: what is set, without the place in the file."""
    values = ((it.name, getattr(self, it.name)) for it in fields(self))
    shown = (f"{name}={value!r}" for name, value in values if value and name != "origin")
    return f"{type(self).__name__}({', '.join(shown)})"


def _refused(self: object, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _state(self: Any) -> list[Any]:
    return [getattr(self, it.name) for it in fields(self)]


def _restored(self: Any, state: list[Any]) -> None:
    for it, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, it.name, value)


_METHODS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "__init__": _filled,
        "__repr__": _shown,
        "__setattr__": _refused,
        "__delattr__": _refused,
        "__getstate__": _state,
        "__setstate__": _restored,
    }
)
