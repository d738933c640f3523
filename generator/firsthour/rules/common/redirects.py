"""Redirections of a text as commands of their own: `> file` is one that empties a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthour.rules.common.shell import Words, parse, word_set, word_value

if TYPE_CHECKING:
    import tree_sitter

# A text without these, which most are, has none that matter. `2>` and `=>` are something else.
_ANY = re.compile(r"(?:^|[\s;&|({])(?:>\|?\s*[\w\"'$/.~{]|<\s|<[\w./-]+\.(?:sql|dump|gz)\b)", re.M)
# What prints nothing, so that nothing is left of the file.
_SILENT = re.compile(
    r"(?::|true|cat\s+/dev/null|echo\s+-n(?:\s+(?:''|\"\"))?|printf\s+(?:''|\"\"))?"
)

_OF_THE_HOST = re.compile(r"/(?:etc|proc|sys|boot|usr|dev/(?:sd|nvme|vd|xvd|mapper/))")
_LOADERS = word_set("psql mysql mariadb sqlite3 mongorestore pg_restore influx")


def may_redirect(text: str) -> bool:
    """True for a text that is worth looking at."""
    return _ANY.search(text) is not None


def redirects(text: str) -> Iterator[tuple[Words, str]]:
    """Those that may hurt, as words, and as they are written.

    The words are `>`, `--empty` if nothing is written, and the file; or `<`, the file, and the
    program that reads it.
    """
    tree = parse(text) if may_redirect(text) else None
    todo = [tree.root_node] if tree else []
    source = text.encode(errors="replace")
    while todo:
        node = todo.pop()
        todo.extend(reversed(node.children))
        if node.type == "redirected_statement":
            yield from _of_statement(node, source)


def _of_statement(node: tree_sitter.Node, source: bytes) -> Iterator[tuple[Words, str]]:
    body = node.child_by_field_name("body")
    said = source[body.start_byte : body.end_byte].decode(errors="replace") if body else ""
    for child in node.children:
        target = child.child_by_field_name("destination")
        if child.type != "file_redirect" or target is None:
            continue
        sign = next((part.type for part in child.children if not part.is_named), "")
        descriptor = child.child_by_field_name("descriptor")
        file = word_value(target, source)
        whole = source[node.start_byte : target.end_byte].decode(errors="replace").split("\n")[0]
        if sign in (">", ">|") and descriptor is None:
            empty = ("--empty",) if _SILENT.fullmatch(said) else ()
            if empty or _OF_THE_HOST.match(file):
                yield (">", *empty, file), whole
        elif sign == "<":
            for program in _LOADERS & set(said.split()):
                yield ("<", file, program), whole
