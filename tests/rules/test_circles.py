"""Circles are found whatever they look like, each knot once, and in a time that grows slowly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthour.rules.common.circles import Ways, circles, round_notes, through
from firsthour.source import Document, Origin

DOCUMENT = Document("runbooks/x.yaml", "procedures", "x", "", {}, ())


def _ways(leads: Mapping[str, Sequence[str]]) -> Ways:
    return {
        name: {each: Origin(DOCUMENT, (name, each)) for each in following}
        for name, following in leads.items()
    }


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ({}, []),
        ({"a": "b"}, []),
        ({"a": "b", "b": "c", "c": ""}, []),
        ({"a": "bc", "b": "c", "c": ""}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"a": "b", "b": "c", "c": "b"}, [("b", "c")]),
        ({"a": "bc", "b": "d", "c": "a", "d": "a"}, [("a", "c")]),
        ({"a": "b", "b": "a", "c": "cd", "d": "a"}, [("a", "b"), ("c",)]),
        ({"a": "b", "b": "b"}, [("b",)]),
    ],
)
def test_each_knot_has_its_shortest_way_round(
    leads: Mapping[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert [*circles(_ways(leads))] == expected


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghx"), max_size=4), max_size=8
    )
)
def test_what_is_called_a_circle_is_one_and_none_is_missed(leads: dict[str, list[str]]) -> None:
    found = [*circles(_ways(leads))]
    members = [name for circle in found for name in circle]
    assert len(members) == len({*members})
    for circle in found:
        assert all(b in leads[a] for a, b in pairwise((*circle, circle[0])))
    # Without one thing of each circle found, over and over, nothing leads back to itself.
    left = {name: [*following] for name, following in leads.items()}
    while found:
        for circle in found:
            left.pop(circle[0])
        found = [*circles(_ways(left))]
    assert not any(_reaches(left, name) for name in left)


def _reaches(leads: Mapping[str, Sequence[str]], name: str) -> bool:
    seen: set[str] = set()
    todo = [*leads[name]]
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo += leads.get(each, ())
    return name in seen


def test_a_long_circle_is_told_in_few_words() -> None:
    ring = {f"p{n}": [f"p{(n + 1) % 20_000}"] for n in range(20_000)}
    (circle,) = circles(_ways(ring))
    assert len(circle) == 20_000
    assert through(circle) == " through `p1`, `p2`, `p3`, `p4`, `p5`, `p6` and 19993 more"
    assert len(round_notes(_ways(ring), circle, "uses")) == 6


def test_many_knots_and_many_ways_take_little_time() -> None:
    """A knot in which everything leads to everything, and a thousand things that lead into it."""
    knot = {f"k{n}": [f"k{m}" for m in range(150)] for n in range(150)}
    into = {f"i{n}": [f"k{n % 150}", f"i{n + 1}"] for n in range(1000)}
    assert [*circles(_ways({**into, **knot}))] == [("k0",)]
