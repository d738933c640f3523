"""Keys that parse and still surprise: `? key`, and no-break spaces that look like indentation."""

from __future__ import annotations

import re

from firsthour.problem import Severity
from firsthour.source.characters import WIDE_SPACE, name
from firsthour.source.faults import Fault, Faults
from firsthour.source.spans import Spans

_QUESTION = re.compile(r"\?(?<![^\s\[{,:?-]\?)(?=\s|\Z)")
_COMMENT = re.compile(r"#[^\n]*")
_INDENT = re.compile(f"^[ \t]*({WIDE_SPACE.pattern})", re.MULTILINE)


def may_have_explicit_keys(text: str) -> bool:
    """True when a `?` stands where a key could start; false for prose and almost every file."""
    return "?" in text and _QUESTION.search(text) is not None


def explicit_keys(text: str, spans: Spans, faults: Faults) -> None:
    """Keys written as `? key`."""
    for _, (start, _), before in spans.every_key():
        gap = _COMMENT.sub("", text[before:start]).rstrip()
        if gap.endswith("?"):
            mark = text.rfind("?", before, start)
            message = "`? ` before a key is a form that few people know"
            help_ = "write `key: value`"
            warning = Severity.WARNING
            faults.add(Fault("yaml-explicit-key", mark, mark + 1, message, help_, warning))


def wide_spaces(text: str, spans: Spans, faults: Faults) -> None:
    """No-break and other wide spaces that indent a line, where YAML sees text, or in a key."""
    found: dict[int, tuple[int, str]] = {}
    for _, (start, end), _ in spans.every_key():
        match = WIDE_SPACE.search(text, start, end)
        if match:
            found[match.start()] = (match.end(), "stands in a key")
    for match in _INDENT.finditer(text):
        found[match.start(1)] = (match.end(1), "indents this line")
    for start, (end, where) in found.items():
        message = f"a no-break or wide space ({name(text[start])}) {where}"
        help_ = "replace it by an ordinary space; it came with a copy"
        warning = Severity.WARNING
        faults.add(Fault("yaml-no-break-space", start, end, message, help_, warning))
