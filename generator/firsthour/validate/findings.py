"""What jsonschema reports -> one finding for each fault, with a route instead of a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from firsthour.source import Route
from firsthour.source.faults import quote, show
from firsthour.validate import wording
from firsthour.validate.faults import Fault, Finding, meant, sentence
from firsthour.validate.faults import fault as make_fault
from firsthour.validate.sentences import EXPLAIN
from firsthour.validate.values import no_value, wrong_type

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Written = Callable[[Route], str]

_UNKNOWN = "additionalProperties"
# Of several keywords that one plain value fails, the first says enough.
_ON_VALUES = ("type", "enum", "pattern", "format", "maxLength", "minimum", "maximum")


def findings(
    errors: Iterable[ValidationError], schema: dict[str, Any], written: Written
) -> Iterator[Finding]:
    """Explain errors; `schema` has the routes of the one that was checked, and the descriptions.

    A misspelt key is one fault: the key it was meant to be is not reported as missing.
    """
    faults = [make_fault(error, schema) for error in errors]
    unknown = {f.route: meant(f) for f in faults if f.keyword == _UNKNOWN}
    dependent = {f.route for f in faults if f.keyword == "dependentRequired"}
    texts = {f.route: sentence(f, unknown[f.route]) for f in faults if f.keyword == _UNKNOWN}
    seen: set[tuple[Route, str | None, bool]] = set()
    for fault in faults:
        group = "value" if fault.keyword in _ON_VALUES else fault.keyword
        mark = (fault.route, group, fault.in_name)
        if mark in seen:
            continue
        seen.add(mark)
        if fault.value is None:
            yield no_value(fault)
        elif fault.keyword == "type":
            yield wrong_type(fault, written(fault.route))
        elif texts.get(fault.route):
            if fault.keyword == _UNKNOWN:
                yield _split(fault, texts[fault.route])
        elif fault.keyword == "anyOf" and fault.route in dependent:
            continue
        else:
            yield from EXPLAIN[fault.keyword](fault, unknown.get(fault.route, {}))


def _split(fault: Fault, text: str) -> Finding:
    """A text of which YAML made a key and a value."""
    (key,) = fault.value
    message = f"the colon makes a key of {show(key)} in {wording.place(fault.route)}"
    help_ = f"quote the whole line: {quote(text)}"
    return Finding("schema-unknown-key", (*fault.route, key), True, message, help_)
