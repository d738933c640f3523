"""Paths with `*`, `?`, `[...]` and `**`, matched as people expect from .gitignore."""

from __future__ import annotations

import functools
import re

_CLASS = re.compile(r"\[([!^]?)([^\]/]+)\]")


def matches(pattern: str, path: str) -> bool:
    """Whether a path, relative to the root with `/`, is one that the pattern means.

    `*` and `?` stay within a folder, `**` stands for any number of folders, also none. A pattern
    without any of them means the file of that name, or everything in the folder of that name.
    """
    return _compiled(pattern).match(path) is not None


@functools.lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.strip().removeprefix("./").removeprefix("/")
    parts = [part for part in pattern.split("/") if part and part != "."]
    made: list[str] = []
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if part == "**":
            # Adjacent ones mean no more than one, and cost more.
            if not is_last and parts[index + 1] == "**":
                continue
            made.append(".+" if is_last else "(?:[^/]+/)*")
        else:
            made.append(_part(part) + ("" if is_last else "/"))
    below = "" if parts and parts[-1] == "**" else "(?:/.*)?"
    return re.compile("".join(made) + below + r"\Z", re.DOTALL)


def _part(part: str) -> str:
    made: list[str] = []
    at = 0
    while at < len(part):
        found = _CLASS.match(part, at)
        if found:
            inside = found[2].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
            made.append(f"[^/{inside}]" if found[1] else f"[{inside}]")
            at = found.end()
            continue
        character = part[at]
        if character == "*":
            if not made or made[-1] != "[^/]*":
                made.append("[^/]*")
        else:
            made.append("[^/]" if character == "?" else re.escape(character))
        at += 1
    return "".join(made)
