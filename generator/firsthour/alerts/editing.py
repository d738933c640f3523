"""Links written into files of alert rules; nothing but the lines of the link changes.

Only block style is edited. The result is read again: the same alerts must be there, each with its
link, or the file stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthour.alerts.coverage import Landing, State
from firsthour.alerts.formats import read
from firsthour.alerts.found import FoundAlert
from firsthour.alerts.nodes import Node, UnreadableError, documents

KEY = "runbook_url"


@dataclass(frozen=True, slots=True)
class Edited:
    """A file with its links: the text before and after, and the names that were left out."""

    path: str
    before: str
    after: str
    written: tuple[str, ...]
    left: tuple[str, ...]


def wanted(landings: Iterable[Landing]) -> list[Landing]:
    """Those whose link is missing, dead or leads past the runbook, where there is a better one."""
    better = (State.NOT_LINKED, State.DEAD, State.GENERIC)
    return [it for it in landings if it.url and it.state in better]


def edit(path: str, text: str, landings: Iterable[Landing]) -> Edited:
    """Put the addresses of some alerts of one file into it."""
    chosen = {(it.alert.location.line, it.alert.name): it for it in landings}
    able = {key: it for key, it in chosen.items() if it.alert.editable}
    left = [it.alert.name for key, it in chosen.items() if key not in able]
    lines = text.split("\n")
    try:
        rules = [rule for document in documents(text) for rule in _rules(document)]
    except UnreadableError:
        rules = []
    inserted: list[tuple[int, int, list[str]]] = []  # line, how many it replaces, new lines
    done: dict[tuple[int, str], Landing] = {}
    for rule in rules:
        name = _name(rule)
        landing = able.get((name.line + 1, name.text))
        change = _change(rule, landing, lines) if landing is not None else None
        if landing is not None and change is not None:
            inserted.append(change)
            done[name.line + 1, name.text] = landing
    for at, count, new in sorted(inserted, reverse=True):
        lines[at : at + count] = new
    after = "\n".join(lines)
    left += [name for key, it in able.items() if key not in done for name in (it.alert.name,)]
    if done and not _holds(path, text, after, done):
        return Edited(path, text, text, (), tuple(it.alert.name for it in chosen.values()))
    return Edited(path, text, after, tuple(it.alert.name for it in done.values()), tuple(left))


def _change(rule: Node, landing: Landing, lines: list[str]) -> tuple[int, int, list[str]] | None:
    value = _quoted(landing.url)
    annotations = rule.get("annotations")
    if annotations.kind == "mapping" and annotations.pairs:
        key = landing.alert.link_key
        if key:
            old = annotations.get(key)
            line = lines[old.line]
            if old.line != old.end_line:
                return None
            return old.line, 1, [line[: old.column] + value + line[old.end_column :]]
        first = annotations.pairs[0][0]
        indent = lines[first.line][: first.column]
        # A key on the line of another, or behind a dash, has no line of its own before it.
        if indent.strip():
            return None
        return first.line, 0, [f"{indent}{KEY}: {value}"]
    if annotations.kind != "nothing":
        return None
    name_key = rule.key("alert") if rule.get("alert").kind == "scalar" else rule.key("title")
    name = _name(rule)
    if name.line != name.end_line or name_key.line != name.line:
        return None
    indent = " " * name_key.column
    return name.line + 1, 0, [f"{indent}annotations:", f"{indent}  {KEY}: {value}"]


def _rules(document: Node) -> list[Node]:
    """Every mapping with the name of an alert, wherever it stands."""
    found: list[Node] = []
    todo, seen = [document], set[int]()
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.kind == "mapping" and _name(node).kind == "scalar":
            found.append(node)
        todo.extend(node.items)
        todo.extend(value for _, value in node.pairs)
    return found


def _name(rule: Node) -> Node:
    return rule.get("alert") if rule.get("alert").kind == "scalar" else rule.get("title")


def _quoted(url: str) -> str:
    return "'" + url.replace("'", "''") + "'" if "{" in url or "'" in url else url


def _holds(path: str, before: str, after: str, done: Mapping[tuple[int, str], Landing]) -> bool:
    """Whether reading the result gives the same alerts, with the new links and no other change."""
    old, new = read(path, before).alerts, read(path, after).alerts
    if [it.name for it in old] != [it.name for it in new]:
        return False
    for was, now in zip(old, new, strict=True):
        landing = done.get((was.location.line, was.name))
        link = landing.url if landing else was.link
        if now.link != link or now.labels != was.labels or _rest(now) != _rest(was):
            return False
    return True


def _rest(alert: FoundAlert) -> dict[str, str]:
    key = alert.link_key
    return {name: text for name, text in alert.annotations.items() if name not in (key, KEY)}
