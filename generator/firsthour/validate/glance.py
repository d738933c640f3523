"""A first look at a shape: true only where jsonschema would find nothing.

jsonschema explains what is wrong, and takes longer to import than twenty files to be checked. Most
files are right, and for those nobody needs it. What this look does not know, it does not pass.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from firsthour.validate.lean import FORMATS, lean, regex
from firsthour.validate.schemas import inlined, schema

Test = Callable[[Any], bool]
# A keyword's value, and what makes a test of a schema in it.
Make = Callable[[Any, Callable[[Any], Test]], Test]

_TYPES: Mapping[str, type] = MappingProxyType(
    {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
)
# These are looked at together: a mapping is walked once, and a condition has two parts.
_OF_MAPPINGS = frozenset(("properties", "required", "additionalProperties"))
_OF_CONDITIONS = frozenset(("if", "then"))


@functools.cache
def glance(kind: str) -> Test:
    """The test of a kind; it is made once."""
    return passing(inlined(lean(schema(kind))))


def passing(schema: Any) -> Test:
    """The test that a schema without references asks for."""
    known: dict[int, Test] = {}

    def make(part: Any) -> Test:
        if not isinstance(part, dict):
            return _never if part is not True else _always
        found = known.get(id(part))
        if found is None:
            found = known[id(part)] = _joined(part, make)
        return found

    return make(schema)


def _joined(part: dict[str, Any], make: Callable[[Any], Test]) -> Test:
    """All keywords of a schema at once."""
    tests = [
        _KEYWORDS[name](wanted, make) if name in _KEYWORDS else _never
        for name, wanted in part.items()
        if name not in _OF_MAPPINGS | _OF_CONDITIONS
    ]
    if not _OF_MAPPINGS.isdisjoint(part):
        tests.append(_mapping(part, make))
    if part.keys() >= _OF_CONDITIONS:
        tests.append(_condition(part["if"], make(part["then"])))
    if len(tests) < 2:
        return tests[0] if tests else _always
    every = tuple(tests)

    def test(value: Any) -> bool:
        for each in every:  # noqa: SIM110, since a generator takes twice as long
            if not each(value):
                return False
        return True

    return test


def _mapping(part: dict[str, Any], make: Callable[[Any], Test]) -> Test:
    tests = {name: make(child) for name, child in part.get("properties", {}).items()}
    others = make(part.get("additionalProperties", True))
    required = frozenset(part.get("required", ()))

    def test(value: Any) -> bool:
        if type(value) is not dict:
            return True
        if not required <= value.keys():
            return False
        for key, each in value.items():  # noqa: SIM110
            if not tests.get(key, others)(each):
                return False
        return True

    return test


def _condition(wanted: dict[str, Any], then: Test) -> Test:
    """What follows holds, or the condition does not: a key has none of the texts it names."""
    texts = {
        key: frozenset(part["enum"])
        for key, part in wanted.get("properties", {}).items()
        if part.keys() == {"enum"}
    }

    def test(value: Any) -> bool:
        if then(value):
            return True
        found = [(key, value[key]) for key in texts if key in value] if type(value) is dict else []
        return any(type(it) is str and it not in texts[key] for key, it in found)

    return test


def _always(_value: object) -> bool:
    return True


def _never(_value: object) -> bool:
    return False


def _type(wanted: str | list[str], _make: object) -> Test:
    """Of exactly one of these types: neither true nor 1.0 is taken for a number here."""
    names = [wanted] if isinstance(wanted, str) else wanted
    types = frozenset(_TYPES[name] for name in names if name in _TYPES)
    return lambda value: type(value) in types


def _enum(wanted: list[Any], _make: object) -> Test:
    texts = frozenset(each for each in wanted if isinstance(each, str))
    return lambda value: type(value) is str and value in texts


def _items(wanted: Any, make: Callable[[Any], Test]) -> Test:
    test = make(wanted)
    return lambda value: type(value) is not list or all(map(test, value))


def _names(wanted: Any, make: Callable[[Any], Test]) -> Test:
    test = make(wanted)
    return lambda value: type(value) is not dict or all(map(test, value))


def _unique(wanted: bool, _make: object) -> Test:
    def test(value: Any) -> bool:
        if type(value) is not list or len(value) < 2:
            return True
        if all(type(each) is str for each in value):
            return len(set(value)) == len(value)
        return not any(each in value[:index] for index, each in enumerate(value))

    return test if wanted else _always


def _any_of(wanted: list[Any], make: Callable[[Any], Test]) -> Test:
    tests = [make(part) for part in wanted]
    return lambda value: any(test(value) for test in tests)


def _all_of(wanted: list[Any], make: Callable[[Any], Test]) -> Test:
    tests = [make(part) for part in wanted]
    return lambda value: all(test(value) for test in tests)


def _needs(wanted: dict[str, list[str]], _make: object) -> Test:
    sets = {key: frozenset(others) for key, others in wanted.items()}
    return lambda value: (
        type(value) is not dict
        or all(others <= value.keys() for key, others in sets.items() if key in value)
    )


def _brings(wanted: dict[str, Any], make: Callable[[Any], Test]) -> Test:
    tests = {key: make(part) for key, part in wanted.items()}
    return lambda value: (
        type(value) is not dict or all(test(value) for key, test in tests.items() if key in value)
    )


def _pattern(wanted: str, _make: object) -> Test:
    search = regex(wanted).search
    return lambda value: type(value) is not str or search(value) is not None


def _long(kind: type[str | list[Any] | dict[str, Any]]) -> Make:
    """At least so many characters, items or entries."""
    return lambda least, _make: lambda value: type(value) is not kind or len(value) >= least


def _short(kind: type[str | list[Any] | dict[str, Any]]) -> Make:
    return lambda most, _make: lambda value: type(value) is not kind or len(value) <= most


def _least(wanted: float, _make: object) -> Test:
    return lambda value: type(value) not in (int, float) or value >= wanted


def _most(wanted: float, _make: object) -> Test:
    return lambda value: type(value) not in (int, float) or value <= wanted


_KEYWORDS: Mapping[str, Make] = MappingProxyType(
    {
        "type": _type,
        "enum": _enum,
        "pattern": _pattern,
        "format": lambda wanted, _make: FORMATS.get(wanted, _never),
        "minLength": _long(str),
        "maxLength": _short(str),
        "minimum": _least,
        "maximum": _most,
        "items": _items,
        "minItems": _long(list),
        "maxItems": _short(list),
        "uniqueItems": _unique,
        "propertyNames": _names,
        "minProperties": _long(dict),
        "maxProperties": _short(dict),
        "dependentRequired": _needs,
        "dependentSchemas": _brings,
        "anyOf": _any_of,
        "allOf": _all_of,
    }
)
