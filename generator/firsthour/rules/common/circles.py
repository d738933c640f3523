"""Circles among things that lead to each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from firsthour.source import Origin

# From each thing to those it leads to, with the place that says so.
Ways = Mapping[str, Mapping[str, Origin]]

_FEW = 6


def circles(ways: Ways) -> Iterator[tuple[str, ...]]:
    """For each knot of things that lead to each other one short circle through it, from its first.

    One way round is enough to see: once it is broken, what is left of the knot comes next. Worked
    off lists rather than by recursion, in a time that grows with the number of ways.
    """
    knots = _knots(ways)
    done: set[int] = set()
    for start in ways:
        if knots[start] not in done:
            found = _round(ways, knots, start)
            if found:
                done.add(knots[start])
                yield found


def round_notes(ways: Ways, circle: Sequence[str], verb: str) -> tuple[tuple[Origin, str], ...]:
    """The places that close a circle, after the first of them; the first few of a long one."""
    pairs = list(zip(circle, (*circle[1:], circle[0]), strict=True))
    return tuple((ways[a][b], f"`{a}` {verb} `{b}`") for a, b in pairs[1 : _FEW + 1])


def through(circle: Sequence[str]) -> str:
    """The rest of a circle in words: empty, or ` through ...`."""
    others = circle[1:]
    if not others:
        return ""
    few = ", ".join(f"`{name}`" for name in others[:_FEW])
    more = len(others) - _FEW
    return f" through {few}" + (f" and {more} more" if more > 0 else "")


def _round(ways: Ways, knots: Mapping[str, int], start: str) -> tuple[str, ...]:
    """The shortest way from a thing back to itself; empty if there is none."""
    before: dict[str, str] = {}
    todo = deque([start])
    while todo:
        name = todo.popleft()
        for following in ways.get(name, ()):
            if following == start:
                path = [name]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if knots.get(following) == knots[start] and following not in before:
                before[following] = name
                todo.append(following)
    return ()


def _knots(ways: Ways) -> dict[str, int]:
    """A number for each thing, the same for all that lead to each other (Tarjan's algorithm)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    knots: dict[str, int] = {}
    open_: list[str] = []
    for root in ways:
        if root in order:
            continue
        work = [(root, iter(ways[root]))]
        order[root] = low[root] = len(order)
        open_.append(root)
        while work:
            name, following = work[-1]
            inner = next((each for each in following if each in ways and each not in knots), None)
            if inner is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[name])
                if low[name] == order[name]:
                    member = ""
                    while member != name:
                        member = open_.pop()
                        knots[member] = order[name]
            elif inner in order:
                low[name] = min(low[name], order[inner])
            else:
                order[inner] = low[inner] = len(order)
                open_.append(inner)
                work.append((inner, iter(ways[inner])))
    return knots
