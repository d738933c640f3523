"""Bytes and characters: strict UTF-8, and nothing that an editor and a parser see differently."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from firsthour.problem import Severity
from firsthour.source.faults import MAX_PROBLEMS, Fault

_PLAIN = bytes([9, 10, 13, *range(32, 127)])
_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BOM = b"\xef\xbb\xbf"
# What YAML forbids, and what libyaml takes for a line break while editors, git and grep do not.
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\U000e0080-\U000e0fff"
)
# These hold emoji together and shape Arabic and Indic words; anywhere else they only hide.
_JOINERS, _VARIANTS, _TAGS = "\u200c\u200d", "\ufe00-\ufe0f", "\U000e0000-\U000e007f"
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_SHAPED = "\u0600-\u0dff\u1000-\u109f\u1780-\u18af"
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Most runs meet none of these, so a pattern is compiled when it is first wanted.
_ODD = (
    f"[{_FORBIDDEN}{_DIRECTION}{_HIDDEN}{_JOINERS}{_VARIANTS}{_TAGS}{_PRIVATE_USE}{_WIDE_SPACES}]"
)
_BAD = f"[{_FORBIDDEN}]|\r(?!\n)"
_INVISIBLE = (
    f"(?:[{_DIRECTION}{_HIDDEN}]"
    f"|(?<![{_EMOJI}{_SHAPED}\ufe0f])[{_JOINERS}]"
    f"|(?<![{_EMOJI}#*0-9])[{_VARIANTS}]"
    f"|(?<![\U0001f3f4{_TAGS}])[{_TAGS}])+"
)
_PRIVATE = f"[{_PRIVATE_USE}]+"
_ESCAPED = f"[{_FORBIDDEN}{_DIRECTION}]|\r(?!\n)"
WIDE_SPACE = re.compile(f"[{_WIDE_SPACES}]+")


def without_bom(data: bytes) -> bytes:
    """The bytes after a UTF-8 byte order mark, which Windows editors write."""
    return data[3:] if data.startswith(_BOM) else data


def encoding_fault(data: bytes) -> tuple[Fault, str]:
    """Why these bytes are not UTF-8, and the text as far as it is."""
    how = "choose the encoding UTF-8 when you save the file"
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            return Fault("yaml-encoding", 0, 0, f"the file is not UTF-8 but {encoding}", how), ""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        text = data[: error.start].decode()
        guess = "; it looks like Windows-1252 or Latin-1" if error.start < len(data) - 1 else ""
        message = f"byte `0x{data[error.start]:02x}` is not valid UTF-8{guess}"
        return Fault("yaml-encoding", len(text), len(text) + 1, message, how), text + "\ufffd"
    raise AssertionError("the bytes are valid UTF-8")


def is_odd(data: bytes, text: str) -> bool:
    """True when some character needs a closer look; a clean file costs one fast pass."""
    if data.count(b"\r") != data.count(b"\r\n"):
        return True
    return bool(data.translate(None, _PLAIN)) and re.search(_ODD, text) is not None


def bad_character(text: str) -> Fault | None:
    """The first character that no runbook file may hold, if any: then nothing is parsed."""
    found = re.search(_BAD, text)
    if found is None:
        return None
    more = sum(1 for _ in re.finditer(_BAD, text)) - 1
    count = f" (and {more:,} more)" if more else ""
    message = f"character {name(found.group())} is not allowed in a runbook file{count}"
    return Fault("yaml-bad-character", found.start(), found.end(), message, _remedy(text, found))


def hidden_characters(text: str) -> Iterator[Fault]:
    """Characters that nobody sees (errors), or that everybody sees differently (warnings)."""
    for found in itertools.islice(re.finditer(_INVISIBLE, text), MAX_PROBLEMS + 1):
        message = f"invisible character {name(found.group())}"
        help_ = "delete it; it came with a copy and breaks searches and commands"
        span = found.span()
        yield Fault("yaml-invisible-character", *span, message, help_, replacement="")
    for found in itertools.islice(re.finditer(_PRIVATE, text), MAX_PROBLEMS + 1):
        message = f"private-use character {name(found.group())} shows as a box on other computers"
        help_ = "write a word, or a character that every font has"
        span = found.span()
        yield Fault("yaml-private-use", *span, message, help_, Severity.WARNING)


def escaped_character(value: str, source: str) -> str | None:
    """A control or direction character that only an escape such as `\\e` puts into a value."""
    if value.isprintable():
        return None
    return min(set(re.findall(_ESCAPED, value)) - set(source), default=None)


def name(characters: str) -> str:
    """`U+200B` for the first of one or more characters."""
    return f"U+{ord(characters[0]):04X}"


def _remedy(text: str, found: re.Match[str]) -> str:
    character = found.group()
    if character == "\x00":
        return "save the file as UTF-8; it looks like UTF-16 or a binary file"
    if character == "\r":
        return "let lines end with LF or CRLF; a lone CR is no line end"
    if character in "\x85\u2028\u2029":
        return "replace it by an ordinary line break"
    if character == "\x1b":
        return "delete it; it is a colour code copied from a terminal"
    if character == "\ufeff":
        return "delete it; a byte order mark may only be the first character"
    return "delete it"
