"""What the model is made of: frozen dataclasses that only the builder makes."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, which is itself and equal to nothing else.

    The builder fills the fields, and one `__repr__` serves all: what a dataclass would write for
    each class is never called, and compiling it is a tenth of the time of a small run.
    """
    cls.__repr__ = _shown  # type: ignore[method-assign]
    return dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)(cls)


def _shown(self: object) -> str:
    """`Step(do='Restart it', risk='disruptive')`: what is set, without the place in the file."""
    values = ((it.name, getattr(self, it.name)) for it in fields(self))  # type: ignore[arg-type]
    shown = (f"{name}={value!r}" for name, value in values if value and name != "origin")
    return f"{type(self).__name__}({', '.join(shown)})"
