"""What has changed between two versions of a file, as sentences for somebody with the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from firsthour.model import Catalog
from firsthour.pages.differences.lines import IF, YES, Line, flat, lines
from firsthour.pages.differences.matching import Pair, pairs

_SHOWN = 200
# As much of what is the same stands before and after what is not.
_AROUND = 60
# Where nothing else differs, what cannot be seen is shown: two commands may have become one.
_SEEN = str.maketrans({"\n": "⏎ ", "\t": "⇥", " ": "␣"})
# What is told of a new line: it is not on the paper.
_TOLD = ("the command", "the address to open", "the expected result", "the wanted answer")
_TOLD_TOO = ("the risk", "the warning", "what follows")


def differences(old: Mapping[str, Any], new: Mapping[str, Any], catalog: Catalog) -> list[str]:
    """One sentence for each line that is new, gone, elsewhere, or says something else now."""
    return [
        each for pair in pairs(lines(old, catalog), lines(new, catalog)) for each in _told(pair)
    ]


def _told(pair: Pair) -> Iterator[str]:
    was, now = pair.was, pair.now
    line = now or was
    assert line is not None
    place = ", ".join(filter(None, (line.part, line.group if line.kind == "line" else "")))
    place = f"{place}: " if place else ""
    what = "" if line.kind == "line" else f"the {line.kind} "
    if was is None:
        yield _sentence(f"{place}{what}{_quoted(line.name)} is new{_with(line)}")
    elif now is None:
        yield _sentence(f"{place}{what}{_quoted(line.name)} is gone")
    else:
        if was.name != now.name:
            before, after = _both(was.name, now.name)
            yield _sentence(f"{place}{what}{before} now reads {after}")
        if pair.after is not None:
            there = f"stands after {_quoted(pair.after)} now" if pair.after else "stands first now"
            yield _sentence(f"{place}{what}{_quoted(now.name)} {there}")
        at = f"{place}at {what}{_quoted(now.name)} " if now.name else place
        yield from (_sentence(f"{at}{fact}") for fact in _facts(was, now))


def _facts(was: Line, now: Line) -> Iterator[str]:
    # A condition that is another one leads where the old one led.
    others = {now.facts[it]: it for it in now.facts if it not in was.facts and it.startswith(IF)}
    ifs = {it: others[to] for it, to in was.facts.items() if it not in now.facts and to in others}
    for name, other in ifs.items():
        if name.startswith(IF):
            before, after = _both(name.removeprefix(IF), other.removeprefix(IF))
            yield f"the condition {before} now reads {after}"
    for name in {**was.facts, **now.facts}:
        old, new = was.facts.get(name, ""), now.facts.get(name, "")
        if old == new or name in ifs or name in ifs.values():
            continue
        if not old:
            yield f"{name} is new{_said(new)}"
        elif not new:
            yield f"{name} is gone{_said(old)}"
        else:
            before, after = _both(old, new)
            yield f"{name} was {before} and is now {after}"


def _said(text: str) -> str:
    """What is new or gone; of what only is or is not there, nothing."""
    return "" if text == YES else f": {_quoted(text)}"


def _with(line: Line) -> str:
    """What somebody needs who does a line that is not on the paper."""
    facts = line.facts.items()
    told = [
        f"{name.removeprefix('the ')} {_quoted(said)}"
        for name, said in facts
        if name in (*_TOLD, *_TOLD_TOO)
    ]
    return f" ({'; '.join(told)})" if told else ""


def _both(old: str, new: str) -> tuple[str, str]:
    """Two texts; of long ones what differs, and a little around it."""
    if flat(old) == flat(new):
        old, new = old.translate(_SEEN), new.translate(_SEEN)
    old, new = flat(old), flat(new)
    if old == new or max(len(old), len(new)) <= _SHOWN:
        return _quoted(old), _quoted(new)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [each for each in blocks if each[0] != "equal"]
    _, start, _, begin, _ = changed[0]
    _, _, end, _, stop = changed[-1]
    return _quoted(_around(old, start, end)), _quoted(_around(new, begin, stop))


def _around(text: str, start: int, end: int) -> str:
    low, high = max(start - _AROUND, 0), end + _AROUND
    return f"{'…' if low else ''}{text[low:high].strip()}{'…' if high < len(text) else ''}"


def _quoted(text: str) -> str:
    line = flat(text)
    cut = line if len(line) <= 2 * _SHOWN else f"{line[: 2 * _SHOWN - 1]}…"
    return f"“{cut}”"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
