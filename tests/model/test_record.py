"""Records: frozen, filled by keyword, changed by making another."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from firsthour.model.record import record


@record
class Bell:
    title: str
    hours: tuple[str, ...] = ()
    notes: dict[str, str] = dataclasses.field(default_factory=dict)


def test_a_record_is_filled_by_keyword_and_keeps_its_defaults_apart() -> None:
    one, other = Bell(title="one"), Bell(title="other", hours=("9",))
    assert (one.title, one.hours, one.notes) == ("one", (), {})
    assert other.hours == ("9",)
    assert one.notes is not other.notes


def test_nothing_is_forgotten_and_nothing_is_made_up() -> None:
    with pytest.raises(TypeError, match="Bell needs the field 'title'"):
        Bell()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Bell has no field 'colour'"):
        Bell(title="x", colour="red")  # type: ignore[call-arg]


def test_a_record_does_not_change() -> None:
    bell = Bell(title="x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        bell.title = "y"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del bell.title
    with pytest.raises((AttributeError, TypeError)):
        bell.colour = "red"  # type: ignore[attr-defined]


def test_another_one_is_made_with_a_difference() -> None:
    bell = Bell(title="x", hours=("9",))
    changed = dataclasses.replace(bell, title="y")
    assert (changed.title, changed.hours, bell.title) == ("y", ("9",), "x")
    assert bell != changed
    assert bell != Bell(title="x", hours=("9",))


def test_it_shows_what_is_set() -> None:
    assert repr(Bell(title="x", hours=("9",))) == "Bell(title='x', hours=('9',))"


def test_it_is_copied_and_kept_with_all_that_is_in_it() -> None:
    bell = Bell(title="x", hours=("9",), notes={"a": "b"})
    for other in (copy.copy(bell), copy.deepcopy(bell), pickle.loads(pickle.dumps(bell))):
        assert repr(other) == repr(bell)
        assert other != bell
