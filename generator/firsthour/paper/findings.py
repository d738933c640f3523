"""What is said of a sheet that fits at no size that can be read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from firsthour.paper.fitting import FLOOR, MOST_PAGES, Fit, characters, shortened
from firsthour.paper.sheets import Sheet
from firsthour.problem import Location, Problem, Severity

RULE = "sheet-too-long"
# The name of a part on the sheet -> where it is written.
_PARTS = {
    "Decide": ("decisions",),
    "Severity": ("panels", "severity"),
    "Call": ("panels", "call"),
    "Open": ("panels", "links"),
}


# What a responder's sheet is made of, and where that is written.
_RESPONDER = {
    "first": "diagnose",
    "options": "mitigate",
    "rollback": "rollback",
    "verify": "verify",
}


def problems(sheet: Sheet, fit: Fit) -> Iterator[Problem]:
    """By how much a sheet is too long, and where to cut."""
    if fit.over and sheet.kind == "checklist":
        yield _checklist(sheet, fit)
    elif fit.over or fit.small:
        yield _responder(sheet, fit)


def _responder(sheet: Sheet, fit: Fit) -> Problem:
    """A sheet without a PDF is an error; one in type that few can read at night, a warning."""
    said = shortened(sheet.view, fit.shortened)
    largest = max(_RESPONDER, key=lambda name: characters(said.get(name)))
    part = _RESPONDER[largest]
    long = f"about {_lines(fit.small)} too long for {MOST_PAGES} pages in {FLOOR} pt, and is set in"
    message = (
        f"the sheet has {fit.pages} pages in the smallest type, and may have {MOST_PAGES}"
        if fit.over
        else f"the sheet is {long} {fit.size:g} pt; most room takes `{part}`"
    )
    help_ = "move steps that others share into a procedure, which has a sheet of its own"
    severity = Severity.ERROR if fit.over else Severity.WARNING
    return Problem(_place(sheet, (part,)), severity, RULE, message, help_)


def _checklist(sheet: Sheet, fit: Fit) -> Problem:
    largest = sorted(fit.sections, key=lambda each: -each[1])
    long = f"the sheet is {_lines(fit.over)} too long for one page in the smallest type"
    sizes = [f"`{name}` ({_lines(count)})" for name, count in largest[:3]]
    message = f"{long}; most room takes {sizes[0]}" if sizes else long
    help_ = _cut(fit, [count for _, count in largest], sizes[1:])
    titles = [str(block["title"]) for block in sheet.view["blocks"]]
    first = largest[0][0] if largest else ""
    route: tuple[str | int, ...] = _PARTS.get(first, ("blocks",))
    if first in titles:
        route = ("blocks", titles.index(first), "title")
    return Problem(_place(sheet, route), Severity.ERROR, RULE, message, help_)


def _cut(fit: Fit, counts: Sequence[int], others: Sequence[str]) -> str:
    """Where the lines can be taken out, or how many sheets to make when they cannot."""
    named = sum(counts[: len(others) + 1])
    if counts and fit.over > named:
        # What the parts have besides fits on one.
        room = sum(counts) - fit.over
        sheets = str(math.ceil(sum(counts) / room)) if room > 0 else "several"
        return f"make {sheets} sheets of it, each with a title that says when it is the right one"
    rest = " and ".join(others)
    if counts and fit.over > counts[0]:
        return f"take {_lines(fit.over)} out of it and of {rest} together"
    return f"take {_lines(fit.over)} out of it{f', or of {rest}' if rest else ''}"


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"


def _place(sheet: Sheet, route: tuple[str | int, ...]) -> Location:
    return sheet.document.locate(route) if sheet.document else Location(sheet.name)
