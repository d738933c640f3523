"""What libyaml says when it stops, told as what the author should do.

A case is a piece of libyaml's wording and a function that looks at the place: the first that
fits answers. `tests/source/` holds an input for every sentence that libyaml has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from firsthour.source.characters import WIDE_SPACE, name
from firsthour.source.faults import Fault, quote, show

if TYPE_CHECKING:
    from collections.abc import Callable

RULE = "yaml-syntax"
NEAR = 1100
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: [^\r\n]*)?$", re.MULTILINE)
_PERCENT_TAG = re.compile(r"!\S*%[0-9a-fA-F]{2}\S*|^%TAG[^\r\n]*", re.MULTILINE)
_WIDE_AFTER = re.compile(f"[:-]({WIDE_SPACE.pattern})")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_QUOTES = {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2018": "'", "\u2019": "'"}
_INDENT_HELP = "lines of one level start in the same column"
_QUOTE_HELP = "if it is text, quote it: "


@dataclass(frozen=True, slots=True)
class Place:
    """Where libyaml stopped (`at`), what it was reading (from `since`), and the line around."""

    text: str
    at: int
    since: int
    context: str
    before: str
    after: str

    @property
    def value(self) -> str:
        """What stands from here to the end of the line, or inside brackets to the next comma."""
        found = _WORD.match(self.after) if {"[", "{"} & set(self.before) else None
        return found[0] if found else self.after.split(" #")[0].strip()


def explain(text: str, error: Any) -> Fault:
    """The fault that an error of libyaml stands for, or of decoding what it returned."""
    context = getattr(error, "context", None) or ""
    problem: str = getattr(error, "problem", None) or str(error)
    marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    place = _place(text, *marks, context)
    if isinstance(error, UnicodeError):
        return _undecodable(text, place)
    conflict = _CONFLICT.search(text)
    if conflict:
        what = f"merge conflict marker {show(conflict[0])}"
        return Fault(RULE, *conflict.span(), what, "decide which side holds and delete the markers")
    above = text.rfind("\n", 0, max(place.at - len(place.before) - 1, 0)) + 1
    wide = _WIDE_AFTER.search(text, max(above, place.at - NEAR), place.at + len(place.after))
    if wide:
        what = f"a no-break or wide space ({name(wide[1])}) where an ordinary one must stand"
        return Fault(RULE, *wide.span(1), what, "replace it by an ordinary space")
    for needle, answer in _CASES:
        if needle in problem or needle in place.context:
            return answer(place)
    help_ = "check the quotes, brackets and indentation here and on the line above"
    return _at(place, problem, help_)


def _undecodable(text: str, place: Place) -> Fault:
    """libyaml accepts percent escapes in a tag that are no UTF-8; nothing else gets here."""
    found = _PERCENT_TAG.search(text)
    span = found.span() if found else (place.at, place.at)
    return Fault(RULE, *span, "a tag whose percent escapes are not UTF-8", "write the plain value")


def _place(text: str, mark: Any, since: Any, context: str) -> Place:
    at = min(mark.index if mark else 0, len(text))
    return _at_line(text, at, min(since.index, len(text)) if since else at, context)


def _at_line(text: str, at: int, since: int, context: str) -> Place:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    before = text[max(start, at - NEAR) : at]
    after = text[at : min(end if end >= 0 else len(text), at + NEAR)].rstrip("\r")
    return Place(text, at, since, context, before, after)


def _at(place: Place, message: str, help_: str, length: int = 1) -> Fault:
    end = place.at + min(length, len(place.after))
    return Fault(RULE, place.at, end, message, help_)


def _since(place: Place, message: str, help_: str) -> Fault:
    end = min(place.since + 1, len(place.text))
    return Fault(RULE, place.since, end, message, help_)


def _unstartable(place: Place) -> Fault:
    if place.after[:1] == "\t":
        return _tab(place)
    what = f"text cannot start with {show(place.after[:1])}"
    if not place.before.strip(" -") and ":" in place.value:
        return _at(place, what, "quote the key")
    return _at(place, what, f"quote it: {quote(place.value)}", len(place.value))


def _tab(place: Place) -> Fault:
    return _at(place, "a tab is used for indentation", "use spaces")


def _second_colon(place: Place) -> Fault:
    colon = re.search(r":[ \t]+", place.before)
    if colon:
        value = place.before[colon.end() :] + place.after
        straight = _QUOTES.get(value[:1])
        if straight:
            help_ = f"use straight quotes: {straight}"
            return _at(place, f"the typographic quote {show(value[0])} does not quote", help_)
        help_ = f"quote the whole value: {quote(value.strip())}"
        return _at(place, "`: ` inside an unquoted value", help_)
    if len(place.before) > 1024:
        return _long_key(place)
    help_ = "check the indentation of this line, and whether the line above lacks a `:`"
    return _at(place, "unexpected `:` here", help_)


def _long_key(place: Place) -> Fault:
    return _at(place, "this key is longer than 1,024 characters", "shorten it, or make it a value")


def _no_colon(place: Place) -> Fault:
    if place.at - place.since > 1024:
        return _long_key(place)
    line = place.text[place.since : place.at].split("\n")[0].rstrip()
    tight = re.match(r"[\w-]+:(?=\S)", line)
    message = "a space is missing after `:`" if tight else f"{show(line)} is no `key: value`"
    help_ = "write `key: value`, or indent the line if it belongs to the text above"
    return Fault(RULE, place.since, place.since + len(line), message, help_)


def _no_key(place: Place) -> Fault:
    above = place.text[: place.at - len(place.before)].rstrip().rsplit("\n", 1)[-1].lstrip()
    if place.before.rstrip()[-1:] in tuple("\"']}"):
        help_ = "quote the whole value, or delete what follows"
        return _at(place, "text after the closing quote or bracket", help_)
    if "\t" in place.before:
        return _tab(place)
    if place.after[:1] == "-":
        return _at(place, "a list item where a key was expected", "check its indentation")
    if above.startswith("#") and ":" not in place.after:
        help_ = "move the comment above the text, or write the text as a `|` block"
        return _at(place, "the comment above cuts this text in two", help_)
    return _at(place, "the indentation does not match the lines above", _INDENT_HELP)


def _no_item(place: Place) -> Fault:
    if place.before.strip():
        return _no_key(place)
    help_ = "indent it like the other fields of its item, or start it with `- `"
    return _at(place, "this line does not belong to the list above", help_)


def _escape(place: Place) -> Fault:
    what = "a backslash in a double-quoted value starts an escape that does not exist"
    help_ = "use single quotes for paths and patterns: 'C:\\Users', '\\d+'"
    return _at(place, what, help_)


def _unclosed_quote(place: Place) -> Fault:
    help_ = "close it; for an apostrophe at the start of a text, use double quotes"
    return _since(place, "this quote is never closed", help_)


def _unclosed_bracket(place: Place) -> Fault:
    opened = place.text[place.since : place.since + 1]
    close = "]" if opened == "[" else "}"
    help_ = f"write {show(close)}, put `,` between the items, or quote the whole text"
    message = f"this {show(opened)} is never closed, or a `,` is missing"
    if opened not in ("[", "{"):
        message = "something is missing between the brackets"
    first = (place.at, place.at + min(1, len(place.after)))
    end = min(place.since + 1, len(place.text))
    note = "reading stopped here"
    return Fault(RULE, place.since, end, message, help_, first=first, first_message=note)


def _no_content(place: Place) -> Fault:
    if not place.after.strip():
        return _at(place, "an open bracket is never closed", "close it before this place")
    what = f"text cannot start with {show(place.after[:1])}, and something is missing before it"
    return _at(place, what, _QUOTE_HELP + quote(place.value))


def _sigil(place: Place) -> Fault:
    """`*` and `&` name things in YAML, `!` gives a type; none of them starts a text."""
    return _unstartable(_at_line(place.text, place.since, place.since, ""))


def _tight_colon(place: Place) -> Fault:
    help_ = "write `key: value` with a space, or quote the text"
    return _at(place, "`:` at the end of a word inside brackets", help_)


def _item_on_key_line(place: Place) -> Fault:
    if not place.before.strip():
        help_ = "check the indentation; the line above may already have a value"
        return _at(place, "a list item where no list can start", help_)
    help_ = "put the item on the next line, or " + _QUOTE_HELP + quote(place.value)
    return _at(place, "a list item cannot start on the line of its key", help_)


def _block(place: Place) -> Fault:
    mark = place.text[place.since : place.since + 1]
    help_ = "start the text on the next line, or quote the value"
    return _at(place, f"text after {show(mark)}", help_, len(place.after))


def _directive(place: Place) -> Fault:
    line = (place.before + place.after).strip()
    help_ = "delete this line; if it is text, quote it, or indent it in its block"
    return _at(place, f"{show(line)} is read as a directive and is not one", help_)


def _outside(place: Place) -> Fault:
    above = place.text[: place.at - len(place.before)].rstrip().rsplit("\n", 1)[-1]
    if above == "...":
        return _at(place, "text after the end marker `...`", "delete the line `...`")
    if place.before.strip():
        return _no_key(place)
    return _at(place, "this line stands outside of all that is above", _INDENT_HELP)


_CASES: tuple[tuple[str, Callable[[Place], Fault]], ...] = (
    ("cannot start any token", _unstartable),
    ("found a tab character", _tab),
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("undefined tag handle", _sigil),
    ("scanning a tag", _sigil),
    ("parsing a tag", _sigil),
    ("alphabetic or numeric", _sigil),
    ("did not find expected key", _no_key),
    ("expected '-' indicator", _no_item),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("scanning a block scalar", _block),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document indicator", _unclosed_quote),
    ("expected node content", _no_content),
    ("parsing a flow", _unclosed_bracket),
    ("found unexpected ':'", _tight_colon),
    ("block sequence entries", _item_on_key_line),
    ("mapping keys are not allowed", _unstartable),
    ("<document start>", _outside),
)
