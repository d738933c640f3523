"""Regular expressions that people write: can they be used, and do they end?

Searching for one error must not hang the page on which somebody pastes a log line. A repetition in
a repetition, such as `(a+)+`, tries every way to divide a text, and their number doubles with each
character. It is found in the expression itself, because trying it out would take that time.
"""

from __future__ import annotations

import functools
import re
import string
import warnings
from dataclasses import dataclass
from typing import Literal

Repeat = Literal["once", "optional", "many"]

_PRINTABLE = string.ascii_letters + string.digits + string.punctuation + " \t"
_QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]*)(,?)([0-9]*)\})([?+]?)")
_GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|>|[aiLmsux-]*:|(?P<around><?[=!])|\([^)]*\)))?")
_OPENING = re.compile(r"\(\?(?:#[^)]*|P=\w+|[aiLmsux]+)\)")
_MANY = 20
# Lines that have nothing in common but that they are lines.
_ANY_LINES = ("GET /health 200", "Jan 5 systemd: Started backup.", "user signed in", "x=1")


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a sequence: the characters it can hold, how often, and what is inside a group."""

    characters: frozenset[str]
    repeat: Repeat
    inside: tuple[tuple[Atom, ...], ...] = ()

    @property
    def grows(self) -> bool:
        """True when it holds texts of any length."""
        return self.repeat == "many" or any(atom.grows for each in self.inside for atom in each)


def fault(pattern: str) -> str:
    """Why a pattern cannot be used, as the end of a sentence; empty when it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
            if _explodes(_read(pattern, 0)[0]):
                return "repeats a repetition, which can take hours on one line"
    except re.error as error:
        return f"is no regular expression: {error.msg}"
    except (OverflowError, RecursionError):
        return "is too large for a regular expression"
    if compiled.search(""):
        return "fits the empty text, and so every line there is"
    if all(compiled.search(line) for line in _ANY_LINES):
        return "fits nearly every line there is"
    return ""


def _explodes(alternatives: tuple[tuple[Atom, ...], ...]) -> bool:
    return any(
        (atom.repeat == "many" and _is_ambiguous(atom.inside)) or _explodes(atom.inside)
        for each in alternatives
        for atom in each
        if atom.inside
    )


def _is_ambiguous(alternatives: tuple[tuple[Atom, ...], ...]) -> bool:
    """True when a repeated group can divide one text in many ways."""
    alone: set[str] = set()
    for each in alternatives:
        for atom in each:
            needed = [other for other in each if other is not atom and other.repeat != "optional"]
            if atom.grows and all(atom.characters & other.characters for other in needed):
                return True
        if len(each) == 1:
            if alone & each[0].characters:
                return True
            alone |= each[0].characters
    return False


def _read(pattern: str, start: int) -> tuple[tuple[tuple[Atom, ...], ...], int]:
    """The alternatives from a place up to the end of their group, and the place behind it."""
    alternatives: list[list[Atom]] = [[]]
    place = start
    while place < len(pattern) and pattern[place] != ")":
        inside: tuple[tuple[Atom, ...], ...] = ()
        opening = _OPENING.match(pattern, place)
        if opening:
            place = opening.end()
            continue
        if pattern[place] == "|":
            alternatives.append([])
            place += 1
            continue
        if pattern[place] == "(":
            group = _GROUP.match(pattern, place)
            inside, place = _read(pattern, group.end() if group else place + 1)
            characters: frozenset[str] = frozenset().union(
                *(atom.characters for each in inside for atom in each)
            )
            is_empty = bool(group and group["around"])
        else:
            end = _end_of_atom(pattern, place)
            characters = _characters(pattern[place:end])
            is_empty, place = not characters, end
        repeat, place = _repeat(pattern, place)
        alternatives[-1].append(Atom(characters, "optional" if is_empty else repeat, inside))
    return tuple(map(tuple, alternatives)), place + 1


def _end_of_atom(pattern: str, place: int) -> int:
    if pattern[place] == "\\":
        return place + 2
    if pattern[place] != "[":
        return place + 1
    place += 2 if pattern[place + 1 : place + 2] == "^" else 1
    place += 1  # a bracket that comes first is one of the characters
    while place < len(pattern) and pattern[place] != "]":
        place += 2 if pattern[place] == "\\" else 1
    return place + 1


def _repeat(pattern: str, place: int) -> tuple[Repeat, int]:
    found = _QUANTIFIER.match(pattern, place)
    if found is None or found[0] in ("{}", "{,}"):
        return "once", place
    text, low, comma, high, after = found[0], found[1], found[2], found[3], found[4]
    if after == "+":  # possessive: what it has taken it does not give back
        return "once", found.end()
    if text[0] == "?" or (high and int(high) < _MANY and not int(low or 0)):
        return "optional", found.end()
    many = text[0] in "*+" or (comma and (not high or int(high) >= _MANY))
    return "many" if many else "once", found.end()


@functools.lru_cache(maxsize=1024)
def _characters(atom: str) -> frozenset[str]:
    """The printable characters that an atom can stand for; none for a place such as `^`."""
    try:
        compiled = re.compile(atom)
    except re.error:
        return frozenset()
    return frozenset(character for character in _PRINTABLE if compiled.fullmatch(character))
