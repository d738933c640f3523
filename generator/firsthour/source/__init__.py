"""YAML files -> Documents: plain data, the exact place of every part, and what is wrong.

In reading order: `layout` says what may stand where, `files` finds it, `reading` and `characters`
make text of bytes, `loader` reads one file, `builder` makes data of libyaml's events, `scalars` and
`keys` know what old tools read differently, `spans`, `comments` and `place` keep places, `document`
is the result. `syntax`, `forgotten` and `refusals` word what is wrong, `faults` carries it, `guide`
explains it.
"""

from __future__ import annotations

from firsthour.source.comments import Comment, comments
from firsthour.source.document import Document, Origin
from firsthour.source.files import File, file_of, find_all, read_all, read_one
from firsthour.source.guide import RULES
from firsthour.source.layout import CONTENT, FOLDER_KINDS, SECTIONS, SINGLE_KINDS
from firsthour.source.loader import MAX_BYTES, load
from firsthour.source.spans import Route

__all__ = [
    "CONTENT",
    "FOLDER_KINDS",
    "MAX_BYTES",
    "RULES",
    "SECTIONS",
    "SINGLE_KINDS",
    "Comment",
    "Document",
    "File",
    "Origin",
    "Route",
    "comments",
    "file_of",
    "find_all",
    "load",
    "read_all",
    "read_one",
]
