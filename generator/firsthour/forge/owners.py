"""CODEOWNERS: our block in it, and whether what it says still holds.

The rules of `firsthour lint` see the runbooks and nothing else. This file belongs to the code host
and lies elsewhere, so it is checked by a command of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthour.forge.patterns import Word, entries, escaped, matcher
from firsthour.forge.people import gone, handles
from firsthour.model import Catalog
from firsthour.problem import Location, Problem, Severity
from firsthour.source import CONTENT

BEGIN = "# firsthour begin: written by `firsthour codeowners --write` from runbooks/"
END = "# firsthour end"
_BEGIN = re.compile(r"# firsthour begin\b")
_END = re.compile(r"# firsthour end\b")
# Where code hosts look, in their order; the first one counts.
_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_REWRITE = "run firsthour codeowners --write"


class Broken(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """Our block begins and does not end, or is there twice: what is ours cannot be told."""


def find(top: Path) -> str:
    """The CODEOWNERS file of a repository, or where it would be, relative to its top."""
    return next((place for place in _PLACES if (top / place).is_file()), _PLACES[0])


def block(catalog: Catalog, prefix: str = "") -> list[str]:
    """Our lines: the owner of all the rest first, because the last line that fits counts.

    Nothing when no owner has a name on GitHub.

    Args:
        catalog: the owners.
        prefix: the folder that has `runbooks/`, from the top of the repository, with a `/` behind.
    """
    default = handles(catalog, catalog.settings.default_owner) if catalog.settings else ()
    lines = [_line(f"{prefix}{CONTENT}/", default)] if default else []
    for path, owner in sorted(_owned(catalog)):
        found = handles(catalog, owner)
        if found and found != default:
            lines.append(_line(prefix + path, found))
    return [BEGIN, *lines, END] if lines else []


def nameless(catalog: Catalog) -> list[str]:
    """The owners of pages whom GitHub does not know by any name, sorted."""
    owners = {owner for _, owner in _owned(catalog)}
    if catalog.settings and catalog.settings.default_owner:
        owners.add(catalog.settings.default_owner)
    return sorted(owner for owner in owners if not handles(catalog, owner))


def rewritten(text: str, lines: Iterable[str]) -> str:
    """The file with our block as it should be, and everything else as it was.

    Raises:
        Broken: what is ours cannot be told.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    new = "".join(line + newline for line in lines)
    span = _span(text)
    if span is not None:
        return text[: span[0]] + new + text[span[1] :]
    if not text or not new:
        return text + new
    return f"{text.rstrip()}{newline}{newline}{new}"


def problems(
    path: str, text: str, files: Iterable[str], catalog: Catalog, lines: list[str]
) -> Iterator[Problem]:
    """What in the file does not hold any more, in the order of its lines.

    A file without our block is a team's own way, and only its entries are looked at.

    Args:
        path: of the file, for the places of findings.
        text: what it holds.
        files: every file of the repository, from its top.
        catalog: who left.
        lines: our block as it should be.
    """
    try:
        span = _span(text)
    except Broken as broken:
        location = _mark(path, text)
        help_ = f"make it one `{END}` below one `{BEGIN.partition(':')[0]}`, or take both away"
        yield Problem(location, Severity.ERROR, "codeowners-block", str(broken), help_)
        return
    ours = range(0)
    if span is not None:
        held = text[slice(*span)].replace("\r\n", "\n").splitlines()
        first = text.count("\n", 0, span[0]) + 1
        ours = range(first, first + len(held))
        if held != lines:
            message = f"the block is not what the runbooks say: {_difference(held, lines)}"
            location = _mark(path, text)
            yield Problem(location, Severity.ERROR, "codeowners-block", message, _REWRITE)
    left = gone(catalog)
    every = list(files)
    for entry in entries(text.replace("\r\n", "\n")):
        if entry.line in ours:
            continue
        if not any(map(matcher(entry.pattern.text).match, every)):
            message = f"`{entry.pattern.text}` fits no file of this repository"
            help_ = "correct the path, or take the line away"
            location = _at(path, entry.line, entry.pattern)
            yield Problem(location, Severity.ERROR, "codeowners-path", message, help_)
        for owner in entry.owners:
            person = left.get(owner.text.removeprefix("@").lower())
            if person is not None:
                message = f"`{owner.text}` is {person.name}, who left on {person.left}"
                help_ = "name somebody who is still here, or better a team"
                location = _at(path, entry.line, owner)
                yield Problem(location, Severity.ERROR, "codeowners-left", message, help_)


def _owned(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every file with an owner of its own."""
    for page in catalog.sheets():
        owner = getattr(page, "owner", "")
        if owner:
            yield page.origin.document.path, owner


def _line(path: str, owners: Iterable[str]) -> str:
    return f"{escaped(path)} {' '.join(owners)}"


def _span(text: str) -> tuple[int, int] | None:
    """Where our block begins and ends, its line breaks included; None when there is none."""
    begins, ends, place = [], [], 0
    for line in text.splitlines(keepends=True):
        if _BEGIN.match(line):
            begins.append(place)
        place += len(line)
        if _END.match(line):
            ends.append(place)
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or begins[0] >= ends[0]:
        raise Broken("the block of firsthour does not begin once and end once")
    return begins[0], ends[0]


def _difference(held: list[str], lines: list[str]) -> str:
    """How far two blocks are from each other, with one line as an example."""
    if not lines:
        return "no owner has a name on GitHub any more"
    missing = list((Counter(lines) - Counter(held)).elements())
    foreign = list((Counter(held) - Counter(lines)).elements())
    if missing:
        return f"`{missing[0]}` is missing" + _more(len(missing) + len(foreign) - 1)
    if foreign:
        return f"`{foreign[0]}` is too much" + _more(len(foreign) - 1)
    return "its lines are in another order"


def _more(count: int) -> str:
    return f", and {count} more differ" if count > 1 else ", and 1 more differs" if count else ""


def _at(path: str, line: int, word: Word) -> Location:
    return Location(path, line, word.column, line, word.column + len(word.text))


def _mark(path: str, text: str) -> Location:
    """The first line with a mark of ours."""
    for number, line in enumerate(text.splitlines(), 1):
        if _BEGIN.match(line) or _END.match(line):
            return Location(path, number, 1, number, len(line) + 1)
    return Location(path)
