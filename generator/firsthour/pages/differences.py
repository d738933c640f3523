"""What has changed between two versions of a file, as sentences for somebody with the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from firsthour.pages.parts import SECTION_TITLES

Line = tuple[str, str]
_TITLES = {**SECTION_TITLES, "decisions": "Decide", "panels": "Beside the steps", "end": "End"}
# What leads to other pages says nothing about what to do.
_QUIET = frozenset({"id", "title", "related", "formerly"})
_SHOWN = 160


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """One sentence for each line that is new, gone, or says something else now."""
    before, after = list(_lines(old)), list(_lines(new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[str] = []
    for what, start, end, begin, stop in matcher.get_opcodes():
        gone, come = before[start:end], after[begin:stop]
        if what == "equal":
            continue
        same = min(len(gone), len(come))
        for (place, was), (_, now) in zip(gone[:same], come[:same], strict=True):
            found.append(f"{place}: {_quoted(was)} now reads {_quoted(now)}")
        found += [f"{place}: {_quoted(was)} is gone" for place, was in gone[same:]]
        found += [f"{place}: {_quoted(now)} is new" for place, now in come[same:]]
    return found


def _lines(data: Mapping[str, Any]) -> Iterator[Line]:
    """Every line of a file with the part it stands in, in the order of reading."""
    if isinstance(data.get("title"), str):
        yield "Title", data["title"]
    for key, value in data.items():
        if key not in _QUIET:
            yield from _below(value, _TITLES.get(key) or key.replace("_", " ").capitalize())


def _below(value: Any, place: str) -> Iterator[Line]:
    if isinstance(value, list):
        for each in value:
            yield from _below(each, place)
    elif isinstance(value, dict):
        title = value.get("title")
        within = title if isinstance(title, str) else place
        said = [str(each) for key, each in value.items() if key not in _QUIET and _plain(each)]
        if said:
            yield within, " \N{EN DASH} ".join(said)
        for key, each in value.items():
            if key not in _QUIET and not _plain(each):
                yield from _below(each, within)
    elif value is not None:
        yield place, str(value)


def _plain(value: Any) -> bool:
    return not isinstance(value, (dict, list))


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"}"'
