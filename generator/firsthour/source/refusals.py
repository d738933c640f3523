"""What libyaml accepts and a runbook does not need: each event refused, with the way out.

Nothing here runs for a clean file.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from firsthour.problem import Severity
from firsthour.source.characters import escaped_character
from firsthour.source.characters import name as code_point
from firsthour.source.faults import Fault, Faults, quote, show
from firsthour.source.scalars import MAX_NUMBER, SWITCHES
from firsthour.source.spans import Span

_TEXT_TAG = "tag:yaml.org,2002:str"
_ANCHOR = re.compile(r"&[\w-]*")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_DIRECTIVE = re.compile(r"^%(YAML|TAG)[^\r\n]*", re.MULTILINE)
_VALUE_COMMENT = re.compile(r"[ \t]*:[ \t]+(#[^\r\n]*)")
_ITEM_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")


def directives(text: str, event: Any, faults: Faults) -> None:
    """`%YAML` and `%TAG` lines before the document."""
    for found in _DIRECTIVE.finditer(text, 0, event.end_mark.index):
        severity = Severity.WARNING if found[1] == "YAML" else Severity.ERROR
        message = f"the directive {show(found[0].rstrip())} has no use in a runbook file"
        faults.add(Fault("yaml-directive", *found.span(), message, "delete this line", severity))


def second_document(event: Any, faults: Faults) -> None:
    """A `---` after the first document."""
    message = "a second document starts here"
    help_ = "keep one document in a file: delete this `---`, or move what follows to its own file"
    faults.add(Fault("yaml-multiple-documents", *_span(event), message, help_))


def too_many_values(event: Any, limit: int, faults: Faults) -> None:
    """The value that passes the limit."""
    message = f"more than {limit:,} values in one file"
    faults.add(Fault("yaml-too-many-values", *_span(event), message, "split the file"))


def too_deep(event: Any, limit: int, faults: Faults) -> None:
    """The list or mapping that passes the limit."""
    message = f"nested deeper than {limit} levels"
    help_ = "a runbook needs five or six levels: look for brackets that are never closed"
    faults.add(Fault("yaml-too-deep", *_span(event), message, help_))


def decorated(text: str, event: Any, faults: Faults) -> str | None:
    """A value with an anchor or a tag. Of the tags only `!!str` is accepted."""
    start, end = _span(event)
    is_scalar = type(event) is ScalarEvent
    if event.anchor is not None:
        _anchor(text, start, faults)
    if event.tag is not None and not (is_scalar and event.tag == _TEXT_TAG):
        _tag(text, start, event.tag, faults)
        if is_scalar and not event.value:
            return text[start:end]
    if not is_scalar:
        return None
    escapes(text, event, faults)
    value: str = event.value
    return value


def decorated_key(text: str, event: Any, faults: Faults) -> None:
    """A key with an anchor, a tag or escapes."""
    if event.anchor is not None:
        _anchor(text, event.start_mark.index, faults)
    if event.tag is not None:
        _tag(text, event.start_mark.index, event.tag, faults)
    escapes(text, event, faults)


def alias(text: str, event: Any, faults: Faults) -> str:
    """An alias, read as the text that was perhaps meant."""
    start, end = _span(event)
    source = text[start:end]
    message = f"alias {show(source)} is not supported"
    help_ = f"repeat the value here, or if this is text, quote it: {quote(source)}"
    faults.add(Fault("yaml-alias", start, end, message, help_))
    return source


def complex_key(text: str, event: Any, faults: Faults) -> bool:
    """A list, a mapping or an alias as a key; True when it is a `{{ template }}`."""
    if type(event) is AliasEvent:
        return False
    start, end = _span(event)
    if start and text[start - 1 : start + 1] == "{{":
        close = text.find("}}", start, start + 200)
        end = close + 2 if close > 0 else end
        message = "`{{` at the start of a value opens a mapping inside a mapping"
        help_ = (
            "quote the whole value" if close < 0 else f"quote it: {quote(text[start - 1 : end])}"
        )
        faults.add(Fault("yaml-complex-key", start, end, message, help_))
        return close > 0
    message = "a list or a mapping cannot be a key"
    faults.add(Fault("yaml-complex-key", start, end, message, "write the key as plain text"))
    return False


def unusable_key(event: Any, entries: dict[str, Any], record: list[int], faults: Faults) -> None:
    """A merge key, or a key that this mapping already has."""
    start, end = _span(event)
    if faults.full:
        faults.add(Fault("yaml-duplicate-key", start, end, "", ""))
    elif event.value in entries:
        position = list(entries).index(event.value)
        packed = record[1 + 2 * position]
        message = f"key {show(event.value)} is already used in this mapping"
        help_ = "delete one of the two, or rename one"
        first = (packed >> 24, packed & 0xFFFFFF)
        note = "first used here"
        faults.add(
            Fault("yaml-duplicate-key", start, end, message, help_, first=first, first_message=note)
        )
    else:
        message = "merge key `<<` is not supported"
        faults.add(Fault("yaml-merge-key", start, end, message, "repeat the fields here"))


def escapes(text: str, event: Any, faults: Faults) -> None:
    """A double-quoted text that spells out a control character."""
    start, end = _span(event)
    character = escaped_character(event.value, text[start:end])
    if character is not None:
        message = f"an escape puts the control character {code_point(character)} into this text"
        help_ = "leave it out; for a backslash that stays a backslash, use single quotes"
        faults.add(Fault("yaml-bad-character", start, end, message, help_))


def long_number(event: Any, faults: Faults) -> None:
    """A number with more digits than anything a team counts."""
    message = f"{show(event.value)} is too long for a number"
    faults.add(Fault("yaml-number", *_span(event), message, f"quote it: {quote(event.value)}"))


def ambiguous(event: Any, faults: Faults) -> None:
    """A text that YAML 1.1 reads as a truth value or a number."""
    message = f"{show(event.value)} is read differently by older YAML tools"
    quoted = quote(event.value)
    # A longer one is cut in the help, and no time or number has that length.
    whole = quoted if len(event.value) <= MAX_NUMBER else None
    help_ = f"quote it: {quoted}"
    # Meant as a text, or as a switch: only the key knows.
    switch = SWITCHES.get(event.value.lower())
    if switch:
        help_ += f", or where a key takes true or false, write {switch}"
    faults.add(
        Fault(
            "yaml-ambiguous-scalar",
            *_span(event),
            message,
            help_,
            replacement=whole,
        )
    )


def swallowed_value(text: str, key: Any, faults: Faults) -> Span | None:
    """A value such as `#inc-db`, which is a comment; its span when there is one."""
    found = _VALUE_COMMENT.match(text, key.end_mark.index)
    return _swallowed(f"the value of {show(key.value)}", found, faults) if found else None


def swallowed_item(text: str, item: Any, faults: Faults) -> Span | None:
    """The same in a list."""
    found = _ITEM_COMMENT.match(text, item.start_mark.index)
    return _swallowed("this list item", found, faults) if found else None


def _swallowed(what: str, found: re.Match[str], faults: Faults) -> Span:
    comment = found[1].rstrip()
    start, end = found.start(1), found.start(1) + len(comment)
    message = f"{what} starts with `#`, so YAML reads it as a comment"
    help_ = f"quote it: {quote(comment)}"
    if comment[1:2] in ("", " "):
        help_ = "write a value before the comment, or if this is the value, " + help_
    faults.add(Fault("yaml-swallowed-comment", start, end, message, help_))
    return start, end


def _anchor(text: str, start: int, faults: Faults) -> None:
    found = _ANCHOR.search(text, start)
    if found:
        message = f"anchor {show(found[0])} is not supported"
        help_ = "delete it, and repeat the value where it is needed"
        faults.add(Fault("yaml-anchor", *found.span(), message, help_))


def _tag(text: str, start: int, tag: str, faults: Faults) -> None:
    found = _TAG.search(text, start)
    if found:
        message = f"tag {show(found[0])} is not supported"
        help_ = "delete it and write the plain value"
        if tag.startswith("!"):
            help_ = f"if it is text, quote it: {quote(found[0])}; otherwise delete it"
        faults.add(Fault("yaml-tag", *found.span(), message, help_))


def _span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index
