"""The lines of a CODEOWNERS file, and which files a pattern means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A space and a `#` belong to a pattern when a backslash stands before them.
_WORD = re.compile(r"(?:\\.|[^\s#\\]|(?<=\S)#)+")
_TOKEN = re.compile(r"\*\*/|/\*\*\Z|\*\*|\*|\?|\\.|.", re.DOTALL)
_MEANING = {"**/": "(?:[^/]+/)*", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Word:
    """A pattern or an owner, and the column where it begins, counted from 1."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that gives files to owners."""

    line: int
    pattern: Word
    owners: tuple[Word, ...]


def entries(text: str) -> Iterator[Entry]:
    """The lines that say something; comments and the headings of GitLab's sections do not."""
    for number, line in enumerate(text.split("\n"), 1):
        words = [] if line.lstrip().startswith(("#", "[", "^[")) else list(_words(line))
        if words:
            yield Entry(number, words[0], tuple(words[1:]))


def matcher(pattern: str) -> re.Pattern[str]:
    """A regular expression for the paths of files, from the top of the repository."""
    if pattern == "/":
        return re.compile(".+", re.DOTALL)
    anchored = "/" in pattern.rstrip("/")
    inner = pattern.strip("/")
    expression = "".join(map(_expression, _TOKEN.findall(inner)))
    # `docs/*` is what lies in docs itself; any other name may be that of a folder.
    below = "/.+" if pattern.endswith("/") else "" if inner.endswith("/*") else "(?:/.+)?"
    return re.compile(f"{'' if anchored else '(?:.+/)?'}{expression}{below}\\Z", re.DOTALL)


def escaped(path: str) -> str:
    """A path as a pattern that means nothing but this file."""
    return "/" + re.sub(r"[\s#\\*?]", lambda found: "\\" + found[0], path)


def _words(line: str) -> Iterator[Word]:
    end = 0
    for found in _WORD.finditer(line):
        if "#" in line[end : found.start()]:
            return
        yield Word(found[0], found.start() + 1)
        end = found.end()


def _expression(token: str) -> str:
    if token in _MEANING:
        return _MEANING[token]
    return re.escape(token[1:] if token.startswith("\\") and len(token) > 1 else token)
