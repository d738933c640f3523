"""Every input in data/bad-inputs.txt gets the answer that stands there, to the letter.

`pytest tests/source --update` writes the answers anew where that option exists; read the diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from firsthour.source import RULES, Document, load, syntax

TABLE = Path(__file__).parent / "data" / "bad-inputs.txt"


def cases() -> dict[str, list[str]]:
    """Header line -> the lines of the case, the input first."""
    blocks = re.split(r"\n(?=\[)", TABLE.read_text(encoding="utf-8"))[1:]
    return {block.split("\n", 1)[0]: block.rstrip("\n").split("\n")[1:] for block in blocks}


def content(line: str) -> bytes:
    """The bytes after `in:   `."""
    return line[6:].encode("ascii").decode("unicode_escape").encode("latin-1")


def answer(document: Document) -> list[str]:
    """What the table says about a document."""
    lines = []
    for problem in document.problems:
        place = problem.location
        span = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
        lines.append(f"out:  {problem.severity.value} {span} {problem.rule}: {problem.message}")
        lines.append(f"help: {problem.help}")
        for note in problem.notes:
            at = note.location
            span = f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"
            lines.append(f"note: {span} {note.message}")
    if document.data is not None:
        lines.append(f"data: {json.dumps(document.data)}")
    return lines


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_the_one_in_the_table(name: str, request: pytest.FixtureRequest) -> None:
    given, *expected = CASES[name]
    found = answer(load("x.yaml", content(given)))
    if request.config.getoption("--update", default=False) and found != expected:
        old, new = "\n".join([name, given, *expected]), "\n".join([name, given, *found])
        TABLE.write_text(TABLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return
    assert found == expected


def test_the_table_is_read_whole() -> None:
    numbers = [int(number) for name in CASES for number in re.findall(r"^\[(\d+)\]", name)]
    others = [name for name in CASES if name.startswith("[x")]
    too_long_for_a_line = {24, 41, 120, *range(136, 152)}
    assert sorted({*numbers, *too_long_for_a_line}) == list(range(1, 152))
    assert len(others) >= 119
    assert all(lines[0].startswith("in:   ") for lines in CASES.values())


def test_every_rule_has_an_input_and_a_sentence() -> None:
    seen = set(re.findall(r"^out: .* (yaml-[a-z-]+): ", TABLE.read_text(encoding="utf-8"), re.M))
    limits = {rule for rule in RULES if rule.startswith("yaml-too-")}
    assert seen | limits == {rule for rule in RULES if rule.startswith("yaml-")}
    assert all(sentence.endswith(".") for sentence in RULES.values())


def test_every_problem_is_one_short_sentence_with_a_way_out() -> None:
    for given, *_ in CASES.values():
        for problem in load("x.yaml", content(given)).problems:
            assert problem.help
            assert "\n" not in problem.message
            assert len(problem.message) < 120
            assert not problem.message.endswith((".", ":"))
            assert problem.message[0] == problem.message[0].lower()


def test_a_sentence_that_nobody_knows_yet_is_passed_on_with_a_hint() -> None:
    mark = yaml.Mark("", 3, 0, 3, None, 0)
    fault = syntax.explain("a: b\n", yaml.MarkedYAMLError(problem="a new one", problem_mark=mark))
    assert (fault.start, fault.end, fault.message) == (3, 4, "a new one")
    assert "indentation" in fault.help
