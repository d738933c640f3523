"""The place where libyaml stopped, with what a person sees around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthour.source.faults import Fault

RULE = "yaml-syntax"
NEAR = 1100
_WORD = re.compile(r"[^\s,\[\]{}]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where libyaml stopped (`at`), what it was reading (from `since`), and the line around."""

    text: str
    at: int
    since: int
    context: str
    before: str
    after: str

    @property
    def value(self) -> str:
        """What stands from here to the end of the line, or inside brackets to the next comma."""
        found = _WORD.match(self.after) if {"[", "{"} & set(self.before) else None
        return found[0] if found else self.after.split(" #")[0].strip()

    @property
    def above(self) -> str:
        """The nearest line above that is not blank."""
        return self.text[: self.at - len(self.before)].rstrip().rsplit("\n", 1)[-1][:NEAR]

    def fault(self, message: str, help_: str, length: int = 1) -> Fault:
        """A fault from here on, within the line."""
        return Fault(RULE, self.at, self.at + min(length, len(self.after)), message, help_)

    def fault_since(self, message: str, help_: str) -> Fault:
        """A fault where that began which libyaml was reading; a note tells where it stopped."""
        first = (self.at, self.at + min(1, len(self.after)))
        end = min(self.since + 1, len(self.text))
        note = "reading stopped here"
        return Fault(RULE, self.since, end, message, help_, first=first, first_message=note)


def place_at(text: str, at: int, since: int, context: str = "") -> Place:
    """The place at an offset; of a very long line, only what is near."""
    at, since = min(at, len(text)), min(since, len(text))
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    before = text[max(start, at - NEAR) : at]
    after = text[at : min(end if end >= 0 else len(text), at + NEAR)].rstrip("\r")
    return Place(text, at, since, context, before, after)


def opened_at(text: str, mark: str, end: int) -> int:
    """Where the text in quotes begins that ends at `end`: at a mark in front of which none stands.

    It is the nearest one that can start a value; `end` itself when there is none.
    """
    start = re.compile(rf"(?:^|[:-][ ]+|[\[{{,][ ]*){re.escape(mark)}", re.MULTILINE)
    return max((found.end() - 1 for found in start.finditer(text, 0, end)), default=end)
