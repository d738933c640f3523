"""jsonschema, made lean: built once for each kind, no references, only keywords that can fail.

jsonschema costs 70 ms to import, so this module is imported when the first document is checked.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from firsthour.validate.schemas import inlined, schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

Errors = Iterator[ValidationError]

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


@functools.cache
def checker(kind: str) -> Validator:
    """The validator of a kind. Import and construction are paid once."""
    result: Validator = _lean_validator()(inlined(lean(schema(kind))), format_checker=_formats())
    return result


@functools.cache
def _lean_validator() -> Any:
    untyped: Any = extend
    return untyped(Draft202012Validator, _keywords())


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


@functools.cache
def _formats() -> FormatChecker:
    formats = FormatChecker(formats=())
    formats.checks("date")(_is_date)
    formats.checks("instant")(_is_instant)
    formats.checks("uri-reference")(_is_address)
    return formats


def _keywords() -> dict[str, Callable[..., Errors]]:
    """The keywords that visit most values, without the resolver that stock jsonschema drags along.

    Validators of parts are made once; `children` holds them by the identity of their schema, which
    they keep alive.
    """
    children: dict[int, Any] = {}

    def child(validator: Any, part: Any) -> Any:
        found = children.get(id(part))
        if found is None:
            found = children[id(part)] = validator.evolve(schema=part)
        return found

    def properties(validator: Any, parts: dict[str, Any], instance: Any, _schema: Any) -> Errors:
        if type(instance) is dict:
            for key, value in instance.items():
                if key in parts:
                    for error in child(validator, parts[key]).iter_errors(value):
                        error.path.appendleft(key)
                        error.schema_path.appendleft(key)
                        yield error

    def items(validator: Any, part: dict[str, Any], instance: Any, _schema: Any) -> Errors:
        if type(instance) is list:
            check = child(validator, part).iter_errors
            for index, value in enumerate(instance):
                for error in check(value):
                    error.path.appendleft(index)
                    yield error

    def pattern(_validator: Any, wanted: str, instance: Any, _schema: Any) -> Errors:
        if type(instance) is str and regex(wanted).search(instance) is None:
            yield ValidationError("does not match")

    return {"properties": properties, "items": items, "pattern": pattern}
