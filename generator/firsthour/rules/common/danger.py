"""What a command text changes, by the tables: the worst of it, and how bad that is at least."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model.common import RISKS, Risk
from firsthour.rules.common.changing_words import INTERPRETERS, WORDS, changing_word
from firsthour.rules.common.code import calls, scripts
from firsthour.rules.common.dangers import ENTRIES, VALUES
from firsthour.rules.common.loading import changes, files
from firsthour.rules.common.local import is_local
from firsthour.rules.common.match import Entry, is_harmless
from firsthour.rules.common.prompts import unprompted
from firsthour.rules.common.redirects import may_redirect
from firsthour.rules.common.shell import MAX_LENGTH, Words, word_set
from firsthour.rules.common.sql import PROGRAMS, is_sql, queries, statements
from firsthour.rules.common.unwrap import Command, after_options, commands


class Danger(NamedTuple):
    """A command that changes something, as it is written, what it does, and its least risk."""

    command: str
    does: str
    risk: Risk
    # Nothing but a word of it says so: who knows the program knows better.
    is_guess: bool = False


# A text without any of these words, which most are, is not looked at. A program whose every entry
# needs a subcommand is found by that.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_SQL_WORDS = word_set(
    "delete truncate update insert drop alter create vacuum reindex grant revoke replace "
    "merge kill slave replica master replication logs from terminate cancel promote reload "
    "rotate switch wal deletemany deleteone remove dropdatabase updatemany updateone killop "
    "shutdownserver stepdown admincommand reconfig save bulkwrite insertone insertmany "
    "rmtree unlink unlinksync rmsync fileutils destroy apply perform delay clear "
    "optimize repair lock flush cluster purge copy refresh backend stat conf global system "
)
# They hand a command the words that they are fed.
_FEEDERS = word_set("xargs parallel fd")
_DUMPS = word_set("pg_dump pg_dumpall mysqldump mariadb-dump gunzip zcat xzcat bzcat zstdcat gzip")
_NO_VALUES: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=4096)
def worst(text: str) -> Danger | None:
    """The first of the worst commands in a text."""
    found = dangers(text)
    return max(found, key=lambda danger: RISKS.index(danger.risk)) if found else None


def known(text: str) -> Danger | None:
    """The first of the worst commands in a text, if more than a word of it says so."""
    found = worst(text)
    return found if found and not found.is_guess else None


def dangers(text: str) -> list[Danger]:
    """The commands in a text that change something."""
    if len(text) > MAX_LENGTH:
        return []
    if _suspects().isdisjoint(_WORD.findall(text.lower())) and not may_redirect(text):
        return []
    text = unprompted(text)
    if is_sql(text):
        return list(_in_query(text))
    found = commands(text)
    piped = tuple(word for command in found if command.after for word in command.words[1:])
    return [danger for command in found for danger in _judge(command, piped)]


def _judge(command: Command, piped: Words) -> Iterator[Danger]:
    loaded = tuple(files(command, piped))
    found = list(_known(command, loaded))
    yield from found
    if not found and any(map(changes, loaded)):
        yield Danger(command.written, "runs a file of statements", "reversible", is_guess=True)
        return
    program = command.words[0]
    in_tables = program in PROGRAMS or program in _by_program()
    if not found and (program in INTERPRETERS or not in_tables):
        verb = changing_word(command.words)
        if verb:
            yield Danger(command.written, f"says `{verb}`", "reversible", is_guess=True)


def _known(command: Command, loaded: Words) -> Iterator[Danger]:
    """What the tables and the statements in it say about a command."""
    program, rest = command.words[0], command.words[1:]
    if program in PROGRAMS or (program in ("manage.py", "rails") and rest[:1] == ("dbshell",)):
        for query in queries(rest, command.fed):
            yield from _in_query(query)
        for file in loaded:
            yield from _fitting("<", (file, program), command.written)
        if not _DUMPS.isdisjoint(command.before):
            yield Danger(command.written, "loads data into a database", "reversible")
    for code in scripts(program, rest, command.fed):
        for call in calls(code):
            yield Danger(command.written, call.does, call.risk)
    if program not in _by_program() or is_harmless(rest) or is_local(program, rest):
        return
    if command.within[-1:] and command.within[-1] in _FEEDERS and "{}" not in rest:
        rest = (*rest, "{}")
    fed = command.fed if program in ("redis-cli", "valkey-cli") else ""
    for words in (rest, *(tuple(line.split()) for line in fed.splitlines())):
        yield from _fitting(program, words, command.written)


def _fitting(program: str, words: Words, written: str) -> Iterator[Danger]:
    plain = after_options(words, VALUES.get(program, _NO_VALUES))
    for entry in _by_program()[program]:
        if entry.fits(words, plain):
            yield Danger(written, entry.does, entry.risk)
            return


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
    found = set(_SQL_WORDS | WORDS | _DUMPS | {"dump", "psql", "mysql", "mariadb", "sql"})
    for entry in ENTRIES:
        for program in entry.programs.split():
            found.update(_WORD.findall(program.lower())[-1:])
    return frozenset(found)
