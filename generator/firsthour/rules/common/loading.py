"""Files that a database's client is given to run: by an option, a redirection or a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from firsthour.rules.common.shell import Words
from firsthour.rules.common.sql import PROGRAMS
from firsthour.rules.common.unwrap import Command

_OPTION = re.compile(r"-[A-Za-z]*f|--file")
_INCLUDED = re.compile(r"(?:^|[\s;])(?:\\ir?|\\\.|\.read|source)\s+(\S+)")
_STATEMENTS = re.compile(r".*\.sql(?:\.(?:gz|bz2|xz|zst))?")
# What a name promises to do no more than to look.
_LOOKS = re.compile(
    r"(?:^|[/_.-])(?:check|count|diagnos\w*|explain|find|inspect|list|locks?|look|quer(?:y|ies)|report"
    r"|select|show|sizes?|stat(?:s|us)?)(?=[_.-])",
    re.I,
)


def files(command: Command, piped: Words) -> Iterator[str]:
    """The files whose statements a command runs; `piped` are words of what feeds it."""
    program, rest = command.words[0], command.words[1:]
    if program == "<":
        yield rest[0]
    if program not in PROGRAMS:
        return
    for option, value in pairwise(rest):
        if _OPTION.fullmatch(option):
            yield value
    for word in rest:
        name, _, value = word.partition("=")
        if name == "--file" and value:
            yield value
        yield from _INCLUDED.findall(word)
    if command.before:
        yield from filter(_STATEMENTS.fullmatch, piped)


def changes(file: str) -> bool:
    """True for a file of statements, unless its name says that they only look."""
    return _STATEMENTS.fullmatch(file) is not None and _LOOKS.search(file) is None
