"""libyaml events -> plain data with the span of every key and value, and the faults met.

Events, never `compose`: composing recurses in C, and 25 kB of `[` end the process.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from firsthour.source import refusals
from firsthour.source.faults import Faults
from firsthour.source.scalars import is_ambiguous, resolve
from firsthour.source.spans import Spans

try:
    from yaml._yaml import CParser
except ImportError:
    # The parser in Python disagrees with it on tabs, marks and escapes: no fallback.
    raise ImportError("firsthour needs PyYAML built with libyaml; install its wheel") from None


MAX_DEPTH = 64
MAX_VALUES = 50_000

_SUSPECTS = frozenset("yYnNoO0123456789+-.")


class LimitError(Exception):
    """The text is refused as a whole; its fault has been added."""


def events(source: bytes) -> Callable[[], Any]:
    """libyaml's events of a text, one a call."""
    get: Callable[[], Any] = CParser(source).get_event
    return get


def build(source: bytes, text: str, faults: Faults) -> Spans | None:
    """The data of a text with its spans; None when there is no document.

    Raises LimitError, or yaml.YAMLError where libyaml does.
    """
    get = events(source)
    get()
    event = get()
    if type(event) is StreamEndEvent:
        return None
    if event.version or event.tags:
        refusals.directives(text, event, faults)
    root = get()
    spans = Spans(root.start_mark.index << 24 | root.end_mark.index)
    spans.root = _value(root, get, text, faults, spans)
    get()
    event = get()
    if type(event) is DocumentStartEvent:
        refusals.second_document(event, faults)
    return spans


def _value(root: Any, get: Callable[[], Any], text: str, faults: Faults, spans: Spans) -> Any:
    """The value of an event and of those that belong to it.

    Closures, not methods: this runs for every value of every file, and it shows.
    """
    keep = spans.keep
    left = MAX_VALUES
    depth = 0
    value_of: Callable[[Any], Any]

    def mapping(event: Any) -> dict[str, Any] | str:
        entries: dict[str, Any] = {}
        record = [0]
        template = False
        while True:
            name = get()
            kind = type(name)
            if kind is not ScalarEvent:
                if kind is MappingEndEvent:
                    break
                template = refusals.complex_key(text, name, faults) or template
                value_of(name)
                value_of(get())
                continue
            key = intern(name.value)
            value = get()
            if name.tag is not None or name.anchor is not None or name.style == '"':
                refusals.decorated_key(text, name, faults)
            if key in entries or (key == "<<" and not name.style):
                refusals.unusable_key(name, entries, record, faults)
                if type(value) is not AliasEvent:
                    value_of(value)
                continue
            record.append(name.start_mark.index << 24 | name.end_mark.index)
            record.append(value.start_mark.index << 24 | value.end_mark.index)
            entries[key] = None
            entries[key] = result = value_of(value)
            if result is None and value.start_mark.index == value.end_mark.index:
                comment = refusals.swallowed_value(text, name, faults)
                if comment:
                    record[-1] = comment[0] << 24 | comment[1]
                    entries[key] = text[comment[0] : comment[1]]
        record[0] = event.start_mark.index << 24 | name.end_mark.index
        if template:
            return text[event.start_mark.index : name.end_mark.index]
        keep(entries, record)
        return entries

    def sequence(event: Any) -> list[Any]:
        items: list[Any] = []
        record = [0]
        while True:
            item = get()
            kind = type(item)
            if kind is SequenceEndEvent:
                break
            record.append(item.start_mark.index << 24 | item.end_mark.index)
            result = value_of(item)
            if result is None and item.start_mark.index == item.end_mark.index:
                comment = refusals.swallowed_item(text, item, faults)
                if comment:
                    record[-1] = comment[0] << 24 | comment[1]
                    result = text[comment[0] : comment[1]]
            items.append(result)
        record[0] = event.start_mark.index << 24 | item.end_mark.index
        keep(items, record)
        return items

    def node(event: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            refusals.too_many_values(event, MAX_VALUES, faults)
            raise LimitError
        kind = type(event)
        if kind is ScalarEvent:
            value: str = event.value
            if event.tag is not None or event.anchor is not None:
                return refusals.decorated(text, event, faults)
            if event.style:
                if event.style == '"':
                    refusals.escapes(text, event, faults)
                return value
            try:
                result = resolve(value)
            except ValueError:
                refusals.long_number(event, faults)
                return value
            if result is value and value[0] in _SUSPECTS and is_ambiguous(value):
                refusals.ambiguous(event, faults)
            return result
        if kind is AliasEvent:
            return refusals.alias(text, event, faults)
        return container(event, kind)

    def container(event: Any, kind: type) -> Any:
        nonlocal depth
        if event.anchor is not None or event.tag is not None:
            refusals.decorated(text, event, faults)
        depth += 1
        if depth > MAX_DEPTH:
            refusals.too_deep(event, MAX_DEPTH, faults)
            raise LimitError
        value = mapping(event) if kind is MappingStartEvent else sequence(event)
        depth -= 1
        return value

    value_of = node
    try:
        return node(root)
    finally:
        # Functions that name each other are freed late, with all they hold: break the circle.
        value_of = repr
