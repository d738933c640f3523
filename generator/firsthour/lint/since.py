"""What a change brought: findings in the files it touched, and those that it caused elsewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from firsthour.fingerprint import fingerprints
from firsthour.lint.verdict import Named
from firsthour.problem import Problem, Severity

if TYPE_CHECKING:
    from firsthour.changes import Change


def brought(
    named: Iterable[Named],
    texts: Mapping[str, str],
    before: Iterable[Problem],
    texts_before: Mapping[str, str],
    change: Change,
    lasting: Collection[str],
) -> Iterator[Named]:
    """The findings that a change answers for.

    Time alone fails no change: what is the same in both on one day is not the change's. What comes
    with the calendar is not reported in files that the change left alone, and is a warning in those
    that it touched.

    Args:
        named: all findings now, each with its fingerprint.
        texts: the files now, by path.
        before: all findings in the commit that the change began with.
        texts_before: the files there.
        change: what it touched.
        lasting: rules to which this does not apply though they look at the calendar, since nobody
            would answer for the page.
    """
    moved = [_moved(problem, change) for problem in before]
    old = {change.moved.get(path, path): text for path, text in texts_before.items()}
    known = set(fingerprints(moved, old))
    touched = {path for path in change.touched if _differs(path, texts, old)}
    for name, problem in named:
        late = problem.clock and problem.rule not in lasting
        if problem.location.path in touched:
            yield name, _mild(problem) if late else problem
        elif not late and name not in known:
            yield name, problem


def _differs(path: str, texts: Mapping[str, str], old: Mapping[str, str]) -> bool:
    """False when only the mode of a file changed, or how its lines end."""
    if path not in texts or path not in old:
        return True
    return texts[path].replace("\r\n", "\n") != old[path].replace("\r\n", "\n")


def _moved(problem: Problem, change: Change) -> Problem:
    place = problem.location
    if place.path not in change.moved:
        return problem
    path = change.moved[place.path]
    return dataclasses.replace(problem, location=dataclasses.replace(place, path=path))


def _mild(problem: Problem) -> Problem:
    if problem.severity is not Severity.ERROR:
        return problem
    return dataclasses.replace(problem, severity=Severity.WARNING)
