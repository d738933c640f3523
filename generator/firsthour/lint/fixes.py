"""What `--fix` writes: what a finding itself carries, when the file is better for it.

Comments and layout stay, since nothing but the spans of the findings is written.
"""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from firsthour.problem import Edit, Location, Problem

Look = Callable[[str, str], Iterable[Problem]]

_UNREADABLE = "yaml-syntax"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Repair:
    """A file with its findings mended: the text before and after, and how many these are."""

    path: str
    before: str
    after: str
    count: int


class ChangedError(Exception):
    """A file is no longer what it was when its findings were made."""


def repairs(problems: Iterable[Problem], texts: Mapping[str, str], look: Look) -> list[Repair]:
    """The files that can be mended, by path.

    A fix is taken when the file, read anew, has lost the finding and gained none; otherwise it is
    left out, and the others are still made.

    Args:
        problems: findings; those that carry a fix are mended.
        texts: what the files hold, by path.
        look: what is wrong with a text by itself, given its path.
    """
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.fix:
            by_path.setdefault(problem.location.path, []).append(problem)
    found = []
    for path, some in sorted(by_path.items()):
        after, count = _mended(texts[path], some, functools.partial(look, path))
        if count:
            found.append(Repair(path, texts[path], after, count))
    return found


def write(root: Path, repair: Repair) -> None:
    """Put the mended text in the place of the old one, whole or not at all.

    Raises:
        ChangedError: the file has changed since it was read.
        OSError: it cannot be written.
    """
    import tempfile

    path = Path(os.path.realpath(root / repair.path))
    data = path.read_bytes()
    mark = _BOM if data.startswith(_BOM) else b""
    if data != mark + repair.before.encode():
        raise ChangedError
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + repair.after.encode())
        temporary.chmod(path.stat().st_mode & 0o7777)
        if path.read_bytes() != data:
            raise ChangedError
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mended(
    text: str, problems: list[Problem], look: Callable[[str], Iterable[Problem]]
) -> tuple[str, int]:
    """The text with as many problems mended as hold, and how many."""
    before = _sorts(look(text))
    if any(rule == _UNREADABLE for rule, _ in before):
        # Nobody can tell yet what its keys ask for.
        return text, 0
    after = _edited(text, problems)
    if after is not None and _is_better(before, look(after), problems):
        return after, len(problems)
    taken: list[Problem] = []
    for problem in problems:
        after = _edited(text, [*taken, problem])
        if after is not None and _is_better(before, look(after), [*taken, problem]):
            taken.append(problem)
    return _edited(text, taken) or text, len(taken)


def _is_better(
    before: Counter[tuple[str, str]], after: Iterable[Problem], mended: list[Problem]
) -> bool:
    """True when nothing is left but what was there before and was not to be mended."""
    gone = _sorts(mended) & before
    return not _sorts(after) - (before - gone)


def _sorts(problems: Iterable[Problem]) -> Counter[tuple[str, str]]:
    return Counter((problem.rule, problem.message) for problem in problems)


def _edited(text: str, problems: Iterable[Problem]) -> str | None:
    """The text with the fixes of problems; None when two of them want the same place."""
    edits = sorted({edit for problem in problems for edit in problem.fix}, key=_place)
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    parts, at = [], 0
    for edit in edits:
        place = edit.location
        start = lines[place.line - 1] + place.column - 1
        if start < at:
            return None
        parts += [text[at:start], edit.text]
        at = lines[place.end_line - 1] + place.end_column - 1
    return "".join([*parts, text[at:]])


def _place(edit: Edit) -> tuple[Location, str]:
    return edit.location, edit.text
