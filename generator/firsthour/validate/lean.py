"""A schema as a check needs it: only keywords that can fail, and what its formats ask."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

_ANNOTATIONS = frozenset(
    (
        "$schema",
        "title",
        "description",
        "markdownDescription",
        "markdownEnumDescriptions",
        "examples",
        "errorMessage",
        "patternErrorMessage",
        "defaultSnippets",
        "x-ref",
        "x-ref-open",
    )
)
_NAMED_SCHEMAS = ("$defs", "properties", "dependentSchemas")


def lean(node: Any) -> Any:
    """A schema without the keywords that only editors and people read."""
    if isinstance(node, list):
        return [lean(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: lean(child) for name, child in value.items()}
        if key in _NAMED_SCHEMAS
        else lean(value)
        for key, value in node.items()
        if key not in _ANNOTATIONS
    }


@functools.cache
def regex(pattern: str) -> re.Pattern[str]:
    """A pattern as editors read it: Python's `$` would also stop before a final line break."""
    return re.compile(pattern.replace("$", r"\Z"))


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or _parses(datetime.date.fromisoformat, value)


def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or _parses(datetime.datetime.fromisoformat, value)


def _is_address(value: object) -> bool:
    return not isinstance(value, str) or _parses(lambda text: urlsplit(text).port, value)


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


FORMATS: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {"date": _is_date, "instant": _is_instant, "uri-reference": _is_address}
)
