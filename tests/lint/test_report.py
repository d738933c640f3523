"""How problems look: for people on any terminal, and for programs."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import fields
from pathlib import Path

import pytest

import firsthour
from firsthour.problem import Location, Note, Problem, Severity
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.report import json as json_report
from firsthour.report.screen import cells, columns, safe
from tests.conftest import Golden

HERE = Path(__file__).parent
PATH = "runbooks/failure-modes/http-502.yaml"
TEXT = """\
title: Kunden sehen 502 — 日本 \U0001f600 x
owner: platfrom

steps:
  - run: |
      echo one
      echo two
      echo three
      echo four
      echo five
  - note: "\x1b[31m\u202eevil\x07"
  - run: curl -s https://app.larkspur.example/a/very/long/path/that/does/not/fit/on/one/line?with=arguments&and=more
"""


def _at(line: int, column: int, end_line: int, end_column: int) -> Location:
    return Location(PATH, line, column, end_line, end_column)


ERROR = Problem(
    _at(2, 8, 2, 16), Severity.ERROR, "owner-exists", "no team has the id `platfrom`",
    "did you mean `platform`?",
)  # fmt: skip
WARNING = Problem(
    _at(5, 10, 10, 16), Severity.WARNING, "check-says-what-to-expect",
    "a sentence that is so long that it does not fit on one line of eighty columns and has to go on",
    "and a help line that is as long as the sentence above it, so that it has to go on as well",
)  # fmt: skip
INFO = Problem(_at(1, 1, 1, 6), Severity.INFO, "sample-replaced", "this file is a sample")
NOTED = Problem(
    _at(4, 1, 4, 6), Severity.ERROR, "ids-unique", "the id `a` is used twice", "rename one",
    (Note(_at(1, 25, 1, 27), "first used here"), Note(Location("x.yaml", 3, 1, 3, 2), "no text")),
)  # fmt: skip
HOSTILE = Problem(
    _at(11, 11, 11, 30), Severity.ERROR, "no-hostile", "a message with \x1b[2J and \n a line",
    "help with \x9b and \u202e too", (Note(_at(11, 5, 11, 9), "note with \x1b]0;title\x07"),),
)  # fmt: skip
LONG = Problem(_at(12, 102, 12, 106), Severity.ERROR, "no-long-lines", "too long")
WHOLE = Problem(Location("runbooks/notes.txt"), Severity.WARNING, "file-unknown", "not read")
START = Problem(_at(1, 1, 1, 1), Severity.WARNING, "file-name", "the name of the file")
BLOCK = Problem(_at(2, 1, 5, 3), Severity.WARNING, "no-blocks", "four lines")
ALL = (ERROR, WARNING, INFO, NOTED, HOSTILE, LONG, WHOLE, START, BLOCK)


def _text(problems: tuple[Problem, ...], screen: Screen | None = None) -> str:
    outcome = Outcome(problems, {PATH: TEXT}, 12)
    return "".join(f"{line}\n" for line in FORMATS["text"](outcome, screen or Screen()))


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("plain", Screen()),
        ("verbose", Screen(verbose=True)),
        ("color", Screen(color=True)),
        ("ascii", Screen(encoding="ascii")),
        ("latin-1", Screen(encoding="latin-1")),
        ("narrow", Screen(width=40)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_text(name: str, screen: Screen, golden: Golden) -> None:
    golden(HERE / "report" / f"{name}.txt", _text(ALL, screen))


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_no_control_character_of_a_file_reaches_the_terminal(encoding: str) -> None:
    shown = _text(ALL, Screen(encoding=encoding, verbose=True))
    shown.encode(encoding)
    assert [each for each in shown if each != "\n" and not each.isprintable()] == []


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_keep_within_the_width(width: int) -> None:
    """All but those that name a place, which a terminal could no longer open."""
    shown = _text(ALL, Screen(width=width, verbose=True)).splitlines()
    indented = [line for line in shown if line.startswith("  ") and "yaml:" not in line]
    assert len(indented) > 30
    assert [line for line in indented if columns([*line]) > width] == []


@pytest.mark.parametrize("problem", [ERROR, NOTED, LONG, INFO])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_mark_stands_under_the_span(problem: Problem, encoding: str) -> None:
    lines = _text((problem,), Screen(encoding=encoding, verbose=True)).splitlines()
    (mark,) = [index for index, line in enumerate(lines) if re.search(r"\| +\^+$|\| \^+$", line)]
    where = problem.location
    line = TEXT.split("\n")[where.line - 1]
    wanted = safe(line[where.column - 1 : where.end_column - 1], encoding)
    first = lines[mark].index("^")
    assert lines[mark - 1][first : len(lines[mark])] == wanted


def test_colour_is_the_only_difference_that_colour_makes() -> None:
    painted = _text(ALL, Screen(color=True, verbose=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == _text(ALL, Screen(verbose=True))


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert columns(cells("a日e\u0301", "utf-8")) == 4
    assert columns(cells("日", "ascii")) == 6
    assert columns(cells("\t日", "utf-8")) == 6


def test_a_line_of_a_megabyte_is_cut() -> None:
    text = "a: " + "x" * 1_000_000 + " <here> " + "y" * 100
    where = Location("a.yaml", 1, 1_000_005, 1, 1_000_011)
    outcome = Outcome((Problem(where, Severity.ERROR, "rule", "m"),), {"a.yaml": text}, 1)
    lines = [*FORMATS["text"](outcome, Screen())]
    assert all(len(line) <= 80 for line in lines)
    assert lines[2].index("<here>") == lines[3].index("^")


@pytest.mark.parametrize("size", [72, 73, 74, 75, 76, 90, 200])
@pytest.mark.parametrize("start", [1, 40, 60, 70, 72])
def test_a_line_is_cut_only_where_it_does_not_fit(size: int, start: int) -> None:
    text = ("0123456789" * 20)[:size]
    where = Location("a.yaml", 1, start, 1, start + 3)
    outcome = Outcome((Problem(where, Severity.ERROR, "rule", "m"),), {"a.yaml": text}, 1)
    _, _, shown, mark, *_ = FORMATS["text"](outcome, Screen())
    line = shown.removeprefix("  1 | ")
    assert len(shown) <= 80
    assert ("…" in line) == (size > 74)
    wanted = text[start - 1 : start + 2]
    assert shown[mark.index("^") :].startswith(wanted)
    assert mark.count("^") == len(wanted)
    assert line.strip("…") in text


def test_windows_line_ends_are_not_shown() -> None:
    where = Location("a.yaml", 2, 1, 2, 2)
    texts = {"a.yaml": "a: 1\r\nb: 2\r\nc: 3\r\n"}
    outcome = Outcome((Problem(where, Severity.ERROR, "rule", "m"),), texts, 1)
    assert "\\r" not in "".join(FORMATS["text"](outcome, Screen()))


@pytest.mark.parametrize(
    ("problems", "last"),
    [
        ((), "12 files checked, nothing to fix"),
        ((INFO,), "12 files checked, no errors or warnings"),
        ((ERROR,), "why, and how to fix it: firsthour explain owner-exists"),
        ((WARNING, ERROR, WARNING), "why, and how to fix it: firsthour explain owner-exists"),
        ((WARNING,), "why, and how to fix it: firsthour explain check-says-what-to-expect"),
    ],
)
def test_the_last_line_says_what_to_do(problems: tuple[Problem, ...], last: str) -> None:
    assert _text(problems).splitlines()[-1] == last


def test_lines_of_a_span_are_marked_and_those_left_out_are_counted() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 20))

    def frame(where: Location) -> list[str]:
        problem = Problem(where, Severity.ERROR, "rule", "m")
        return [*FORMATS["text"](Outcome((problem,), {"a.yaml": text}, 1), Screen())][2:-3]

    assert frame(Location("a.yaml", 2, 1, 4, 3)) == [
        "  1 | line 1", "  2 | line 2", "    | ^^^^^^", "  3 > line 3", "  4 > line 4", "  5 | line 5",
    ]  # fmt: skip
    assert frame(Location("a.yaml", 2, 1, 9, 3))[3:] == [
        "  3 > line 3", "  4 > line 4", "  5 > line 5", "    > (4 more lines)",
    ]  # fmt: skip
    # A span that ends where the next line begins has nothing of that line.
    assert frame(Location("a.yaml", 2, 1, 3, 1))[3:] == ["  3 | line 3"]


def test_many_rules_of_hints_are_named_in_short() -> None:
    hints = [Problem(Location("b.yaml"), Severity.INFO, f"rule-{n}", "m") for n in range(9)]
    assert "1 rule-0, 1 rule-1, 1 rule-2, 6 other rules" in " ".join(_text(tuple(hints)).split())


def test_hints_are_counted_unless_they_are_wanted() -> None:
    brief = _text((INFO, INFO))
    assert brief.startswith("2 hints not shown: 2 sample-replaced (--verbose shows them)\n")
    assert "this file is a sample" in _text((INFO,), Screen(verbose=True))


def test_files_that_have_only_hints_are_not_counted_as_faulty() -> None:
    elsewhere = Problem(Location("b.yaml", 1, 1, 1, 2), Severity.INFO, "sample-replaced", "m")
    assert "1 error in 1 of 12 files\n" in _text((ERROR, elsewhere))


def test_nothing_is_said_of_hints_where_there_are_none() -> None:
    assert "not shown" not in _text((ERROR,))


def test_a_path_is_written_as_the_reader_needs_it() -> None:
    shown = _text((ERROR,), Screen(path=lambda path: f"../{path}"))
    assert shown.startswith(f"../{PATH}:2:8: error")


def test_json_holds_every_field_of_every_problem() -> None:
    said = json.loads("\n".join(FORMATS["json"](Outcome(ALL, {PATH: TEXT}, 12), Screen())))
    assert list(said) == ["version", "firsthour", "files", "counts", "problems"]
    assert (said["version"], said["firsthour"], said["files"]) == (1, firsthour.__version__, 12)
    assert said["counts"] == {"error": 4, "warning": 4, "info": 1}
    assert len(said["problems"]) == len(ALL)
    first = said["problems"][0]
    # What is concealed is so in the texts already, and nobody's business afterwards.
    kept = {field.name for field in fields(Problem)} - {"concealed"}
    assert set(first) == kept | {"fingerprint"}
    assert first["location"] == {
        "path": PATH, "line": 2, "column": 8, "end_line": 2, "end_column": 16,
    }  # fmt: skip
    assert said["problems"][3]["notes"][0]["message"] == "first used here"


def test_json_is_ascii_and_documents_its_fields() -> None:
    assert "".join(FORMATS["json"](Outcome(ALL, {}, 1), Screen())).isascii()
    documented = textwrap.dedent(json_report.__doc__ or "")
    names = ["version", "firsthour", "files", "counts", "problems", "rule", "severity", "message"]
    names += [
        "help",
        "location",
        "fingerprint",
        "clock",
        "fix",
        "notes",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
    ]
    assert [name for name in names if name not in documented] == []
