"""Whether a shell can read a command, and where it stops if it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from firsthour.rules.common.prompts import prompt
from firsthour.rules.common.shell import PLACEHOLDER, parse
from firsthour.rules.common.sql import is_sql

if TYPE_CHECKING:
    import tree_sitter


class Fault(NamedTuple):
    """What a shell cannot read, what to do, and the text at that place."""

    message: str
    help: str
    excerpt: str


# Words, paths, options and pipes of them: most commands, and nothing in them can be wrong.
_PLAIN = re.compile(r"[\w./:=@%+,-]+(?: +(?:\| +)?[\w./:=@%+,-]+)*\Z")
_KEYWORDS = re.compile(
    r"\b(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|select|function)\b"
)
# Queries for metrics and logs, consoles of programs, PowerShell: a step says what to run where, and
# that is not always a shell.
_OTHER = re.compile(
    r"\s*(?:\(?[\w.:]+\s*[-+*/]\s+[\w(]|[\w.:]+\s*\((?!\s*\))|[\w.:]+\s*\{|\{\S|[\w.]+\s+(?:=|==|!=|=~|\|=|by\s*\()\s"
    r"|(?:fields|filter|index|source|search|sum|avg|max|min|count|rate|topk|histogram_quantile)\b"
    r"|[\[(]?\w+\(|[A-Z][a-z]+-[A-Z]\w+|\$\w+\s*=|\$env:|@\w|//|<\?|import\s|from\s+\w+\s+import"
    r"|(?:var|let|const|def|print|puts|p)\b|GET |POST |PUT |DELETE |HEAD |show\s|set\s|config\s)"
)
_SHELL_FUNCTION = re.compile(r"\s*[\w-]+\s*\(\)\s*[{(]")
_LAST = re.compile(r"(\|\||&&|\||[<>]|\\)\s*\Z")
_LONE = re.compile(r"(?:^|[\n;])\s*(fi|done|esac|then|do|else|elif|;;)(?=\s|;|\Z)")
_NAME = re.compile(r"<[a-z][a-z0-9_-]*>\Z")


def fault(text: str) -> Fault | None:
    """The first place at which a shell cannot read a text; None too for what is no shell's."""
    if _PLAIN.match(text) and not _KEYWORDS.search(text):
        return None
    if is_sql(text) or (_OTHER.match(text) and not _SHELL_FUNCTION.match(text)) or prompt(text):
        return None
    if "<" in text and "<<" not in text:
        for found in PLACEHOLDER.finditer(_unquoted(text)):
            if not _NAME.match(found[0]):
                return _not_a_name(found[0])
    tree = parse(text)
    if tree is None:
        return None
    lone = _LONE.match(text)
    if lone:
        message = f"`{lone[1]}` stands alone, without what begins it"
        return Fault(message, "write the whole construct in one command", lone[1])
    node = _first_error(tree.root_node) if tree.root_node.has_error else None
    return _explained(text, node) if node else None


def _not_a_name(found: str) -> Fault:
    name = re.sub(r"[^a-z0-9]+", "-", found.lower()).strip("-")
    message = f"`{found}` is no placeholder, and a shell would read from a file of that name"
    return Fault(message, f"write `<{name}>` and declare it", found)


def _explained(text: str, node: tree_sitter.Node) -> Fault | None:
    open_quote = _open_quote(text)
    if open_quote >= 0:
        mark = text[open_quote]
        excerpt = text[open_quote:].split("\n")[0]
        kind = "quote" if mark in "'\"" else "backquote"
        return Fault(
            f"the {kind} that opens at {_cut(excerpt)} is never closed", "close it", excerpt
        )
    last = _LAST.search(text)
    if last:
        message = f"the command ends after `{last[1]}`, where more must follow"
        return Fault(message, "add what is missing", last[1])
    if node.is_missing:
        closes = {")": "(", "}": "{", "fi": "if", "done": "do", "esac": "case", "]]": "[["}
        opens = closes.get(node.type)
        if opens is None:
            return None
        return Fault(f"`{opens}` has no `{node.type}`", f"add `{node.type}`", opens)
    source = text.encode(errors="replace")[node.start_byte : node.end_byte]
    excerpt = source.decode(errors="replace").strip().split("\n")[0]
    if not excerpt:
        return None
    help_ = "try it with `bash -n`; quote brackets and other signs that are meant as text"
    return Fault(f"a shell cannot read this at {_cut(excerpt)}", help_, excerpt)


def _first_error(root: tree_sitter.Node) -> tree_sitter.Node | None:
    """The innermost of the first nodes that do not hold, in the order of the text."""
    todo, found = [root], None
    while todo:
        node = todo.pop()
        if node.is_error or node.is_missing:
            found = node
            todo.clear()
        todo.extend(child for child in reversed(node.children) if child.has_error)
    return found


def _unquoted(text: str) -> str:
    """The text with everything in quotes blanked."""
    pattern = r"'[^']*'|\"(?:\\.|[^\"\\])*\""
    return re.sub(pattern, lambda found: " " * len(found[0]), text, flags=re.S)


def _open_quote(text: str) -> int:
    """Where the quote stands that nothing closes; -1 when all are closed."""
    opened, index = -1, 0
    while index < len(text):
        char = text[index]
        if opened >= 0:
            if char == "\\" and text[opened] != "'":
                index += 1
            elif char == text[opened]:
                opened = -1
        elif char == "\\":
            index += 1
        elif char == "#" and (not index or text[index - 1] in " \t\n;"):
            end = text.find("\n", index)
            index = len(text) if end < 0 else end
        elif char in "'\"`":
            opened = index
        index += 1
    return opened


def _cut(text: str) -> str:
    short = text if len(text) <= 30 else text[:29] + "…"
    return f"`{short}`" if "`" not in short else f'"{short}"'
