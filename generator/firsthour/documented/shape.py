"""Why a file has the shape of its kind, and what to do: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "schema-unknown-key": (
            "What stands below a key that nobody knows is on no page. It is a typing error most "
            "times, and the warning you wrote is missing where it was needed.",
            "write the key that is suggested, or one that the schema of the kind lists.",
        ),
        "schema-missing-key": (
            "Without it a page cannot say who answers, what to do or where to look.",
            "add the key; the help line shows how it may look.",
        ),
        "schema-empty": (
            "A heading with nothing below it makes a reader look for what is not there.",
            "write a value, or delete the key.",
        ),
        "schema-type": (
            "A list where text is expected, or the other way round, cannot be shown in its place.",
            "write the kind of value that the message asks for.",
        ),
        "schema-value": (
            "A value beyond those allowed means nothing to the pages and rules that use it.",
            "choose one of the values in the help line, or shorten the text.",
        ),
        "schema-format": (
            "Ids, dates and addresses are compared and followed by programs. One that is written "
            "otherwise matches nothing, and no link leads there.",
            "write it in the form that the help line shows.",
        ),
        "schema-duplicate": (
            "Whatever stands twice is either superfluous, or one of the two was meant to be "
            "another.",
            "delete one of them, or correct it.",
        ),
        "schema-conflict": (
            "Where two keys answer the same question differently, nobody knows which one counts.",
            "keep one of the two.",
        ),
        "schema-too-many-problems": (
            "More lines than these would only hide the first, which may have caused the others.",
            "mend those that are shown, then run it again.",
        ),
    }
)
