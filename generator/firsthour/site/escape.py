r"""The boundary: every word of a team's YAML crosses here on its way to Markdown and HTML.

One escape serves Markdown text, HTML text and quoted attributes alike, because each character that
means something in any of them becomes a character reference, which all of them read back as the
plain character. Nothing else in the project escapes.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from firsthour.model.common import Duration

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", ""})

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&\"'|~^=$#]")
# What opens a block when it stands first: lists, headings, rules, definitions, quotes.
_OPENING = re.compile(r"^(?:[-+:!]|[0-9]+[.)])")
_SPACE = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_-]*)>")
_ADDRESS = re.compile(r"(https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])")
# What has been escaped, between blanks and breaks; a break is a reference then.
_WORD = re.compile(r"&#10;|(?:<[^>]*>|&(?!#10;)[^;]*;|[^\s<&])+")
_TAG = re.compile(r"<[^>]*>")
_BREAKABLE = re.compile(r"[^\w.].|.[^\w.]")
_URL_NOISE = re.compile(r"[\x00-\x20\x7f]")


def escape(value: object) -> Markup:
    """Make any value safe as one line of Markdown or HTML text; `Markup` passes as it is."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup()
    if isinstance(value, Duration):
        value = value.words
    text = _SPACE.sub(" ", str(value))
    text = _SPECIAL.sub(_reference, text)
    return Markup(_OPENING.sub(_last_as_reference, text))


def lines(value: str) -> Markup:
    """Text whose line breaks matter (commands, messages), for `<pre>` and `<textarea>`.

    Breaks at the end are left out: YAML's block style puts one there.
    """
    return _kept(value.rstrip("\n"))


def _kept(value: str) -> Markup:
    kept = value.expandtabs(4).split("\n")
    return Markup("&#10;").join(Markup(_SPECIAL.sub(_reference, line)) for line in kept)


def command(value: str) -> Markup:
    """A command or message with every `<name>` marked as a parameter; line breaks are kept."""
    parts = _PLACEHOLDER.split(value.rstrip("\n"))
    marked = [
        Markup('<var class="fh-param" data-param="{0}">&lt;{0}&gt;</var>').format(part)
        if index % 2
        else _kept(part)
        for index, part in enumerate(parts)
    ]
    return Markup().join(marked)


def words(value: str) -> Markup:
    """A command whose words are whole: a browser breaks a line after a hyphen, else, and who reads
    `head -` and `n 5` on two lines does not know whether there is a space between them."""
    return Markup(_WORD.sub(_whole, command(value)))


def _whole(found: re.Match[str]) -> str:
    word = found.group()
    if word == "&#10;":
        return word
    plain = html.unescape(_TAG.sub("", word))
    return f"<span>{word}</span>" if len(plain) > 1 and _BREAKABLE.search(plain) else word


def inline(value: str) -> Markup:
    """One line of text with every `<name>` marked as a parameter."""
    return command(_SPACE.sub(" ", value))


def url(value: str) -> Markup:
    """An address for `href`; one with a scheme that could run code becomes `#refused`."""
    bare = _URL_NOISE.sub("", value)
    try:
        scheme = urlsplit(bare).scheme.lower()
    except ValueError:
        scheme = "unreadable"
    return escape(bare) if scheme in ALLOWED_SCHEMES else Markup("#refused")


def script(value: Any) -> str:
    """Plain data as an expression of JavaScript, safe in a script of its own and inside HTML."""
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return "JSON.parse('" + text.replace("\\", "\\\\").replace("'", "\\'") + "')"


def linked(value: str) -> Markup:
    """One line of text in which addresses of the web are links."""
    parts = _ADDRESS.split(value)
    return Markup().join(
        Markup('<a href="{0}">{0}</a>').format(escape(part)) if index % 2 else _within(part)
        for index, part in enumerate(parts)
    )


def _within(text: str) -> Markup:
    """Escape a part of a line, whose spaces at the ends matter."""
    return Markup(_SPECIAL.sub(_reference, _SPACE.sub(" ", text)))


def front_matter(value: Any) -> Any:
    """Text for the page's metadata, which themes print as HTML and in attributes, unescaped.

    Lists are search words: the search splits them at quotes and must see them as they are.
    """
    if isinstance(value, str):
        return _entities(value).replace('"', "&quot;").replace("'", "&#39;")
    if isinstance(value, (list, tuple)):
        return [_entities(str(item)) for item in value]
    return value


def _entities(text: str) -> str:
    text = _SPACE.sub(" ", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _last_as_reference(match: re.Match[str]) -> str:
    text = match.group()
    return f"{text[:-1]}&#{ord(text[-1])};"
