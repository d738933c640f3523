"""A drawing of what depends on what, as numbers: boxes in layers, lines between them. Pure.

The steps are the classic ones. Circles are broken for the drawing only, every box gets a layer
below what needs it, lines over several layers get a place in each of them, the order in a layer
follows the neighbours, and at last everything moves as close to its neighbours as its order allows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthour.pages.ordering import Graph, arranged

Edge = tuple[str, str]
Point = tuple[int, int]

MARGIN = 4
ACROSS = 16  # between two boxes, and half as much beside a line
DOWN = 44  # between two layers
LINE = 4  # what a line takes of the width of a layer that it passes
WIDEST = 4  # boxes in a layer of a small drawing


@dataclass(frozen=True, slots=True)
class Box:
    """A box in its place: left, top, width, height."""

    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one box to another: the points it passes, downwards or, in a circle, upwards."""

    start: str
    end: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything in its place, row by row."""

    width: int
    height: int
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()


def draw(nodes: Sequence[str], edges: Iterable[Edge], width: int, height: int) -> Drawing:
    """Place boxes of one size. The same input always gives the same drawing.

    Args:
        nodes: what to draw, in the order that decides where nothing else does.
        edges: from what needs to what is needed. Those from a box to itself are left out.
        width: of a box.
        height: of a box.
    """
    known = dict.fromkeys(nodes)
    wanted = [e for e in dict.fromkeys(edges) if e[0] != e[1] and known.keys() >= set(e)]
    if not known:
        return Drawing(0, 0)
    # What stands in no relation stands at the end, in rows.
    joined = {node for edge in wanted for node in edge}
    graph = _layered([node for node in known if node in joined], wanted)
    centres = arranged(graph, {True: width, False: LINE}, ACROSS)
    left = min(centres.values(), default=0)
    rows = _rows([node for node in known if node not in joined], _most(len(known)))
    for row in rows:
        centres.update({node: left + at * (width + ACROSS) for at, node in enumerate(row)})
    left -= width / 2 + MARGIN
    at = {node: round(centre - left) for node, centre in centres.items()}
    step = height + DOWN
    tops = {
        node: MARGIN + number * step
        for number, layer in enumerate([*graph.layers, *rows])
        for node in layer
    }
    boxes = [
        Box(node, at[node] - width // 2, tops[node], width, height)
        for node in tops
        if node in known
    ]
    boxes.sort(key=lambda box: (box.y, box.x))
    return Drawing(
        width=max(at.values()) + width // 2 + MARGIN,
        height=max(tops.values()) + height + MARGIN,
        boxes=tuple(boxes),
        lines=tuple(_line(edge, graph, at, tops, height) for edge in wanted),
    )


def _line(
    edge: Edge, graph: Graph, at: Mapping[str, int], tops: Mapping[str, int], height: int
) -> Line:
    """Through the places of the line in the layers between, straight there, bent in the gaps."""
    path = graph.paths.get(edge) or graph.paths[edge[1], edge[0]][::-1]
    down = tops[path[0]] < tops[path[-1]]
    points: list[Point] = []
    for node in path:
        ends = (tops[node], tops[node] + height)
        points += [(at[node], end) for end in (ends if down else ends[::-1])]
    return Line(*edge, tuple(points[1:-1]))


def _most(count: int) -> int:
    """Boxes in a layer: a few in a small drawing, and never a drawing that is all width."""
    return max(WIDEST, math.ceil(math.sqrt(count)))


def _layered(nodes: list[str], edges: list[Edge]) -> Graph:
    """Layers of boxes and of the places where lines pass, with the short lines between them."""
    downward = _without_circles(nodes, edges)
    ranks = _split(_ranks(nodes, downward), _most(len(nodes)))
    layers: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for node in nodes:
        layers[ranks[node]].append(node)
    # Lines begin above the column that they lead to, and not all at one side.
    columns = {
        node: (number + 0.5) / len(layer) for layer in layers for number, node in enumerate(layer)
    }
    paths: dict[Edge, tuple[str, ...]] = {}
    short: dict[Edge, None] = {}
    for start, end in downward:
        path = [start]
        for rank in range(ranks[start] + 1, ranks[end]):
            # Lines to the same box share their places: that is one line that several join.
            place = f"{end}\n{rank}"  # no id has a line break
            if place not in columns:
                columns[place] = columns[end]
                layers[rank].append(place)
            path.append(place)
        path.append(end)
        paths[start, end] = tuple(path)
        short.update(dict.fromkeys(pairwise(path)))
    ordered = tuple(tuple(sorted(layer, key=columns.__getitem__)) for layer in layers)
    return Graph(ordered, tuple(short), paths, frozenset(nodes))


def _without_circles(nodes: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges with those turned round that lead back to where the way came from."""
    following: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        following[start].append(end)
    state: dict[str, str] = {}
    turned: set[Edge] = set()
    for root in nodes:
        way = [] if root in state else [(root, iter(following[root]))]
        state.setdefault(root, "open")
        while way:
            node, rest = way[-1]
            after = next(rest, None)
            if after is None:
                state[node] = "closed"
                way.pop()
            elif after not in state:
                state[after] = "open"
                way.append((after, iter(following[after])))
            elif state[after] == "open":
                turned.add((node, after))
    return list(dict.fromkeys((e[1], e[0]) if e in turned else e for e in edges))


def _ranks(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """A layer for each: the longest way from above, then nearer to what it has more to do with."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        below[start].append(end)
        above[end].append(start)
    ranks: dict[str, int] = {}
    waiting = {node: len(above[node]) for node in nodes}
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:  # grows while it is read
        ranks[node] = max((ranks[each] + 1 for each in above[node]), default=0)
        for each in below[node]:
            waiting[each] -= 1
            if not waiting[each]:
                ready.append(each)
    for node in reversed(ready):
        if len(below[node]) > len(above[node]):
            ranks[node] = min(ranks[each] for each in below[node]) - 1
    top = min(ranks.values(), default=0)
    return {node: rank - top for node, rank in ranks.items()}


def _split(ranks: Mapping[str, int], most: int) -> dict[str, int]:
    """Cut layers with too many boxes into several; nothing within a layer is connected."""
    layers: dict[int, list[str]] = defaultdict(list)
    for node, rank in ranks.items():
        layers[rank].append(node)
    rows = [row for _, layer in sorted(layers.items()) for row in _rows(layer, most)]
    return {node: number for number, row in enumerate(rows) for node in row}


def _rows(nodes: Sequence[str], most: int) -> list[Sequence[str]]:
    """Rows of about the same length."""
    size = math.ceil(len(nodes) / math.ceil(len(nodes) / most)) if nodes else 1
    return [nodes[at : at + size] for at in range(0, len(nodes), size)]
