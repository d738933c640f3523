"""The drawing of what needs what: everything in its place, nothing on top of anything."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthour.pages.layers import Box, Drawing, Edge, draw
from firsthour.pages.ordering import Graph, arranged

WIDTH, HEIGHT = 140, 80
NODES = [f"s{number}" for number in range(12)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=30)


def drawn(nodes: list[str], edges: list[Edge]) -> Drawing:
    return draw(nodes, edges, WIDTH, HEIGHT)


def places(drawing: Drawing) -> dict[str, Box]:
    return {box.id: box for box in drawing.boxes}


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@given(edges=EDGES)
def test_boxes_never_overlap_and_lie_in_the_drawing(edges: list[Edge]) -> None:
    drawing = drawn(NODES, edges)
    assert sorted(places(drawing)) == sorted(NODES)
    for one, other in itertools.combinations(drawing.boxes, 2):
        assert apart(one, other), (one, other)
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - WIDTH
        assert 0 <= box.y <= drawing.height - HEIGHT


@given(edges=EDGES)
def test_every_edge_is_a_line_from_box_to_box(edges: list[Edge]) -> None:
    drawing = drawn(NODES, edges)
    boxes = places(drawing)
    wanted = {edge for edge in edges if edge[0] != edge[1]}
    assert [(line.start, line.end) for line in drawing.lines] == [
        edge for edge in dict.fromkeys(edges) if edge in wanted
    ]
    for line in drawing.lines:
        for box, (x, y) in (
            (boxes[line.start], line.points[0]),
            (boxes[line.end], line.points[-1]),
        ):
            assert abs(x - (box.x + WIDTH / 2)) <= 1
            assert y in (box.y, box.y + HEIGHT)


@given(edges=EDGES)
def test_lines_run_straight_between_boxes_and_bend_in_the_gaps_only(edges: list[Edge]) -> None:
    drawing = drawn(NODES, edges)
    for line in drawing.lines:
        bends = list(zip(line.points[::2], line.points[1::2], strict=True))
        for (_, top), (_, bottom) in bends:
            low, high = sorted((top, bottom))
            assert all(box.y + HEIGHT <= low or high <= box.y for box in drawing.boxes)
        for (_, (x, start)), ((x_after, end), _) in itertools.pairwise(bends):
            assert x == x_after
            low, high = sorted((start, end))
            beside = [box for box in drawing.boxes if box.y < high and box.y + HEIGHT > low]
            assert all(x < box.x or box.x + WIDTH < x for box in beside)


def test_what_is_needed_stands_below_what_needs_it() -> None:
    boxes = places(drawn(["db", "web", "edge"], [("edge", "web"), ("web", "db"), ("edge", "db")]))
    assert boxes["edge"].y < boxes["web"].y < boxes["db"].y


def test_a_circle_is_drawn_with_both_lines() -> None:
    drawing = drawn(["a", "b"], [("a", "b"), ("b", "a"), ("a", "a")])
    there, back = drawing.lines
    assert there.points == back.points[::-1]
    assert there.points[0][1] < there.points[-1][1]


def test_what_stands_alone_stands_at_the_end_in_rows() -> None:
    alone = [f"x{number}" for number in range(9)]
    boxes = places(drawn([*alone, "a", "b"], [("a", "b")]))
    assert min(boxes[it].y for it in alone) > boxes["b"].y
    assert len({boxes[it].y for it in alone}) == 3
    assert len(drawn(alone, []).boxes) == 9


def test_unknown_ends_are_left_out_and_nothing_is_a_drawing_too() -> None:
    assert drawn(["a"], [("a", "gone")]).lines == ()
    assert drawn([], []) == Drawing(0, 0)


def test_a_small_drawing_is_narrow_enough_for_a_page() -> None:
    edges = [("top", f"s{number}") for number in range(12)]
    drawing = drawn(["top", *NODES], edges)
    rows = Counter(box.y for box in drawing.boxes)
    assert max(rows.values()) <= 4
    assert drawing.width < 800


def test_the_same_input_gives_the_same_drawing_whatever_the_hashes() -> None:
    # In another process strings have other hashes; sets would give themselves away here.
    code = (
        "from firsthour.pages.layers import draw; from itertools import combinations;"
        "print(draw('abcdefghij', list(combinations('abcdefghij', 2))[::2], 140, 80))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert "Box(id='a'" in said.pop()


def test_neighbours_that_cross_change_places() -> None:
    graph = Graph(
        (("a", "b"), ("y", "x")), (("a", "x"), ("b", "y")), {}, frozenset({"a", "b", "x", "y"})
    )
    centres = arranged(graph, {True: 100, False: 6}, 20)
    assert centres["x"] < centres["y"]
    assert centres["a"] == pytest.approx(centres["x"])


def test_two_hundred_services_are_all_drawn() -> None:
    chance = random.Random(7)
    nodes = [f"s{number}" for number in range(200)]
    edges = [
        (node, chance.choice(nodes[number + 1 :]))
        for number, node in enumerate(nodes[:-1])
        for _ in range(3)
    ]
    drawing = drawn(nodes, edges)
    assert len(drawing.boxes) == 200
