"""Bytes -> Document. Nothing that is in a file raises here: every fault becomes a Problem."""

from __future__ import annotations

import re

import yaml

from firsthour.source import characters, keys, syntax
from firsthour.source.builder import LimitError, build
from firsthour.source.document import Document
from firsthour.source.faults import Fault, Faults
from firsthour.source.spans import Spans

MAX_BYTES = 1 << 20

_KEY_WITHOUT_SPACE = re.compile(r"[\w-]+:(?=[^ \t\r\n])")


def load(path: str, data: bytes, kind: str = "", id: str = "") -> Document:
    """Read one file's bytes. `path` is posix and relative to the repository root."""
    if len(data) > MAX_BYTES:
        return too_large(path, len(data), kind, id)
    data = characters.without_bom(data)
    faults = Faults()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        fault, prefix = characters.encoding_fault(data)
        faults.add(fault)
        return Document(path, kind, id, "", None, faults.problems(path, prefix))
    spans = _parse(data, text, faults)
    value = spans.root if spans is not None else None
    return Document(path, kind, id, text, value, faults.problems(path, text), spans)


def too_large(path: str, size: int, kind: str = "", id: str = "") -> Document:
    """The document for a file that is not read at all."""
    faults = Faults()
    message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}"
    help_ = "split it, or keep logs and attachments elsewhere and link to them"
    faults.add(Fault("yaml-too-large", 0, 0, message, help_))
    return Document(path, kind, id, "", None, faults.problems(path, ""))


def _parse(data: bytes, text: str, faults: Faults) -> Spans | None:
    odd = characters.is_odd(data, text)
    if odd:
        bad = characters.bad_character(text)
        if bad is not None:
            faults.add(bad)
            return None
        for fault in characters.hidden_characters(text):
            faults.add(fault)
    try:
        spans = build(data, text, faults)
    except LimitError:
        return None
    except (yaml.YAMLError, UnicodeError) as error:
        fault = syntax.explain(text, error)
        if not _follows(text, faults.last_error, fault):
            faults.add(fault)
        return None
    if spans is None:
        help_ = "write `key: value` lines, or delete the file"
        faults.add(Fault("yaml-empty", 0, 0, "the file has no content", help_))
        return None
    if odd:
        keys.wide_spaces(text, spans, faults)
    if keys.may_have_explicit_keys(text):
        keys.explicit_keys(text, spans, faults)
    if type(spans.root) is not dict:
        faults.add(_not_a_mapping(text, spans))
        return None
    return spans


def _follows(text: str, earlier: Fault | None, later: Fault) -> bool:
    """True when a `{{ template }}` already told of this line."""
    if earlier is None or earlier.rule != "yaml-complex-key":
        return False
    return "\n" not in text[earlier.start : later.start]


def _not_a_mapping(text: str, spans: Spans) -> Fault:
    start, end = spans.find(text, ())
    found = {list: "a list", type(None): "nothing"}.get(type(spans.root), "plain text")
    help_ = "start each line with a key: `title: …`"
    if found == "plain text" and _KEY_WITHOUT_SPACE.match(text, start):
        help_ = "write an ordinary space after each `:`"
    message = f"the file must be a mapping (`key: value`), and is {found}"
    return Fault("yaml-not-a-mapping", start, end, message, help_)
