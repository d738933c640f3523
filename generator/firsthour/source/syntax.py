"""What libyaml says when it stops, told as what the author should do.

A case is a piece of libyaml's wording and a function that looks at the place: the first that
fits answers. `tests/source/` holds an input for every sentence that libyaml has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from firsthour.problem import Severity
from firsthour.source import forgotten
from firsthour.source.characters import WIDE_SPACE, name
from firsthour.source.faults import Fault, quote, show
from firsthour.source.place import NEAR, RULE, Place, opened_at, place_at

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)
_PERCENT_TAG = re.compile(r"![^\s!]*%[0-9a-fA-F]{2}\S*|^%TAG[^\r\n]*", re.MULTILINE)
# After a colon or a dash, or where a line is indented.
_WIDE_AFTER = re.compile(f"(?:[:-]|^ *)({WIDE_SPACE.pattern})", re.MULTILINE)
_TIGHT_KEY = re.compile(r"[ ]*(?:- )?[\w-]+:(?=[^\s:/])")
_QUOTES = {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2018": "'", "\u2019": "'"}
# What to write instead of a quote that ends the text too soon.
_INSIDE = {
    "'": "write `''` for an apostrophe inside, or quote the whole value with `\"`",
    '"': "write `\\\"` for a quote inside, or quote the whole value with `'`",
}
_ESCAPE = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)")
_INDENT_HELP = "lines of one level start in the same column"
_NO_KEY_HELP = "write `key: value` or `- item`, or indent the line if it belongs to the text above"
_QUOTE_HELP = "if it is text, quote it: "


def explain(text: str, error: Any) -> Fault:
    """The fault that an error of libyaml stands for, or of decoding what it returned."""
    context = getattr(error, "context", None) or ""
    problem: str = getattr(error, "problem", None) or str(error)
    mark, since = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = mark.index if mark else 0
    place = place_at(text, at, since.index if since else at, context)
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
    return place.fault(problem, help_)


def _undecodable(text: str, place: Place) -> Fault:
    """libyaml accepts percent escapes in a tag that are no UTF-8; nothing else gets here."""
    found = _PERCENT_TAG.search(text)
    span = found.span() if found else (place.at, place.at)
    return Fault(RULE, *span, "a tag whose percent escapes are not UTF-8", "write the plain value")


def _unstartable(place: Place) -> Fault:
    if place.after[:1] == "\t":
        return _tab(place)
    what = f"text cannot start with {show(place.after[:1])}"
    if not place.before.strip(" -") and ":" in place.value:
        return place.fault(what, "quote the key")
    return place.fault(what, f"quote it: {quote(place.value)}", len(place.value))


def _tab(place: Place) -> Fault:
    return place.fault("a tab is used for indentation", "use spaces")


def _second_colon(place: Place) -> Fault:
    colon = re.search(r":[ \t]+", place.before)
    if colon:
        value = place.before[colon.end() :] + place.after
        straight = _QUOTES.get(value[:1])
        if straight:
            help_ = f"use straight quotes: {straight}"
            return place.fault(f"the typographic quote {show(value[0])} does not quote", help_)
        help_ = f"quote the whole value: {quote(value.strip())}"
        return place.fault("`: ` inside an unquoted value", help_)
    if len(place.before) > 1024:
        return _long_key(place)
    if re.search(r":[ \t]+[^\s#]", place.above):
        help_ = "indent it like the line above, or give that key no value"
        return place.fault("this line is indented under one that has a value already", help_)
    if _TIGHT_KEY.match(place.above):
        return _tight_key(place)
    help_ = "check its indentation, and whether the line above lacks a `:`"
    missing = forgotten.key_of_item(place) or forgotten.colon_above(place)
    return missing or place.fault("unexpected `:` here", help_)


def _tight_key(place: Place) -> Fault:
    line = place.above.strip(" -")
    colon = place.text.rindex(line, 0, place.at) + line.index(":")
    what = f"a space is missing after `:` in {show(line)}"
    return Fault(RULE, colon, colon + 1, what, f"write {show(line.replace(':', ': ', 1))}")


def _long_key(place: Place) -> Fault:
    return place.fault("this key is longer than 1,024 characters", "shorten it, or make it a value")


def _no_colon(place: Place) -> Fault:
    if place.at - place.since > 1024:
        return _long_key(place)
    line = place.text[place.since : place.at].split("\n")[0].rstrip()
    tight = re.match(r"([\w-]+:|-)(?=\S)", line)
    no_key = f"{show(line)} is no `key: value`"
    message = f"a space is missing after {show(tight[1][-1])}" if tight else no_key
    help_ = (not tight and forgotten.colon_of(line)) or _NO_KEY_HELP
    return Fault(RULE, place.since, place.since + len(line), message, help_)


def _no_key(place: Place) -> Fault:
    last = place.before.rstrip()[-1:]
    if last in tuple("\"']}"):
        end = place.at - len(place.before) + len(place.before.rstrip()) - 1
        opened = opened_at(place.text, last, end) if last in _INSIDE else end
        if "\n" in place.text[opened:end]:
            return _closed_below(place, opened, end)
        inside = _INSIDE.get(last, "") if opened < end else ""
        help_ = f"{inside or 'quote the whole value'}, or delete what follows"
        return place.fault("text after the closing quote or bracket", help_, len(place.after))
    if place.after[:1] == "-":
        return place.fault("a list item where a key was expected", "check its indentation")
    if place.above.lstrip().startswith("#") and ":" not in place.after:
        help_ = "move the comment above the text, or write the text as a `|` block"
        return place.fault("the comment above cuts this text in two", help_, NEAR)
    return place.fault("the indentation does not match the lines above", _INDENT_HELP, NEAR)


def _closed_below(place: Place, opened: int, end: int) -> Fault:
    line = place.text.count("\n", 0, end) + 1
    what = f"this quote is closed only in line {line}, where more text follows"
    help_ = "close it in the line where it begins"
    return Fault(
        RULE, opened, opened + 1, what, help_, Severity.ERROR, (end, end + 1), "it ends here"
    )


def _no_item(place: Place) -> Fault:
    if place.before.strip():
        return _no_key(place)
    help_ = "indent it like the other fields of its item, or start it with `- `"
    return place.fault("this line does not belong to the list above", help_, NEAR)


def _escape(place: Place) -> Fault:
    slash = place.text.rfind("\\", 0, place.at + 1)
    found = _ESCAPE.match(place.text, max(slash, 0))
    what = f"{show(found[0]) if found else 'this'} in double quotes is no valid escape"
    return place.fault(what, "use single quotes, which keep a backslash as it is")


def _unclosed_quote(place: Place) -> Fault:
    help_ = "close it; for an apostrophe at the start of a text, use double quotes"
    return place.fault_since("this quote is never closed", help_)


def _unclosed_bracket(place: Place) -> Fault:
    opened = place.text[place.since : place.since + 1]
    close = "]" if opened == "[" else "}"
    help_ = f"write {show(close)}, put `,` between the items, or quote the whole text"
    return place.fault_since(f"this {show(opened)} is never closed, or a `,` is missing", help_)


def _no_content(place: Place) -> Fault:
    if not place.after.strip():
        return place.fault("an open bracket is never closed", "close it before this place")
    here = show(place.after[:1])
    what = f"text cannot start with {here}"
    if "flow" in place.context:
        what = f"something is missing before {here}"
    return place.fault(what, _QUOTE_HELP + quote(place.value))


def _sigil(place: Place) -> Fault:
    """`*` and `&` name things in YAML, `!` gives a type; none of them starts a text."""
    return _unstartable(place_at(place.text, place.since, place.since))


def _tight_colon(place: Place) -> Fault:
    help_ = "write `key: value` with a space, or quote the text"
    return place.fault("`:` at the end of a word inside brackets", help_)


def _item_on_key_line(place: Place) -> Fault:
    if not place.before.strip():
        help_ = "check the indentation; the line above may already have a value"
        return place.fault("a list item where no list can start", help_)
    help_ = "put the item on the next line, or " + _QUOTE_HELP + quote(place.value)
    return place.fault("a list item cannot start on the line of its key", help_)


def _block(place: Place) -> Fault:
    mark = place.text[place.since : place.since + 1]
    help_ = "start the text on the next line, or quote the value"
    return place.fault(f"text after {show(mark)}", help_, len(place.after))


def _directive(place: Place) -> Fault:
    line = (place.before + place.after).strip()
    help_ = "delete this line; if it is text, quote it, or indent it in its block"
    return place.fault(f"{show(line)} is read as a directive, and not one that works", help_)


def _outside(place: Place) -> Fault:
    if place.above == "...":
        return place.fault("text after the end marker `...`", "delete the line `...`")
    if place.before.strip():
        return _no_key(place)
    return place.fault("this line stands outside of all that is above", _INDENT_HELP, NEAR)


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
