"""YAML of any kind -> nodes that know their place; several documents, anchors and old files too.

The reader of runbooks refuses what is unwise. Alert rules are somebody else's files: whatever their
tools accept is read, up to limits, and what cannot be read becomes a sentence. Events are used and
not libyaml's own composer, which dies on deep nesting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 64
MAX_NODES = 400_000


class UnreadableError(Exception):
    """The text is no YAML that can be read; the message says where and why."""


@dataclass(slots=True)
class Node:
    """One value: text, a list or a mapping, from a line and column (from 0) to another.

    A mapping keeps its keys as nodes, in their order; `flow` says that it stands in brackets.
    """

    kind: str  # scalar, list, mapping
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    text: str = ""
    flow: bool = False
    plain: bool = True
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node:
        """The value of a key; a node of nothing when there is none."""
        for name, value in self.pairs:
            if name.kind == "scalar" and name.text == key:
                return value
        return NOTHING

    def key(self, key: str) -> Node:
        """The key itself, for its place."""
        for name, _ in self.pairs:
            if name.kind == "scalar" and name.text == key:
                return name
        return NOTHING

    def texts(self) -> dict[str, str]:
        """The pairs whose values are plain text."""
        return {
            name.text: value.text
            for name, value in self.pairs
            if name.kind == "scalar" and value.kind == "scalar"
        }

    def scalars(self) -> Iterator[Node]:
        """Every text below."""
        for node in self.walk(lambda each: [*(value for _, value in each.pairs), *each.items]):
            if node.kind == "scalar":
                yield node

    def walk(self, below: Callable[[Node], list[Node]]) -> Iterator[Node]:
        """This and all that is below, each once: an alias may lead back to where it stands."""
        todo = [self]
        seen: set[int] = set()
        while todo:
            node = todo.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                todo.extend(reversed(below(node)))


NOTHING = Node("nothing")


def documents(text: str) -> list[Node]:
    """Every document of a text.

    Raises:
        UnreadableError: it is not YAML, or beyond the limits.
    """
    try:
        return list(_documents(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        raise UnreadableError(f"{place}{error.problem or error.context or 'no YAML'}") from None
    except (yaml.YAMLError, ValueError, UnicodeError) as error:
        raise UnreadableError(str(error).partition("\n")[0] or "no YAML") from None


def _documents(text: str) -> Iterator[Node]:
    stack: list[tuple[Node, Node | None]] = []
    anchors: dict[str, Node] = {}
    count = 0
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        mark: Any = event.start_mark
        count += 1
        if count > MAX_NODES:
            raise UnreadableError(f"it has more than {MAX_NODES:,} values")
        if isinstance(event, yaml.DocumentStartEvent):
            anchors = {}
            continue
        if isinstance(event, yaml.AliasEvent):
            node = anchors.get(str(event.anchor))
            if node is None:
                raise UnreadableError(f"line {mark.line + 1}: *{event.anchor} is unknown")
            if any(open_ is node for open_, _ in stack):
                raise UnreadableError(f"line {mark.line + 1}: a value holds itself")
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event)
            if event.anchor:
                anchors[event.anchor] = node
        elif isinstance(event, yaml.CollectionEndEvent):
            done, _ = stack.pop()
            end: Any = event.end_mark
            done.end_line, done.end_column = end.line, end.column
            continue
        else:
            continue
        if stack:
            _put(stack, node)
        else:
            yield node
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                raise UnreadableError(f"line {node.line + 1}: it is nested deeper than {MAX_DEPTH}")
            stack.append((node, None))


def _node(event: Any) -> Node:
    start, end = event.start_mark, event.end_mark
    node = Node("scalar", start.line, start.column, end.line, end.column)
    if isinstance(event, yaml.ScalarEvent):
        node.text = event.value
        node.plain = not event.style
    else:
        node.kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        node.flow = bool(event.flow_style)
    return node


def _put(stack: list[tuple[Node, Node | None]], node: Node) -> None:
    parent, key = stack[-1]
    if parent.kind == "list":
        parent.items.append(node)
    elif key is None:
        stack[-1] = (parent, node)
    else:
        parent.pairs.append((key, node))
        stack[-1] = (parent, None)
