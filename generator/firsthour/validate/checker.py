"""jsonschema, made lean: built once for each kind, no references, only keywords that can fail.

jsonschema takes long to import, so this module is imported when the first document does not hold.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from firsthour.validate.lean import FORMATS, lean, regex
from firsthour.validate.schemas import inlined, schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

Errors = Iterator[ValidationError]


@functools.cache
def checker(kind: str) -> Validator:
    """The validator of a kind. Import and construction are paid once."""
    result: Validator = _lean_validator()(inlined(lean(schema(kind))), format_checker=_formats())
    return result


@functools.cache
def _lean_validator() -> Any:
    untyped: Any = extend
    return untyped(Draft202012Validator, _keywords())


@functools.cache
def _formats() -> FormatChecker:
    formats = FormatChecker(formats=())
    for name, test in FORMATS.items():
        formats.checks(name)(test)
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
