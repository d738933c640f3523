"""Plain scalars: YAML 1.2 core values, and the ones that older tools read differently."""

from __future__ import annotations

import re

MAX_NUMBER = 40

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z").match
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z"
    r"|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
).match
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
# What YAML 1.1 took for true and false, and its numbers: octal, sexagesimal, binary, underscores.
SWITCHES = {
    **dict.fromkeys(("y", "yes", "on"), "true"),
    **dict.fromkeys(("n", "no", "off"), "false"),
}
_OLD_WORDS = frozenset(
    form for word in SWITCHES for form in (word, word.capitalize(), word.upper())
)
_OLD_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:(?::[0-5]?[0-9])*(?:\.[0-9_]*)?|\.[0-9_]*[eE][-+][0-9]+)"
    r"|\.[0-9][0-9_]*|0b_*[01][01_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*)\Z"
).match


def resolve(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar. Raises ValueError for a number that is too long."""
    if text[:1] in _NUMBER_STARTS and text:
        if _INTEGER(text):
            if len(text) > MAX_NUMBER:
                raise ValueError("too long")
            return int(text[2:], 8) if text[:2] == "0o" else int(text, 16 if "x" in text else 10)
        if _FLOAT(text):
            if len(text) > MAX_NUMBER:
                raise ValueError("too long")
            return float(text.replace(".", "", 1) if text[-1] in "fFnN" else text)
        return text
    if len(text) <= 5 and text in _CONSTANTS:
        return _CONSTANTS[text]
    return text


def is_ambiguous(text: str) -> bool:
    """True for text left alone by `resolve` that YAML 1.1 takes for a truth value or a number."""
    if text[:1] in _NUMBER_STARTS:
        return _OLD_NUMBER(text) is not None
    return len(text) <= 3 and text in _OLD_WORDS
