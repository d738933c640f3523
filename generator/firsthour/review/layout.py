"""Where an entry of `reviewed` stands in a file, written in the file's own way."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from firsthour.source import Document, Route

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./'()-]*\Z")
_WORDS = re.compile(r"(?i)(?:true|false|null|yes|no|on|off|y|n)\Z")
_BLOCK = re.compile(r"(?:[A-Za-z]|[0-9]+ [A-Za-z])[A-Za-z0-9 _./'(),;-]*\Z")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~/?&=%+-]+\Z")
_LIST = re.compile(r"( *)-( +)\S")


class Cannot(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """The file is written in a way that has no place for the entry."""


def inserted(document: Document, entry: Mapping[str, str], at: int) -> str:
    """The text with the entry before the review number `at`, or behind the last.

    Raises:
        Cannot: the file is no block of lines.
    """
    text = document.text
    reviews: Sequence[Mapping[str, str]] = document.data.get("reviewed") or ()
    if text.lstrip().startswith("{"):
        raise Cannot("the whole file stands in braces")
    quote = '"'
    if reviews:
        quote = document.style(("reviewed", 0, "date")) or '"'
    if quote not in "\"'":
        quote = '"'
    dated = document.style(("reviewed", 0, "date")) if reviews else '"'
    in_braces = bool(reviews) and text[_span(document, ("reviewed", 0))[0]] == "{"
    plain = _PLAIN if in_braces else _BLOCK
    words = [
        f"{key}: {_scalar(key, value, quote if key == 'hash' else dated or '', plain)}"
        for key, value in entry.items()
    ]
    if not reviews:
        return _new_list(document, words)
    start, _ = _span(document, ("reviewed",))
    if text[start] == "[":
        return _in_brackets(document, words, at, len(reviews))
    return _in_block(document, words, at, len(reviews))


def replaced(document: Document, entry: Mapping[str, str], at: int) -> str:
    """The text with the record and the hash of an entry in those of the review number `at`.

    Comments, the order of the keys and the quotes stay.
    """
    text, old = document.text, document.data["reviewed"][at]
    in_braces = text[_span(document, ("reviewed", at))[0]] == "{"
    plain = _PLAIN if in_braces else _BLOCK
    edits: list[tuple[int, int, str]] = []
    for key in ("record", "hash"):
        if key not in entry or entry[key] == old.get(key):
            continue
        style = document.style(("reviewed", at, key)) or '"'
        value = _scalar(key, entry[key], style if style in "\"'" else '"', plain)
        start, end = _span(document, ("reviewed", at, key))
        if key in old:
            blank = text[:end][len(text[:end].rstrip()) :]
            edits.append((start, end, value + blank))
            continue
        place = document.locate(("reviewed", at, "hash"), key=True)
        behind = ", " if in_braces else _ending(text) + " " * (place.column - 1)
        edits.append((_offset(text, place.line, place.column),) * 2 + (f"{key}: {value}{behind}",))
    for start, end, value in sorted(edits, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _in_brackets(document: Document, words: list[str], at: int, count: int) -> str:
    text, item = document.text, "{" + ", ".join(words) + "}"
    if at < count:
        place, _ = _span(document, ("reviewed", at))
        return f"{text[:place]}{item}, {text[place:]}"
    _, place = _span(document, ("reviewed", count - 1))
    return f"{text[:place]}, {item}{text[place:]}"


def _in_block(document: Document, words: list[str], at: int, count: int) -> str:
    text = document.text
    start, end = _span(document, ("reviewed", min(at, count - 1)))
    line = text.rfind("\n", 0, start) + 1
    dash = text.find("-", line)
    prefix = text[line:start]
    if prefix.strip() != "-":
        raise Cannot("the reviews do not begin on lines of their own")
    is_flow = text[start] == "{"
    body = "{" + ", ".join(words) + "}" if is_flow else None
    lines = [prefix + (body or words[0])]
    if body is None:
        lines += [" " * len(prefix) + each for each in words[1:]]
    if at >= count:
        return _after(text, end, lines)
    return _before(text, _with_comments(text, line, dash - line), lines)


def _with_comments(text: str, line: int, indent: int) -> int:
    """Where the comments begin that stand directly above a line and belong to it."""
    while line:
        above = text.rfind("\n", 0, line - 1) + 1
        content = text[above:line]
        if not content.strip().startswith("#") or len(content) - len(content.lstrip()) != indent:
            break
        line = above
    return line


def _new_list(document: Document, words: list[str]) -> str:
    """The key with its first entry: before `sample`, which stands last, or at the end."""
    text, data = document.text, document.data
    indent, gap = "  ", " "
    for key, value in data.items():
        if isinstance(value, list) and value:
            start, _ = _span(document, (key, 0))
            found = _LIST.match(text, text.rfind("\n", 0, start) + 1)
            if found:
                indent, gap = found[1], found[2]
                break
    first = f"{indent}-{gap}"
    lines = ["reviewed:", first + words[0], *(" " * len(first) + each for each in words[1:])]
    last = list(data)[-1]
    if last == "sample":
        place = document.locate(("sample",), key=True)
        start = _offset(text, place.line, 1)
        return _before(text, _with_comments(text, start, 0), lines)
    _, end = _span(document, (last,))
    return _after(text, end, lines)


def _before(text: str, at: int, lines: list[str]) -> str:
    ending = _ending(text)
    return text[:at] + "".join(line + ending for line in lines) + text[at:]


def _after(text: str, end: int, lines: list[str]) -> str:
    """The lines after the line in which something ends; a comment behind it stays there."""
    ending = _ending(text)
    if not text[:end].endswith("\n"):
        found = text.find("\n", end)
        if found < 0:
            return text + ending + ending.join(lines)
        end = found + 1
    return _before(text, end, lines)


def _ending(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _span(document: Document, route: Route) -> tuple[int, int]:
    """The first and last offset of a value."""
    place = document.locate(route)
    return (
        _offset(document.text, place.line, place.column),
        _offset(document.text, place.end_line, place.end_column),
    )


def _offset(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at + column - 1


def _scalar(key: str, value: str, quote: str, plain: re.Pattern[str]) -> str:
    """A value as YAML: dates and hashes as the file quotes them, text plain where that is safe."""
    if key in ("date", "hash"):
        return f"{quote}{value}{quote}"
    is_plain = plain.match(value) and not _WORDS.match(value) and value == value.strip()
    if is_plain or _ADDRESS.match(value):
        return value
    return json.dumps(value, ensure_ascii=False)
