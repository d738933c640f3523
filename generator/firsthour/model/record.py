"""What the model is made of: frozen dataclasses that share their methods."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(
    frozen_default=True, eq_default=False, kw_only_default=True, field_specifiers=(field,)
)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, filled by keyword, equal to itself alone.

    All records share one `__init__` and one `__repr__`: compiling them for each class would be a
    tenth of the time of a small run.
    """
    setattr(cls, "__init__", _filled)  # noqa: B010, since a method is not assigned to elsewhere
    setattr(cls, "__repr__", _shown)  # noqa: B010
    return dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)(cls)


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
