"""How many of what, in words that every format shares."""

from __future__ import annotations

from firsthour.problem import Severity
from firsthour.report.outcome import Outcome


def in_words(count: int, thing: str) -> str:
    """`1 error`, `1,200 errors`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def summary(outcome: Outcome) -> str:
    """How bad it is in one line: errors and warnings, in how many of how many files."""
    counts = [
        in_words(outcome.count(severity), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if outcome.count(severity)
    ]
    if not counts:
        well = "no errors or warnings" if outcome.count(Severity.INFO) else "nothing to fix"
        return f"{in_words(outcome.files, 'file')} checked, {well}"
    shown = (each for each in outcome.problems if each.severity is not Severity.INFO)
    found = len({each.location.path for each in shown})
    return f"{' and '.join(counts)} in {found} of {in_words(outcome.files, 'file')}"
