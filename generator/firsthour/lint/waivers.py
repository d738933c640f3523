"""Findings that a comment beside the content sets aside, for a reason and until a day."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from firsthour.problem import Location, Problem, Severity
from firsthour.rules.common.near import suggest
from firsthour.source import Comment, Document, comments

FORM = "# firsthour: ignore[RULE] because REASON until YEAR-MONTH-DAY"

_WORD = "irsthour"  # however it begins
_LONGEST = 500
MAX_PROBLEMS = 100
_MEANT = re.compile(r"#[ \t]*firsthour[ \t]*(?::|ignore\b)", re.IGNORECASE)
_WAIVER = re.compile(
    r"#[ \t]*firsthour:[ \t]*ignore[ \t]*\[(?P<rules>[^\]]*)\]"
    r"(?:[ \t]+because\b[ \t]*(?P<reason>.*?))??"
    r"(?:[ \t]*\buntil\b[ \t]*(?P<until>\S*))?\Z"
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One rule of one comment, and where it holds: a whole file when `last` is 0."""

    location: Location
    rule: str
    first: int
    last: int
    until: datetime.date

    def covers(self, problem: Problem) -> bool:
        """True when a problem of its rule in its file is where this waiver holds."""
        return not self.last or self.first <= problem.location.line <= self.last


@dataclass(frozen=True, slots=True)
class Names:
    """What a rule can be called: `waivable` of all that are `known`, and those that did `run`."""

    waivable: Collection[str]
    known: Collection[str]
    run: frozenset[str]


def waive(
    problems: Iterable[Problem],
    documents: Iterable[Document],
    names: Names,
    today: datetime.date,
    *,
    complete: bool = True,
) -> tuple[list[Problem], int]:
    """The problems that stay, with those of the waivers themselves, and how many are set aside.

    Args:
        problems: what the rules found.
        documents: those that the rules saw.
        names: of rules.
        today: the day from which waivers count.
        complete: false when a file is broken: then a rule may be silent for want of it, and no
            waiver is called unused.
    """
    waivers: list[Waiver] = []
    kept: list[Problem] = []
    own: list[Problem] = []
    for document in documents:
        for comment in comments(document, _WORD):
            for found in _read(comment, names):
                if isinstance(found, Waiver):
                    waivers.append(found)
                else:
                    own.append(found)
    used: set[Waiver] = set()
    set_aside = 0
    by_rule: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in waivers:
        by_rule.setdefault((waiver.location.path, waiver.rule), []).append(waiver)
    for problem in problems:
        near = by_rule.get((problem.location.path, problem.rule), ())
        covering = [waiver for waiver in near if waiver.covers(problem)]
        used.update(covering)
        if any(today <= waiver.until for waiver in covering):
            set_aside += 1
        else:
            kept.append(dataclasses.replace(problem, clock=True) if covering else problem)
    for waiver in waivers:
        if waiver not in used:
            if complete and waiver.rule in names.run:
                own.append(_unused(waiver))
        elif waiver.until < today:
            own.append(_expired(waiver))
    return [*kept, *_bounded(own)], set_aside


def _bounded(own: list[Problem]) -> Iterator[Problem]:
    """At most so many problems of the waivers in each file, and how many are left out."""
    counts = Counter(problem.location.path for problem in own)
    seen: Counter[str] = Counter()
    for problem in sorted(own, key=lambda it: it.sort_key):
        path = problem.location.path
        seen[path] += 1
        if seen[path] <= MAX_PROBLEMS:
            yield problem
        elif seen[path] == MAX_PROBLEMS + 1:
            more = counts[path] - MAX_PROBLEMS
            message = f"{more:,} more problems with waivers in this file are not shown"
            help_ = "fix these first, then run it again"
            yield dataclasses.replace(problem, message=message, help=help_)


def _read(comment: Comment, names: Names) -> Iterator[Waiver | Problem]:
    """The waivers in a comment, or what keeps it from being one."""
    if not _MEANT.match(comment.text):
        return
    found = _WAIVER.match(comment.text) if len(comment.text) <= _LONGEST else None
    if found is None:
        yield _wrong(comment, "this is not a waiver that can be read", f"write `{FORM}`")
        return
    rules = [name.strip() for name in found["rules"].split(",") if name.strip()]
    reason, until = (found["reason"] or "").strip(" \t,;"), found["until"]
    shown = FORM.replace("RULE", ", ".join(rules) or "RULE")
    shown = shown.replace("REASON", reason or "REASON")
    if not rules:
        yield _wrong(comment, "the waiver names no rule", f"write `{shown}`")
    elif not reason:
        help_ = f"say why this can wait: `{shown}`"
        yield _wrong(comment, "the waiver gives no reason, and does not count", help_)
    elif not until:
        help_ = f"say when to look again: `{shown}`"
        yield _wrong(comment, "the waiver has no day on which it ends, and does not count", help_)
    else:
        day = _day(until)
        if day is None:
            help_ = "a date is written as year-month-day and exists, such as 2027-01-31"
            yield _wrong(comment, f"the waiver ends on `{until}`, which is no date", help_)
            return
        yield from _each(comment, rules, names, day)


def _each(
    comment: Comment, rules: list[str], names: Names, until: datetime.date
) -> Iterator[Waiver | Problem]:
    for rule in dict.fromkeys(rules):
        place = _within(comment, rule)
        if rule in names.waivable:
            last = 0 if comment.is_head else comment.last
            yield Waiver(place, rule, comment.first, last, until)
        elif rule in names.known:
            message = f"`{rule}` cannot be waived; only what firsthour rules lists can"
            yield Problem(place, Severity.ERROR, "waiver-rule", message, "mend what it found")
        else:
            help_ = suggest(rule, names.waivable, "firsthour rules lists them all")
            message = f"there is no rule `{rule}`"
            yield Problem(place, Severity.ERROR, "waiver-rule", message, help_)


def _within(comment: Comment, rule: str) -> Location:
    """The place of a rule's name in a comment."""
    where = comment.location
    found = re.search(rf"[\[, \t]{re.escape(rule)}(?=[\], \t])", comment.text)
    column = where.column + (found.start() + 1 if found else 0)
    return Location(where.path, where.line, column, where.line, column + len(rule))


def _day(text: str) -> datetime.date | None:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _wrong(comment: Comment, message: str, help_: str) -> Problem:
    return Problem(comment.location, Severity.ERROR, "waiver-form", message, help_)


def _unused(waiver: Waiver) -> Problem:
    where = "in this file" if not waiver.last else "here"
    message = f"`{waiver.rule}` finds nothing {where}, so there is nothing to waive"
    help_ = "delete the waiver, or move it to the line of what it waives or the line above"
    if not waiver.last:
        help_ = "delete the waiver"
    return Problem(waiver.location, Severity.WARNING, "waiver-unused", message, help_)


def _expired(waiver: Waiver) -> Problem:
    message = f"the waiver of `{waiver.rule}` ended on {waiver.until}, and its finding is back"
    help_ = "mend what was waived, or say why it can wait longer and until when"
    rule = "waiver-expired"
    return Problem(waiver.location, Severity.WARNING, rule, message, help_, clock=True)
