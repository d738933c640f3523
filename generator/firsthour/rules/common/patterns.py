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

_PRINTABLE = string.ascii_letters + string.digits + string.punctuation + " \t"
_QUANTIFIER = re.compile(r"(?:[*+?]|\{([0-9]*)(,?)([0-9]*)\})([?+]?)")
_GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|>|[aiLmsux-]*:|(?P<around><?[=!])|\([^)]*\)))?")
_OPENING = re.compile(r"\(\?(?:#[^)]*|P=\w+|[aiLmsux]+)\)")
_MANY = 20
_BROAD = 10
_LONGEST = 1000

Alternatives = tuple[tuple["Atom", ...], ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a sequence: its characters, whether it may be missing, and what is in a group."""

    characters: frozenset[str]
    needed: bool = True
    many: bool = False
    inside: Alternatives = ()

    @property
    def grows(self) -> bool:
        """True when it holds texts of any length."""
        return self.many or any(atom.grows for each in self.inside for atom in each)


def fault(pattern: str) -> str:
    """Why a pattern cannot be used, as the end of a sentence; empty when it can.

    Nothing is searched with it: that alone could take hours.
    """
    if len(pattern) > _LONGEST:
        return f"has {len(pattern)} characters, and {_LONGEST} are plenty"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
            alternatives, _end = _read(pattern, 0)
    except re.error as error:
        return f"is no regular expression: {error.msg}"
    except (OverflowError, RecursionError):
        return "is too large for a regular expression"
    if _explodes(alternatives):
        return "repeats a repetition, which can take hours on one line"
    if _fits(alternatives, broad=False):
        return "fits the empty text, and so every line there is"
    return "fits nearly every line there is" if _fits(alternatives, broad=True) else ""


def _fits(alternatives: Alternatives, *, broad: bool) -> bool:
    """True when one alternative asks for nothing, or with `broad`, for any letter or digit."""
    return any(
        all(
            not atom.needed
            or (broad and not atom.inside and len(atom.characters) >= _BROAD)
            or (bool(atom.inside) and _fits(atom.inside, broad=broad))
            for atom in each
        )
        for each in alternatives
    )


def _explodes(alternatives: Alternatives) -> bool:
    return any(
        (atom.many and _is_ambiguous(atom.inside)) or _explodes(atom.inside)
        for each in alternatives
        for atom in each
        if atom.inside
    )


def _is_ambiguous(alternatives: Alternatives) -> bool:
    """True when a repeated group can divide one text in many ways."""
    alone: set[str] = set()
    for each in alternatives:
        for atom in each:
            needed = [other for other in each if other is not atom and other.needed]
            if atom.grows and all(atom.characters & other.characters for other in needed):
                return True
        if len(each) == 1:
            if alone & each[0].characters:
                return True
            alone |= each[0].characters
    return False


def _read(pattern: str, start: int) -> tuple[Alternatives, int]:
    """The alternatives from a place up to the end of their group, and the place behind it."""
    alternatives: list[list[Atom]] = [[]]
    place = start
    while place < len(pattern) and pattern[place] != ")":
        inside: Alternatives = ()
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
        least, many, place = _repeat(pattern, place)
        alternatives[-1].append(
            Atom(characters, least > 0 and not is_empty, many and not is_empty, inside)
        )
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


def _repeat(pattern: str, place: int) -> tuple[int, bool, int]:
    """How often at least, whether it is often, and the place behind the quantifier."""
    found = _QUANTIFIER.match(pattern, place)
    if found is None or found[0] in ("{}", "{,}"):
        return 1, False, place
    low, comma, high, after = found[1], found[2], found[3], found[4]
    sign = found[0][0]
    least = int(low or 0) if sign == "{" else int(sign == "+")
    many = sign in "*+" or (bool(comma) and (not high or int(high) >= _MANY))
    # A possessive one does not give back what it has taken.
    return least, many and after != "+", found.end()


@functools.lru_cache(maxsize=1024)
def _characters(atom: str) -> frozenset[str]:
    """The printable characters that an atom can stand for; none for a place such as `^`."""
    try:
        compiled = re.compile(atom)
    except re.error:
        return frozenset()
    return frozenset(character for character in _PRINTABLE if compiled.fullmatch(character))
