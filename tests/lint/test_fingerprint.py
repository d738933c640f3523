"""A finding keeps its name while the text around it changes, and loses it with what it is about."""

from __future__ import annotations

import dataclasses

import pytest

from firsthour.fingerprint import fingerprints
from firsthour.problem import Location, Problem, Severity

PATH = "runbooks/failure-modes/a.yaml"
TEXT = "title: A\nowner: nobody\nsteps:\n  - do: look\n"
ABOVE = "# checked by hand\n\n" + TEXT


def _problem(line: int = 2, message: str = "no `nobody`", rule: str = "owner-exists") -> Problem:
    return Problem(Location(PATH, line, 8, line, 14), Severity.ERROR, rule, message)


def _one(problem: Problem, text: str = TEXT) -> str:
    (found,) = fingerprints([problem], {PATH: text})
    return found


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (_problem(4), ABOVE),
        (_problem(), TEXT.replace("nobody\n", "nobody  # ask ana\n")),
        (dataclasses.replace(_problem(), help="other"), TEXT),
        (dataclasses.replace(_problem(), severity=Severity.INFO), TEXT),
    ],
)
def test_it_stays_when_text_moves(problem: Problem, text: str) -> None:
    assert _one(problem, text) == _one(_problem())


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (_problem(message="no `somebody`"), TEXT),
        (_problem(rule="owner-active"), TEXT),
        (_problem(), TEXT.replace("nobody", "no one")),
        (_problem(line=4), TEXT),
    ],
)
def test_it_goes_with_what_it_is_about(problem: Problem, text: str) -> None:
    assert _one(problem, text) != _one(_problem())


def test_the_same_finding_in_two_files_is_two() -> None:
    other = "runbooks/failure-modes/b.yaml"
    moved = dataclasses.replace(_problem(), location=Location(other, 2, 8, 2, 14))
    one, two = fingerprints([_problem(), moved], {PATH: TEXT, other: TEXT})
    assert (one, two) == (_one(_problem()), fingerprints([moved], {other: TEXT})[0])
    assert one != two


def test_of_two_alike_in_a_file_each_keeps_its_name_when_lines_come_above() -> None:
    text = "title: A\nsteps:\n  - use: x\n  - use: x\n"
    for above in ("", "# one\n", "# one\n\n# three\n"):
        lines = above.count("\n")
        two = [_problem(lines + 3), _problem(lines + 4)]
        found = fingerprints(two, {PATH: above + text})
        assert len({*found}) == 2
        if not above:
            before = found
        assert found == before


def test_days_that_pass_do_not_change_it() -> None:
    assert _one(_problem(message="late by 9 days")) == _one(_problem(message="late by 365 days"))


def test_no_two_are_alike_and_the_first_keeps_its_name() -> None:
    many = fingerprints([_problem()] * 3, {PATH: TEXT})
    assert len(set(many)) == 3
    assert many[0] == _one(_problem())


def test_a_place_that_is_not_there_is_no_trouble() -> None:
    assert len(fingerprints([_problem(99), _problem(1, "\udcff")], {})) == 2
