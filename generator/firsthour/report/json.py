"""Problems for other programs.

Version 1 is one object:

    version     1; it changes when a field goes away or changes its meaning, not when one is added
    firsthour   the version that wrote this
    files       how many files were looked at
    counts      {error, warning, info}: how many problems of each severity
    problems    a list, in the order of the files

A problem has `rule`, `severity`, `message`, `help` (may be empty), `location`, `fingerprint` (the
same in the next run, whatever text moved around it), and `notes`, a list of `message` and
`location`. `clock` is true for what comes with time, though nobody touched a file; `fix` is a list
of `location` and `text`: what `--fix` would write where. A location has `path` (from the root of
the repository, with `/`), and `line`, `column`, `end_line`, `end_column`, which count characters
from 1; the end is exclusive. The schema `lint-output.schema.json` beside this file says the same.
Only ASCII is written, so no encoding of a terminal or a file can spoil it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import firsthour
from firsthour.problem import Problem, Severity
from firsthour.report.outcome import Outcome, Screen

VERSION = 1


def render(outcome: Outcome, _screen: Screen) -> Iterator[str]:
    """The object, indented; all of it or nothing."""
    yield json.dumps(
        {
            "version": VERSION,
            "firsthour": firsthour.__version__,
            "files": outcome.files,
            "counts": {severity.value: outcome.count(severity) for severity in Severity},
            "problems": [_problem(problem, name) for name, problem in outcome.named()],
        },
        indent=2,
    )


def _problem(problem: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "location": dataclasses.asdict(problem.location),
        "clock": problem.clock,
        "fix": [dataclasses.asdict(edit) for edit in problem.fix],
        "fingerprint": fingerprint,
        "notes": [
            {"message": note.message, "location": dataclasses.asdict(note.location)}
            for note in problem.notes
        ],
    }
