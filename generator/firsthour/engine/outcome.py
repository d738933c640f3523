"""What a build came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from firsthour.problem import Location, Problem, Severity
from firsthour.site.assembly import Assembly
from firsthour.source import MAX_BYTES
from firsthour.source import RULES as READING
from firsthour.validate import RULES as SHAPE

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build.

    Attributes:
        out: the folder of the site.
        done: the new site is there. When it is not, the folder is as it was before.
        pages: how many pages the new site has.
        content: what is wrong with the content.
        site: what is wrong with the site that was made from it.
        made: what it was made from, when it is there.
    """

    out: Path
    done: bool = False
    pages: int = 0
    content: tuple[Problem, ...] = ()
    site: tuple[Problem, ...] = ()
    made: Assembly | None = None


def broken(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep a file from being read. The site would leave out what they say."""
    # Where nothing is written yet, nothing is left out: the site says what to write first.
    unread = (READING.keys() | SHAPE.keys()) - {"no-content"}
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and problem.rule in unread
    )


def texts(problems: Iterable[Problem], root: Path) -> dict[str, str]:
    """The files that problems are in, as far as they can be shown."""
    found = {problem.location.path: root / problem.location.path for problem in problems}
    return {path: _text(file) for path, file in found.items() if file.is_file()}


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def failure(message: str, help_: str = "", path: str = CONFIG) -> Problem:
    """What keeps an engine from its work."""
    return Problem(Location(path), Severity.ERROR, "engine", message, help_)
