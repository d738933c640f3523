"""Comments of a file: a `#` in a text or in a command is none."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import ScalarEvent, StreamEndEvent

from firsthour.problem import Location
from firsthour.source.builder import events
from firsthour.source.document import Document
from firsthour.source.faults import Lines

_COMMENT = re.compile(r"(?:(?<=[ \t])|^)#[^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` on, and the lines of the file that it speaks of.

    `first` and `last` are the line of the value beside it, or below it when it stands alone, up to
    the end of a text that begins there: inside of that text, no comment could stand. `is_head` is
    true above everything else.
    """

    location: Location
    text: str
    first: int
    last: int
    is_head: bool


def comments(document: Document, word: str) -> Iterator[Comment]:
    """The comments of a readable document that have `word` in them, in their order."""
    if document.data is None or word not in document.text:
        return
    text = document.text
    lines, below = Lines(text), _below(text.split("\n"))
    scalars = list(_scalars(text)) or [(len(text), 0, 0)]
    starts = [start for start, _, _ in scalars]
    content = lines.place(scalars[0][0])[0]
    ends: dict[int, int] = {}
    for start, _, end in scalars:
        line = lines.place(start)[0]
        ends[line] = max(ends.get(line, line), lines.place(max(start, end - 1))[0])
    for found in _COMMENT.finditer(text):
        _, body, end = scalars[bisect.bisect_right(starts, found.start()) - 1]
        if word not in found[0] or body <= found.start() < end:
            continue
        comment = found[0].rstrip()
        place = lines.location(document.path, found.start(), found.start() + len(comment))
        line = below[place.line - 1]
        yield Comment(place, comment, line, ends.get(line, line), place.line < content)


def _below(rows: list[str]) -> list[int]:
    """For each line the line that its comment speaks of: the next below, unless it has content."""
    below = [0] * len(rows)
    line = len(rows) + 1
    for index in range(len(rows) - 1, -1, -1):
        if not rows[index].lstrip().startswith("#"):
            line = index + 1
        below[index] = line
    return below


def _scalars(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each key and value starts, where its text does, and where it ends."""
    get = events(text.encode())
    while True:
        try:
            event = get()
        except yaml.YAMLError:  # what follows a document that ended
            return
        if type(event) is StreamEndEvent:
            return
        if type(event) is ScalarEvent and event.start_mark and event.end_mark:
            start, end = event.start_mark.index, event.end_mark.index
            body = text.find("\n", start, end) if event.style in ("|", ">") else start
            yield start, end if body < 0 else body, end
