"""What makes two findings of different runs the same finding, whatever moved around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from firsthour.problem import Location, Problem

_NUMBER = re.compile(r"[0-9]+")
_COMMENT = re.compile(r"[ \t]#.*\Z", re.DOTALL)
_LENGTH = 20


def fingerprints(problems: Iterable[Problem], texts: Mapping[str, str]) -> list[str]:
    """One name for each problem, in their order; no two are alike.

    It is made of the path, the rule, the message without its numbers (days pass, items move), the
    line on which the problem begins, without indentation and comment, and how many problems before
    it have all that in common. Line numbers have no part in it: text above may grow.

    Args:
        problems: those of one run, in the order of the files.
        texts: what is in the files, by path. A file that is not there counts as empty.
    """
    lines: dict[str, list[str]] = {}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for problem in problems:
        path = problem.location.path
        if path not in lines:
            lines[path] = texts.get(path, "").split("\n")
        place = _begin(problem.location, lines[path])
        parts = (path, problem.rule, _NUMBER.sub("0", problem.message), place)
        same = "\0".join(parts)
        digest = hashlib.sha256(f"{same}\0{seen[same]}".encode(errors="backslashreplace"))
        found.append(digest.hexdigest()[:_LENGTH])
        seen[same] += 1
    return found


def _begin(location: Location, lines: list[str]) -> str:
    """The line on which a span begins; nothing for a file as a whole."""
    if location == Location(location.path) or location.line > len(lines):
        return ""
    line = lines[location.line - 1]
    end = location.end_column - 1 if location.end_line == location.line else len(line)
    return " ".join((line[:end] + _COMMENT.sub("", line[end:])).split())
