"""The operational part of a page, as a short hash: what a review vouches for.

Counted: commands, addresses, where they run, their order, parameters and environments, risk and who
approves, what to expect, where branches lead and when, the way back, whom to call, which message
goes where; of a checklist its items, decisions and who is called; of a message its text and fields.
Not counted: titles, explanations, notes, warnings, links, reviews. What a step says in words counts
when it has no command, address or procedure: then the words are the action.

Prose is compared without regard to case, line breaks and final stops. A procedure that a page uses
counts with its own hash. Whatever is empty is left out, so that a new field changes no hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from firsthour.model.checklists import Block, Checklist, Decision, Item, Panels
from firsthour.model.common import (
    Branch,
    Duration,
    Expectation,
    Option,
    Param,
    Rollback,
    Step,
    Undo,
)
from firsthour.model.failure_modes import Alert, Communicate, Escalate, FailureMode
from firsthour.model.procedures import Procedure
from firsthour.model.templates import Field, Template

Page = Checklist | FailureMode | Procedure | Template
LENGTH = 12

_PAGE = "params environments steps diagnose mitigate rollback verify after alerts escalate"
# Class -> the fields that count as they stand, and those that are prose.
COUNTED: Mapping[type, tuple[str, str]] = {
    FailureMode: (f"{_PAGE} communicate", ""),
    Procedure: ("params environments steps rollback verify approve undo", ""),
    Checklist: ("blocks decisions panels", ""),
    Template: ("channel fields", "subject body"),
    Step: ("run open use with_ where expect if_ dry_run risk approve undo", ""),
    Option: ("steps risk approve undo", "when"),
    Rollback: ("mode approve steps", "decide data success"),
    Undo: ("run", "impossible"),
    Branch: ("go", "when"),
    Expectation: ("within hold", "text"),
    Param: ("from_ label run default", ""),
    Alert: ("name match start", ""),
    Escalate: ("to after", "when"),
    Communicate: ("when template to", ""),
    Block: ("items", ""),
    Item: ("", "do answer"),
    Decision: ("", "if_ then"),
    Panels: ("call", ""),
    Field: ("default", ""),
}
_EXACT = {cls: tuple(exact.split()) for cls, (exact, _) in COUNTED.items()}
_PROSE = {cls: tuple(prose.split()) for cls, (_, prose) in COUNTED.items()}
# Where the words are the action, because nothing else of it is there.
_WORDS: Mapping[type, tuple[str, str]] = {
    Step: ("do", "run open use"),
    Undo: ("do", "run"),
    Option: ("title", "steps"),
}


def hashes(
    pages: Mapping[str, Page], procedures: Mapping[str, Procedure]
) -> Iterator[tuple[str, str]]:
    """Each page's name with the hash of its operational part."""
    own = {name: own_hash(page) for name, page in procedures.items()}
    for name, page in pages.items():
        yield name, _joined(page, procedures, own)


def own_hash(page: Page) -> str:
    """The hash of what stands on the page itself: a procedure counts by its name alone."""
    return _digest(_plain(page))


def used(page: Page) -> Iterator[str]:
    """The ids of the procedures that a page uses, as often as it does."""
    todo: list[Any] = [page]
    while todo:
        value = todo.pop()
        cls = type(value)
        if cls is tuple:
            todo.extend(value)
        elif cls in _EXACT:
            if cls is Step and value.use:
                yield value.use.removeprefix("procedures/")
            todo.extend([getattr(value, name) for name in _EXACT[cls]])


def _joined(page: Page, procedures: Mapping[str, Procedure], own: Mapping[str, str]) -> str:
    """A page's own hash, with those of all procedures that it reaches; circles are harmless."""
    reached: set[str] = set()
    todo = list(used(page))
    while todo:
        name = todo.pop()
        if name in procedures and name not in reached:
            reached.add(name)
            todo.extend(used(procedures[name]))
    if not reached:
        return own_hash(page)
    return _digest([own_hash(page), *([name, own[name]] for name in sorted(reached))])


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> Any:
    """A value that counts, as plain data in a fixed form."""
    cls = type(value)
    if cls is str:
        # Line endings and blank space at the end of a line do not change a command.
        return "\n".join([line.rstrip() for line in value.strip().splitlines()])
    if cls is tuple:
        return [_plain(each) for each in value]
    if cls in _EXACT:
        return dict(_fields(value, cls))
    if cls is Duration:
        return value.seconds
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _fields(value: object, cls: type) -> Iterator[tuple[str, Any]]:
    for name in _EXACT[cls]:
        if found := getattr(value, name):
            yield name.removesuffix("_"), _plain(found)
    for name in _PROSE[cls]:
        if found := getattr(value, name):
            yield name.removesuffix("_"), _prose(found)
    words, others = _WORDS.get(cls, ("", ""))
    if words and getattr(value, words) and not any(getattr(value, it) for it in others.split()):
        yield words, _prose(getattr(value, words))


def _prose(value: str | tuple[str, ...]) -> Any:
    if isinstance(value, tuple):
        return [_prose(each) for each in value]
    return " ".join(value.casefold().split()).rstrip(".;: ")
