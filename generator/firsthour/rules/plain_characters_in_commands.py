from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import command_texts

# In plain quotes these are text that somebody searches for or prints.
_QUOTED = re.compile(r"'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\"")
_DASH = re.compile(r"(?<![^\s=(])[\u2010-\u2015\u2212]+(?=[A-Za-z0-9])")
_QUOTE = re.compile("[\u2018-\u201f\u00ab\u00bb\u2032\u2033]")
_BLANK = re.compile(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)


@rule(Severity.ERROR)
def plain_characters_in_commands(catalog: Catalog) -> Iterator[Finding]:
    """A command has plain quotes, plain dashes and plain spaces.

    Word processors and chats turn `--` into a dash and "x" into curly quotes. On the page it looks
    right; in the shell it is another command, or none.

    To fix: type the character again, in an editor for code.
    """
    for text, origin, *_ in command_texts(catalog):
        if text.isascii():
            continue
        bare = _QUOTED.sub(lambda found: " " * len(found[0]), text)
        for pattern, where, name in (
            (_BLANK, text, "a space or mark that a shell does not know"),
            (_QUOTE, bare, "a typographic quote, which no shell knows"),
            (_DASH, bare, "a long dash where an option starts"),
        ):
            found = pattern.search(where)
            if found:
                code = f"U+{ord(found[0][0]):04X}"
                shown = f"`{found[0]}` ({code})" if found[0].isprintable() else f"`{code}`"
                help_ = f"type {_plain(found[0])} instead"
                yield Finding(origin, f"{shown} is {name}", help_, excerpt=found[0])
                break


def _plain(found: str) -> str:
    if _BLANK.match(found):
        return "a plain space, or nothing,"
    if _QUOTE.match(found):
        return "`'`" if found in "\u2018\u2019\u201a\u201b\u2032" else '`"`'
    return "`--`" if found[0] in "\u2014\u2015" else "`-` or `--`"
