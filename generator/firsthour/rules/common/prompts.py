"""What stands in front of a command on a screen, and is copied along with it."""

from __future__ import annotations

import re

# What a shell, a database or an interpreter writes in front of what is typed.
_PROMPT = re.compile(
    r"^[ \t]*("
    r"[$%](?=\s+\S)"
    r"|>>>(?=\s)"
    r"|\[?[a-z_][\w.-]*@[\w.-]+(?::|\s)[^\s$#'\"|;&]*\]?[$#](?=\s)"
    r"|(?:bash|sh|zsh)-\d[\d.]*[$#](?=\s)"
    r"|(?:mysql|MariaDB \[[^\]]*\]|sqlite|mongo(?:sh)?|redis|irb\([^)]*\):[\d:]+|cqlsh)>(?=\s)"
    r"|[a-z_]\w*[=-][#>](?=\s)"
    r"|(?:localhost|\d+\.\d+\.\d+\.\d+):\d+(?:\[\d+\])?>(?=\s)"
    r"|PS [A-Z]:\\[^>]*>"
    r")",
    re.M,
)
# A comment that is a sentence, or a note to do something, begins with a capital.
_ROOT = re.compile(r"[ \t]*(#)[ \t]+[a-z./]")
_MARKS = re.compile(r"[$%>#]")


def unprompted(text: str) -> str:
    """The text with every prompt of a screen blanked, as long as before."""
    if not _MARKS.search(text):
        return text
    return _PROMPT.sub(lambda found: " " * len(found[0]), text)


def prompt(text: str) -> str:
    """The first prompt in a text; empty when there is none."""
    if not _MARKS.search(text):
        return ""
    found = _PROMPT.search(text)
    if found:
        return found[1]
    # One comment explains the command below it; comments alone are commands of root.
    lines = [line for line in text.splitlines() if line.strip()]
    root = [_ROOT.match(line) for line in lines]
    first = root[0] if root else None
    return first[1] if first and all(root) else ""
