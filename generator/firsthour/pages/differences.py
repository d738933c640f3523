"""What has changed between two versions of a file, as sentences for somebody with the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from firsthour.pages.parts import SECTION_TITLES

Line = tuple[str, str]
_TITLES = {
    **SECTION_TITLES,
    "decisions": "Decide",
    "end": "End",
    "panels": "Beside the steps",
    "params": "Before you start",
}
# What stands in the file as one word, as a person would say it.
_SAID = {
    "approve": "ask {}",
    "expect": "expect {}",
    "takes": "about {}",
    "where": "on {}",
    "within": "within {}",
}
# What leads to other pages says nothing about what to do.
_QUIET = frozenset({"id", "title", "related", "formerly", "from"})
_SEPARATOR = " \N{EN DASH} "
_SHOWN = 160


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """One sentence for each line that is new, gone, or says something else now.

    A part with a title of its own that came or went as a whole is one sentence.
    """
    before, after = list(_lines(old)), list(_lines(new))
    sections = {"Title", *map(_label, (*old, *new))}
    was_there, is_there = ({place for place, _ in lines} for lines in (before, after))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: dict[str, None] = {}
    for what, start, end, begin, stop in matcher.get_opcodes():
        if what == "equal":
            continue
        gone = [line for line in before[start:end] if line[0] in is_there or line[0] in sections]
        come = [line for line in after[begin:stop] if line[0] in was_there or line[0] in sections]
        same = min(len(gone), len(come))
        for (place, was), (_, now) in zip(gone[:same], come[:same], strict=True):
            found[f"{place}: {_quoted(was)} now reads {_quoted(now)}"] = None
        for line in before[start:end]:
            if line not in gone:
                found[f"{_quoted(line[0])} is gone"] = None
        found.update({f"{place}: {_quoted(was)} is gone": None for place, was in gone[same:]})
        for line in after[begin:stop]:
            if line not in come:
                found[f"{_quoted(line[0])} is new"] = None
        found.update({f"{place}: {_quoted(now)} is new": None for place, now in come[same:]})
    return list(found)


def _label(key: str) -> str:
    return _TITLES.get(key) or key.replace("_", " ").capitalize()


def _lines(data: Mapping[str, Any]) -> Iterator[Line]:
    """Every line of a file with the part it stands in, in the order of reading."""
    if isinstance(data.get("title"), str):
        yield "Title", data["title"]
    for key, value in data.items():
        if key == "params" and isinstance(value, dict):
            for name, each in value.items():
                yield _label(key), _SEPARATOR.join([f"<{name}>", *_said(each)])
        elif key not in _QUIET:
            yield from _below(value, _label(key))


def _below(value: Any, place: str) -> Iterator[Line]:
    if isinstance(value, list):
        for each in value:
            yield from _below(each, place)
    elif isinstance(value, dict):
        title = value.get("title")
        within = title if isinstance(title, str) else place
        if said := _said(value):
            yield within, _SEPARATOR.join(said)
        for key, each in value.items():
            if key not in _QUIET and not _plain(each):
                yield from _below(each, within)
    elif value is not None:
        yield place, str(value)


def _said(value: Any) -> list[str]:
    """What a part says itself, as words."""
    if not isinstance(value, dict):
        return [str(value)] if _plain(value) else []
    return [
        _SAID.get(key, "{}").format(each)
        for key, each in value.items()
        if key not in _QUIET and _plain(each)
    ]


def _plain(value: Any) -> bool:
    return not isinstance(value, (dict, list))


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"}"'
