"""Which line of the new version is which line of the old one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from firsthour.pages.differences.lines import Line

# Below it, two texts have so little in common that one is gone and the other is new.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """A line as it was and as it is; one of both where there is only one.

    Attributes:
        was: on the paper.
        now: today.
        after: where it has moved, the words of the line above it, empty when it is the first;
            none where it has not moved.
    """

    was: Line | None
    now: Line | None
    after: str | None = None


def pairs(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Pair]:
    """All lines in the order of today; what is gone stands where it stood.

    The lines of an option or a block that is gone are gone with it, and not told one by one.
    """
    known = _known(before, after)
    called = {
        _group(before[old]): after[new].name
        for old, new in known.items()
        if before[old].kind != "line"
    }
    moved = _moved(before, after, known, called)
    gone = [
        number
        for number, line in enumerate(before)
        if number not in known and (not line.group or (line.part, line.group) in called)
    ]
    of_new = {new: old for old, new in known.items()}
    for number, line in enumerate(after):
        old = of_new.get(number)
        if old is not None and old not in moved:
            while gone and gone[0] < old:
                yield Pair(before[gone.pop(0)], None)
        above = _above(after, number) if old in moved else None
        yield Pair(None if old is None else before[old], line, above)
    yield from (Pair(before[number], None) for number in gone)


def _known(before: Sequence[Line], after: Sequence[Line]) -> dict[int, int]:
    """Numbers of lines of the old version -> numbers of the same in the new one."""
    known: dict[int, int] = {}
    same: tuple[Callable[[Line], Hashable], ...] = (
        lambda it: (it.kind, it.part, it.group, it.name),
        lambda it: (it.kind, it.part, it.id) if it.id else None,
        lambda it: (it.kind, it.part, it.name) if it.name else None,
    )
    for key in same:
        taken = set(known.values())
        free: dict[Hashable, deque[int]] = defaultdict(deque)
        for number, line in enumerate(after):
            if number not in taken and key(line) is not None:
                free[key(line)].append(number)
        for number, line in enumerate(before):
            if number not in known and key(line) is not None and free[key(line)]:
                known[number] = free[key(line)].popleft()
    return known | _similar(before, after, known)


def _similar(
    before: Sequence[Line], after: Sequence[Line], known: Mapping[int, int]
) -> dict[int, int]:
    """Lines of the same part that say nearly the same, the most alike first."""
    taken = set(known.values())
    left = [number for number in range(len(before)) if number not in known]
    right = [number for number in range(len(after)) if number not in taken]
    alike = sorted(
        (-likeness, old, new)
        for old in left
        for new in right
        if (likeness := _likeness(before[old], after[new], before, after)) >= _ALIKE
    )
    found: dict[int, int] = {}
    for _, old, new in alike:
        if old not in found and new not in found.values():
            found[old] = new
    return found


def _likeness(was: Line, now: Line, before: Sequence[Line], after: Sequence[Line]) -> float:
    if (was.kind, was.part) != (now.kind, now.part) or not was.name or not now.name:
        return 0.0
    command = was.facts.get("the command")
    if command and command == now.facts.get("the command"):
        return 1.0
    within = [
        {it.name for it in lines if (it.part, it.group) == _group(line)}
        for lines, line in ((before, was), (after, now))
    ]
    shared = len(within[0] & within[1]) / max(len(within[0] | within[1]), 1)
    return max(shared, SequenceMatcher(None, was.name, now.name, autojunk=False).ratio())


def _moved(
    before: Sequence[Line],
    after: Sequence[Line],
    known: Mapping[int, int],
    called: Mapping[tuple[str, str], str],
) -> set[int]:
    """Those that stand elsewhere than before: in another group, or in another order in theirs."""
    found: set[int] = set()
    stayed: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for old in sorted(known):
        was, now = before[old], after[known[old]]
        if was.group and called.get((was.part, was.group)) != now.group:
            found.add(old)
        else:
            stayed[now.kind, now.part, now.group].append(old)
    for group in stayed.values():
        order = [known[old] for old in group]
        matcher = SequenceMatcher(None, order, sorted(order), autojunk=False)
        for what, start, end, _, _ in matcher.get_opcodes():
            if what != "equal":
                found.update(group[start:end])
    return {old for old in found if before[old].name}


def _group(line: Line) -> tuple[str, str]:
    """The group that a title begins."""
    return line.part, line.name


def _above(lines: Sequence[Line], number: int) -> str:
    """The words of the line above in the same group, or nothing."""
    line = lines[number]
    place = (line.kind, line.part, line.group)
    above = (it for it in reversed(lines[:number]) if (it.kind, it.part, it.group) == place)
    return next((it.name for it in above), "")
