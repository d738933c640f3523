"""Whatever the bytes are, `load` answers, and everything that it says lies inside the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthour.problem import Location, Severity
from firsthour.source import RULES, Document, Route, load
from tests.source.pieces import PIECES, SENTENCES

DATA = Path(__file__).parent / "data"
RUNBOOKS = [(DATA / name).read_bytes() for name in ("connection-pool.yaml", "late-emails.yaml")]


def routes(value: Any) -> list[Route]:
    """The route of every part of a value."""
    found: list[Route] = []
    todo: list[tuple[Route, Any]] = [((), value)]
    while todo:
        route, part = todo.pop()
        found.append(route)
        if isinstance(part, dict):
            todo.extend(((*route, key), child) for key, child in part.items())
        elif isinstance(part, list):
            todo.extend(((*route, number), child) for number, child in enumerate(part))
    return found


def assert_inside(place: Location, lines: list[str]) -> None:
    assert (place.line, place.column) <= (place.end_line, place.end_column)
    for line, column in ((place.line, place.column), (place.end_line, place.end_column)):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


def check(data: bytes) -> Document:
    """Everything that always holds."""
    document = load("x.yaml", data)
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    assert len(document.problems) <= 100
    for problem in document.problems:
        assert problem.rule in RULES
        assert problem.message
        assert problem.help
        assert problem.message.isprintable()
        assert problem.message not in SENTENCES
        assert_inside(problem.location, lines)
        for note in problem.notes:
            assert note.message
            assert_inside(note.location, lines)
    places = [problem.location for problem in document.problems]
    assert places == sorted(places)
    if document.data is None:
        assert any(problem.severity is Severity.ERROR for problem in document.problems)
        assert document.locate(("a", 0)) == Location("x.yaml")
        return document
    assert isinstance(document.data, dict)
    found = {route: document.locate(route) for route in routes(document.data)}
    document.release()
    for route, place in found.items():
        assert_inside(place, lines)
        assert document.locate(route) == place
        assert_inside(document.locate((*route, "absent"), key=True), lines)
        assert_inside(document.locate(route, key=True), lines)
        document.style(route)
    if not any(problem.severity is Severity.ERROR for problem in document.problems):
        agrees(document.data, yaml.load(data, Loader=yaml.CBaseLoader))
    return document


def agrees(ours: Any, plain: Any) -> None:
    """A second opinion on the structure and on every text; numbers and truth are ours."""
    if isinstance(ours, dict):
        assert list(ours) == list(plain)
        for key, value in ours.items():
            agrees(value, plain[key])
    elif isinstance(ours, list):
        assert len(ours) == len(plain)
        for value, other in zip(ours, plain, strict=True):
            agrees(value, other)
    elif isinstance(ours, str):
        assert ours == plain
    else:
        assert isinstance(plain, str)
        assert (
            not isinstance(ours, (int, float)) or plain.strip("+-.~").lower()[0] in "0123456789tfin"
        )


@given(st.binary(max_size=200))
@settings(max_examples=400)
def test_bytes(data: bytes) -> None:
    check(data)


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=3000)
def test_pieces_of_yaml(pieces: list[str]) -> None:
    check("".join(pieces).encode())


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A runbook after a few slips of the hand."""
    data = draw(st.sampled_from(RUNBOOKS))
    text = data.decode()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        slip = draw(
            st.sampled_from(["insert", "delete", "repeat", "line", "indent", "swap", "join"])
        )
        if slip == "insert":
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        elif slip == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 30)) :]
        elif slip == "repeat":
            text = text[:at] + text[max(0, at - 40) : at] + text[at:]
        else:
            lines = text.split("\n")
            number = draw(st.integers(0, len(lines) - 1))
            if slip == "line":
                del lines[number]
            elif slip == "indent":
                lines[number] = (
                    draw(st.sampled_from([" ", "  ", "\t", "\u00a0", "- "])) + lines[number]
                )
            elif slip == "swap":
                lines[number], lines[0] = lines[0], lines[number]
            else:
                lines[number] = lines[number].lstrip()
            text = "\n".join(lines)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text.encode()


@given(mutants())
@settings(max_examples=700)
def test_runbooks_after_a_slip(data: bytes) -> None:
    check(data)


@given(st.sampled_from(RUNBOOKS), st.integers(0, 3000), st.binary(min_size=1, max_size=3))
@settings(max_examples=300)
def test_runbooks_with_broken_bytes(runbook: bytes, at: int, noise: bytes) -> None:
    check(runbook[:at] + noise + runbook[at + 1 :])


def test_runbooks_cut_off_anywhere() -> None:
    for runbook in RUNBOOKS:
        for end in range(0, len(runbook), 7):
            check(runbook[:end])


def test_the_runbooks_themselves() -> None:
    clean, other = (check(runbook) for runbook in RUNBOOKS)
    assert clean.problems == ()
    assert [problem.rule for problem in other.problems] == [
        "yaml-directive",
        "yaml-anchor",
        "yaml-alias",
        "yaml-swallowed-comment",
        "yaml-explicit-key",
    ]
