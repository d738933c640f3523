"""Entries of a table of commands, and whether the words of a command fit one."""

from __future__ import annotations

import fnmatch
import functools
import itertools
import re
from typing import NamedTuple

from firsthour.model.common import Risk
from firsthour.rules.common.shell import Words, word_set

_CLUSTER = re.compile(r"-[A-Za-z]{1,6}(?![A-Za-z])")
_HARMLESS = word_set(
    "--dry-run --dry-run=client --dry-run=server --help --version --check --whatif"
)


class Entry(NamedTuple):
    """A command, its least risk, and what it does; `hit` fits it, `miss` is near and does not.

    `programs` are names; without `words` one of them is enough. `words` are separated by spaces,
    and all must fit. A word that starts with a dash is an option and may stand anywhere: `-f` is
    also in `-rf`, `--x=1` is also `--x 1`. The others fit the first words that are no options, in
    order: `~` in front of one lets it stand anywhere in them, and three dots behind it make it fit
    all that remain. A last `$` allows none after them.
    `|` separates alternatives and `*` is any text. With one of the options in
    `unless` the entry does not fit.
    """

    programs: str
    words: str
    risk: Risk
    does: str
    hit: str
    miss: str
    unless: str = ""

    def fits(self, words: Words, plain: Words) -> bool:
        """True for these words after the program, of which `plain` are no options."""
        pattern = _compiled(self.words, self.unless)
        return (
            all(any(_has_option(each, words) for each in option) for option in pattern.options)
            and not any(_has_option(each, words) for each in pattern.unless)
            and len(plain) >= len(pattern.places)
            and all(map(_is, pattern.places, plain))
            and all(any(_is(each, word) for word in plain[:5]) for each in pattern.anywhere)
            and (not pattern.is_end or len(plain) == len(pattern.places))
            and (pattern.all is None or _all(pattern.all, plain[len(pattern.places) :]))
        )


class _Pattern(NamedTuple):
    options: tuple[Words, ...]
    places: tuple[Words, ...]
    anywhere: tuple[Words, ...]
    all: Words | None
    unless: Words
    is_end: bool


@functools.cache
def _compiled(words: str, unless: str) -> _Pattern:
    options, places, anywhere, every = [], [], [], None
    for word in words.split():
        if word == "$":
            continue
        alternatives = tuple(word.lstrip("~").removesuffix("...").split("|"))
        if word[0] == "-":
            options.append(alternatives)
        elif word[0] == "~":
            anywhere.append(alternatives)
        elif word.endswith("..."):
            every = alternatives
        else:
            places.append(alternatives)
    return _Pattern(
        tuple(options),
        tuple(places),
        tuple(anywhere),
        every,
        tuple(unless.split()),
        "$" in words.split(),
    )


def is_harmless(words: Words) -> bool:
    """True when an option says that nothing is to happen."""
    return not _HARMLESS.isdisjoint(words)


def _has_option(option: str, words: Words) -> bool:
    if option[:2] == "--" or len(option) != 2:
        name, _, value = option.partition("=")
        if value and any(
            word == value and _takes(name, before) for before, word in itertools.pairwise(words)
        ):
            return True
        if len(name) == 2 and value and any(_joins(name, value, word) for word in words):
            return True
        return any(
            word == option or (not value and word.startswith(option + "=")) for word in words
        )
    if option[1].isdigit():
        return option in words
    for word in words:
        cluster = _CLUSTER.match(word)
        if cluster and option[1] in cluster[0]:
            return True
    return False


def _takes(option: str, word: str) -> bool:
    """True for the option itself, and for a cluster at whose end it stands: `-sX` is `-s -X`."""
    return word == option or (
        len(option) == 2 and word[:2] != "--" and word[:1] == "-" and word[-1] == option[1]
    )


def _joins(option: str, value: str, word: str) -> bool:
    """True for `-XPUT` and `-sXPUT`."""
    return word.endswith(value) and _takes(option, word[: -len(value)])


def _is(alternatives: Words, word: str) -> bool:
    return any(
        fnmatch.fnmatchcase(word, each) if "*" in each else word.lower() == each.lower()
        for each in alternatives
    )


def _all(alternatives: Words, words: Words) -> bool:
    return bool(words) and all(_is(alternatives, word) for word in words)
