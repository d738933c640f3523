"""Command text -> the simple commands in it, by a grammar of bash, with what surrounds each one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tree_sitter

Words = tuple[str, ...]

# Anything longer is not a command that somebody copies at night.
MAX_LENGTH = 20_000
_MIDDLE = re.compile(r"(?<=[\w/.:=-])#")  # of a word, where it begins no comment
_BOTH_WAYS = re.compile(r"(?<=\d)<>")
PLACEHOLDER = re.compile(r"<[A-Za-z][\w.-]*(?: [\w.-]+)*(?:\|[\w.-]+)*>")
_ESCAPED = re.compile(r"\\(.)", re.S)
_STATEMENTS = frozenset(["command", "redirected_statement", "subshell", "compound_statement"])
_NOT_WORDS = frozenset(
    ["variable_assignment", "file_redirect", "heredoc_redirect", "comment", "<", ">"]
)


class Word(NamedTuple):
    """A word without its quotes, and where it stands in the text (in bytes)."""

    text: str
    start: int
    end: int


class Simple(NamedTuple):
    """A simple command as it is written: its words, and its neighbours in a pipeline.

    `fed` is the text it reads: a heredoc, a here-string, or what `echo` hands it.
    """

    words: tuple[Word, ...]
    source: bytes
    before: Words = ()
    after: Words = ()
    fed: str = ""

    def written(self, words: tuple[Word, ...]) -> str:
        """What stands in the text from the first of these words to the last, on one line."""
        text = self.source[words[0].start : words[-1].end].decode()
        return text.split("\n")[0].rstrip(" \\")


class _Around(NamedTuple):
    """What a node's place says about the command in it; `at_end`: about the last one."""

    before: Words = ()
    after: Words = ()
    fed: str = ""
    more: tuple[Word, ...] = ()
    at_end: bool = False


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def simple_commands(text: str) -> Iterator[Simple]:
    """Every simple command, wherever it is nested; `<name>` is a word and no redirection."""
    source = text.encode(errors="replace")
    todo: list[tuple[tree_sitter.Node, _Around]] = []
    tree = parse(text)
    if tree is not None:
        todo.append((tree.root_node, _Around()))
    while todo:
        node, around = todo.pop()
        children = node.children
        if node.type == "command":
            words = (*_words(children, source), *around.more)
            if words and words[0].text:
                found = _with_here_string(node, source, around)
                yield Simple(words, source, found.before, found.after, found.fed)
            around = _Around()
            inner = [(child, around) for child in children if child.child_count]
        elif node.type == "pipeline":
            inner = list(_stages(children, source, around))
        elif node.type == "redirected_statement":
            inner = list(_redirected(children, source, around))
        else:
            # Of `cd x && psql <<EOF` the last one is fed, though the grammar says both.
            inner = [(child, _Around()) for child in children]
            if node.type in ("list", "subshell", "compound_statement") and around != _Around():
                last = max(i for i, child in enumerate(children) if child.is_named)
                inner[last] = (children[last], around)
        todo.extend(reversed(inner))


@functools.lru_cache(maxsize=256)
def parse(text: str) -> tree_sitter.Tree | None:
    """The syntax tree of a text, with placeholders masked; None for one that is too long."""
    if len(text) > MAX_LENGTH:
        return None
    # A shell ends the last line itself; the grammar wants to see it before a heredoc's end.
    return _parser().parse(mask(text).encode(errors="replace") + b"\n")


def mask(text: str) -> str:
    """The text with `<name>` as a plain word of the same length."""
    if "#" in text:
        text = _MIDDLE.sub("X", text)
    if "<" not in text:
        return text
    text = _BOTH_WAYS.sub("< ", text)  # opened to read and write, which the grammar does not know
    return PLACEHOLDER.sub(lambda found: "X" * len(found[0].encode()), text)


@functools.cache
def _parser() -> tree_sitter.Parser:
    # Loaded when there is a command to read: a repository without one must not wait for it.
    import tree_sitter
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def _words(children: list[tree_sitter.Node], source: bytes) -> Iterator[Word]:
    for child in children:
        kind = child.type
        if kind == "command_name":
            child = child.children[0] if child.child_count else child
        elif kind in _NOT_WORDS or kind.startswith("herestring"):
            continue
        yield Word(word_value(child, source), child.start_byte, child.end_byte)


def word_value(node: tree_sitter.Node, source: bytes) -> str:
    """A word as the program gets it, as far as that can be known without running anything."""
    text = source[node.start_byte : node.end_byte].decode(errors="replace")
    kind = node.type
    if kind == "raw_string":
        return text[1:-1]
    if kind in ("string", "translated_string"):
        return _ESCAPED.sub(_unescape, text.removeprefix("$")[1:-1])
    if kind == "ansi_c_string":
        return _ESCAPED.sub(r"\1", text[2:-1])
    if kind == "concatenation":
        return "".join(word_value(child, source) for child in node.children)
    if kind == "word" and "\\" in text:
        return _ESCAPED.sub(lambda found: "" if found[1] == "\n" else found[1], text)
    return text


def _unescape(found: re.Match[str]) -> str:
    """Inside double quotes a backslash escapes these and no others."""
    if found[1] == "\n":
        return ""
    return found[1] if found[1] in '"\\$`' else found[0]


def _with_here_string(node: tree_sitter.Node, source: bytes, around: _Around) -> _Around:
    for child in node.children:
        if child.type == "herestring_redirect" and child.child_count > 1:
            return around._replace(fed=word_value(child.children[-1], source))
    return around


def _stages(
    children: list[tree_sitter.Node], source: bytes, around: _Around
) -> Iterator[tuple[tree_sitter.Node, _Around]]:
    """The commands of a pipeline: the first is fed from outside, the next by `echo`."""
    stages = [child for child in children if child.is_named and child.type != "comment"]
    names = [_name(stage, source) for stage in stages]
    fed = "" if around.at_end else around.fed
    for index, stage in enumerate(stages):
        before = (*around.before, *names[:index])
        after = (*names[index + 1 :], *around.after)
        if around.at_end and index == len(stages) - 1:
            yield stage, around._replace(before=before, after=after, fed=around.fed or fed)
        else:
            yield stage, _Around(before, after, fed)
        fed = _said(stage, source, fed)


def _redirected(
    children: list[tree_sitter.Node], source: bytes, around: _Around
) -> Iterator[tuple[tree_sitter.Node, _Around]]:
    """A command and its redirections. `cat <<EOF | sh` is a pipeline inside of the heredoc."""
    fed = around.fed
    for child in children:
        if child.type == "herestring_redirect" and child.child_count > 1:
            fed = word_value(child.children[-1], source)
        for part in child.children if child.type == "heredoc_redirect" else ():
            if part.type == "heredoc_body":
                fed = source[part.start_byte : part.end_byte].decode(errors="replace")
    # In `a > file b` the grammar gives `b` to the redirection.
    more = tuple(
        Word(word_value(target, source), target.start_byte, target.end_byte)
        for child in children
        if child.type == "file_redirect"
        for target in child.children_by_field_name("destination")[1:]
    )
    around = around._replace(more=(*around.more, *more))
    body = children[0]
    name = _name(body, source)
    for child in children:
        if child.type == "heredoc_redirect":
            piped = [part for part in child.children if part.type in ("pipeline", *_STATEMENTS)]
            for part in piped:
                yield part, _Around((*around.before, name), around.after, fed)
            if piped:
                yield (
                    body,
                    around._replace(
                        after=(_name(piped[0], source), *around.after), fed=fed, at_end=True
                    ),
                )
                return
    yield body, around._replace(fed=fed, at_end=True)
    for child in children[1:]:
        yield child, _Around()


def _name(node: tree_sitter.Node, source: bytes) -> str:
    """The program of a stage, without `sudo` and options in front."""
    found = _first_command(node)
    for word in _words(found.children, source) if found else ():
        name = word.text.rpartition("/")[2]
        if name not in ("sudo", "doas", "env", "exec", "nohup", "time") and name[:1] != "-":
            return name
    return ""


def _said(node: tree_sitter.Node, source: bytes, fed: str) -> str:
    """What a stage hands to the next one, where that can be known."""
    found = _first_command(node)
    words = [word.text for word in _words(found.children, source)] if found else []
    if words[:1] in (["echo"], ["printf"]):
        said = words[1:]
        return " ".join(said[1:] if said[:1] in (["-e"], ["-n"], ["-en"], ["-ne"]) else said)
    return fed if words in (["cat"], ["cat", "-"]) or words[:1] == ["tee"] else ""


def _first_command(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """The first simple command of a node, without going into its words."""
    while node.type != "command":
        inner = [child for child in node.children if child.is_named]
        if not inner:
            return None
        node = inner[0]
    return node
