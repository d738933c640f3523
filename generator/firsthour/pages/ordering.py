"""The order of what stands in layers, so that few lines cross, and its place from left to right."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
Layers = tuple[tuple[str, ...], ...]
Near = Mapping[str, list[str]]

_SWEEPS = 12
_STRAIGHT = 16
_EFFORT = 30_000  # short lines looked at; a drawing of a thousand boxes is sorted less well


@dataclass(frozen=True, slots=True)
class Graph:
    """Layers, and edges that lead from one layer to the next only.

    Attributes:
        layers: boxes and the places where longer lines pass, from the top.
        edges: the short lines.
        paths: each line as a whole -> what it passes, ends included.
        boxes: which of all these are boxes.
    """

    layers: Layers
    edges: tuple[Edge, ...]
    paths: Mapping[Edge, tuple[str, ...]]
    boxes: frozenset[str]


def arranged(graph: Graph, widths: Mapping[bool, int], gap: int) -> dict[str, float]:
    """The centre of everything: nothing overlaps, and neighbours are near.

    Args:
        graph: what to arrange.
        widths: of boxes (`True`) and of places where lines pass.
        gap: between two boxes; half of it is enough beside a line.
    """
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for start, end in graph.edges:
        below[start].append(end)
        above[end].append(start)
    layers = _ordered(graph, above, below)
    size = {node: widths[node in graph.boxes] for layer in layers for node in layer}
    offsets = [_offsets(layer, size, graph.boxes, gap) for layer in layers]
    centres: dict[str, float] = {}
    for layer, least in zip(layers, offsets, strict=True):
        centres.update(zip(layer, least, strict=True))
    for sweep in range(_SWEEPS):
        # Down by what stands above, up by what stands below, and at last by both.
        rows = list(zip(layers, offsets, strict=True))
        last = sweep >= _SWEEPS - 2
        for layer, least in rows if sweep % 2 == 0 else rows[::-1]:
            near = {node: _near(node, above, below, sweep % 2 == 0, last) for node in layer}
            wanted = {
                node: _pull(node, near[node] or [node], centres, graph.boxes) for node in layer
            }
            centres.update(_packed(layer, wanted, least))
    return centres


def _near(
    node: str,
    above: Near,
    below: Near,
    downward: bool,
    both: bool,
) -> list[str]:
    up, down = above.get(node, []), below.get(node, [])
    if both:
        return up + down
    return (up or down) if downward else (down or up)


def _pull(
    node: str, near: Sequence[str], centres: Mapping[str, float], boxes: frozenset[str]
) -> float:
    """Where the neighbours draw it. A long line wants to be straight more than a box to be near."""
    pulls = [1 if node in boxes or each in boxes else _STRAIGHT for each in near]
    drawn = sum(pull * centres[each] for pull, each in zip(pulls, near, strict=True))
    return drawn / sum(pulls)


def _mean(nodes: Sequence[str], values: Mapping[str, float]) -> float:
    return sum(values[node] for node in nodes) / len(nodes)


def _ordered(graph: Graph, above: Near, below: Near) -> Layers:
    """The order with the fewest crossings that the sweeps come by, from two beginnings."""
    boxes_first = tuple(
        tuple(sorted(layer, key=lambda node: node not in graph.boxes)) for layer in graph.layers
    )
    found = [_sweeps(start, graph, above, below) for start in (graph.layers, boxes_first)]
    return min(found, key=lambda it: it[0])[1]


def _sweeps(start: Layers, graph: Graph, above: Near, below: Near) -> tuple[int, Layers]:
    """Down and up by turns; how many lines cross in the best order on the way, and that order."""
    best = current = start
    fewest = _crossings(best, below)
    for sweep in range(min(_SWEEPS, _EFFORT // max(1, len(graph.edges)))):
        if not fewest:
            break
        near = above if sweep % 2 == 0 else below
        current = _swept(current, near, upward=sweep % 2 == 1)
        count = _crossings(current, below)
        if count < fewest:
            best, fewest = current, count
    return fewest, best


def _swept(layers: Layers, near: Near, *, upward: bool) -> Layers:
    """Sort each layer by the mean place of its neighbours in the layer before."""
    done: list[tuple[str, ...]] = []
    places: dict[str, float] = {}
    for layer in layers[::-1] if upward else layers:
        own = {node: float(number) for number, node in enumerate(layer)}
        keys = {
            node: _mean(near[node], places) if near.get(node) and places else own[node]
            for node in layer
        }
        row = tuple(sorted(layer, key=keys.__getitem__))
        places = {node: float(number) for number, node in enumerate(row)}
        done.append(row)
    return tuple(done[::-1] if upward else done)


def _crossings(layers: Layers, below: Near) -> int:
    """How many pairs of lines cross."""
    count = 0
    for layer, after in pairwise(layers):
        places = {node: number for number, node in enumerate(after)}
        seen: list[int] = []
        for node in layer:
            ends = sorted(places[each] for each in below.get(node, ()))
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def _offsets(
    layer: Sequence[str], size: Mapping[str, int], boxes: frozenset[str], gap: int
) -> list[float]:
    """Centres of a layer with everything as far to the left as can be."""
    offsets = [0.0] * len(layer)
    for number, (before, node) in enumerate(pairwise(layer), 1):
        between = gap if before in boxes and node in boxes else gap / 2
        offsets[number] = offsets[number - 1] + (size[before] + size[node]) / 2 + between
    return offsets


def _packed(
    layer: Sequence[str], wanted: Mapping[str, float], offsets: Sequence[float]
) -> dict[str, float]:
    """Centres as near as can be to those wanted, in this order and without overlap.

    The least sum of squares under a least distance between neighbours: what would overlap becomes
    a block and stands at the mean of what its members want (pool adjacent violators).
    """
    blocks: list[tuple[float, int]] = []  # mean of what is wanted, less the offset; members
    for node, offset in zip(layer, offsets, strict=True):
        mean, members = wanted[node] - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (before * count + mean * members) / (count + members)
            members += count
        blocks.append((mean, members))
    places = [mean for mean, members in blocks for _ in range(members)]
    return {
        node: place + offset for node, place, offset in zip(layer, places, offsets, strict=True)
    }
