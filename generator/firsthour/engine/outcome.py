"""What a build came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from firsthour.problem import Location, Problem, Severity
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
    """

    out: Path
    done: bool = False
    pages: int = 0
    content: tuple[Problem, ...] = ()
    site: tuple[Problem, ...] = ()


def broken(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep a file from being read. The site would leave out what they say."""
    unread = READING.keys() | SHAPE.keys()
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR and problem.rule in unread
    )


def failure(message: str, help_: str = "", path: str = CONFIG) -> Problem:
    """What keeps an engine from its work."""
    return Problem(Location(path), Severity.ERROR, "engine", message, help_)
