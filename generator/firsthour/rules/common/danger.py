"""What a command text changes, by the tables: the worst of it, and how bad that is at least."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model.common import RISKS, Risk
from firsthour.rules.common.dangers import ENTRIES, VALUES
from firsthour.rules.common.match import Entry, is_harmless
from firsthour.rules.common.shell import MAX_LENGTH, word_set
from firsthour.rules.common.sql import PROGRAMS, is_sql, queries, statements
from firsthour.rules.common.unwrap import Command, after_options, commands


class Danger(NamedTuple):
    """A command that changes something, as it is written, what it does, and its least risk."""

    command: str
    does: str
    risk: Risk


# A text without any of these words, which most are, is not looked at. A program whose every entry
# needs a subcommand is found by that.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_SQL_WORDS = word_set(
    "delete truncate update insert drop alter create vacuum reindex grant revoke replace "
    "merge kill slave replica master replication logs from terminate cancel promote reload "
    "rotate switch wal deletemany deleteone remove dropdatabase updatemany updateone killop "
    "shutdownserver stepdown admincommand reconfig save bulkwrite insertone insertmany "
    "optimize repair lock flush cluster purge copy refresh backend stat conf global system "
)
_NO_VALUES: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=4096)
def worst(text: str) -> Danger | None:
    """The first of the worst commands in a text."""
    found = dangers(text)
    return max(found, key=lambda danger: RISKS.index(danger.risk)) if found else None


def dangers(text: str) -> list[Danger]:
    """The commands in a text that change something."""
    if len(text) > MAX_LENGTH or _suspects().isdisjoint(_WORD.findall(text.lower())):
        return []
    if is_sql(text):
        return list(_in_query(text))
    return [danger for command in commands(text) for danger in _judge(command)]


def _judge(command: Command) -> Iterator[Danger]:
    program, rest = command.words[0], command.words[1:]
    if program in PROGRAMS or (program in ("manage.py", "rails") and rest[:1] == ("dbshell",)):
        for query in queries(rest, command.fed):
            yield from _in_query(query)
    entries = _by_program().get(program, ())
    if not entries or is_harmless(rest):
        return
    values = VALUES.get(program, _NO_VALUES)
    fed = command.fed if program in ("redis-cli", "valkey-cli") else ""
    for words in (rest, *(tuple(line.split()) for line in fed.splitlines())):
        plain = after_options(words, values)
        for entry in entries:
            if entry.fits(words, plain):
                yield Danger(command.written, entry.does, entry.risk)
                break


def _in_query(text: str) -> Iterator[Danger]:
    for entry, written in statements(text):
        yield Danger(written.split("\n")[0].rstrip(), entry.does, entry.risk)


@functools.cache
def _by_program() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in ENTRIES:
        for program in entry.programs.split():
            found.setdefault(program, []).append(entry)
    return {program: tuple(entries) for program, entries in found.items()}


@functools.cache
def _suspects() -> frozenset[str]:
    """Words of which a text must hold one for anything to be found."""
    found = set(_SQL_WORDS)
    for entry in ENTRIES:
        for program in entry.programs.split():
            found.update(_WORD.findall(program.lower())[-1:])
    return frozenset(found)
