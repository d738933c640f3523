"""Every key and every value is where `locate` says: to the character, in any layout."""

from __future__ import annotations

import copy
import gc
import pickle
import tracemalloc
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings

from firsthour.problem import Location
from firsthour.source import Origin, Route, load
from tests.source.written import Writer, documents


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, worked out the slow way."""
    lines = text[:offset].split("\n")
    return len(lines), len(lines[-1]) + 1


@given(documents())
@settings(max_examples=250)
def test_every_key_and_value_is_where_it_was_written(
    written: tuple[Writer, dict[str, Any]],
) -> None:
    out, data = written
    document = load("x.yaml", out.text.encode())
    assert document.problems == ()
    assert document.data == data
    for released in (False, True):
        for (route, key), (start, end) in out.spans.items():
            found = document.locate(route, key=key)
            expected = Location("x.yaml", *place(out.text, start), *place(out.text, end))
            assert found == expected, (route, key, released)
        document.release()


TEXT = """\
title: Disk is full   # a comment
owner:
steps:
  - Look at the disk.
  - do: Delete old logs
    run: |
      rm -rf /var/log/old

    risk: 'disruptive'
  -
tags: [a, {b: c}]
none: {}
folded: >-
  one
  two

# the end
"""
DOCUMENT = load("runbooks/failure-modes/x.yaml", TEXT.encode(), "failure-modes", "x")


def shown(route: Route, *, key: bool = False) -> str:
    """The text under a place."""
    at = DOCUMENT.locate(route, key=key)
    lines = TEXT.split("\n")
    if at.line == at.end_line:
        return lines[at.line - 1][at.column - 1 : at.end_column - 1]
    first, *middle, last = lines[at.line - 1 : at.end_line]
    return "\n".join([first[at.column - 1 :], *middle, last[: at.end_column - 1]])


@pytest.mark.parametrize(
    ("route", "key", "expected"),
    [
        (("title",), False, "Disk is full"),
        (("title",), True, "title"),
        (("owner",), False, ""),
        (("owner",), True, "owner"),
        (("steps", 0), False, "Look at the disk."),
        (("steps", 0), True, "Look at the disk."),
        (("steps", 1, "run"), False, "|\n      rm -rf /var/log/old"),
        (("steps", 1, "risk"), False, "'disruptive'"),
        (("steps", 1), False, TEXT[TEXT.index("do:") : TEXT.index("'disruptive'") + 12]),
        (("steps", 2), False, ""),
        (("tags",), False, "[a, {b: c}]"),
        (("tags", 1), False, "{b: c}"),
        (("tags", 1, "b"), True, "b"),
        (("none",), False, "{}"),
        (("folded",), False, ">-\n  one\n  two"),
        ((), False, TEXT[: TEXT.index("\n\n# the end")]),
    ],
)
def test_what_is_there(route: Route, key: bool, expected: str) -> None:
    assert shown(route, key=key) == expected


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (("severity",), "title"),
        (("severity", "default"), "title"),
        (("title", "x"), "Disk is full"),
        (("owner", "x"), "owner"),
        (("steps", 1, "undo"), "do"),
        (("steps", 1, "undo", 3, "x"), "do"),
        (("steps", 0, "run"), "Look at the disk."),
        (("steps", 2, "run"), ""),
        (("steps", 9), "steps"),
        (("steps", -1), "steps"),
        (("steps", "x"), "steps"),
        (("tags", 1, "c"), "b"),
        (("tags", 1, 0), "b"),
        (("none", "x"), "none"),
        ((0,), "title"),
    ],
)
@pytest.mark.parametrize("key", [False, True])
def test_what_is_absent_is_found_at_the_nearest_parent(
    route: Route, expected: str, key: bool
) -> None:
    assert shown(route, key=key) == expected


def test_an_empty_root_has_a_place() -> None:
    assert load("x.yaml", b"# c\n{}\n").locate(("title",)) == Location("x.yaml", 2, 1, 2, 3)


def test_a_document_without_data_is_found_at_its_start() -> None:
    document = load("x.yaml", b"a: 1\nb: [\n")
    assert document.locate(("a",)) == Location("x.yaml")
    assert document.style(("a",)) is None


@pytest.mark.parametrize(
    ("route", "style"),
    [
        (("title",), ""),
        (("owner",), ""),
        (("steps", 1, "run"), "|"),
        (("steps", 1, "risk"), "'"),
        (("folded",), ">"),
        (("steps",), None),
        (("none",), None),
        (("absent",), None),
        (("title", "x"), None),
    ],
)
def test_style(route: Route, style: str | None) -> None:
    assert DOCUMENT.style(route) == style
    fresh = load("x.yaml", TEXT.encode())
    fresh.release()
    assert fresh.style(route) == style


def test_style_after_a_tag_and_of_a_double_quoted_text() -> None:
    document = load("x.yaml", b"a: !!str |\n  x\nb: !!str y\nc: \"z\"\nd: '|'\n")
    assert [document.style((key,)) for key in "abcd"] == ["|", "", '"', "'"]


def test_after_a_refused_entry_the_others_keep_their_places() -> None:
    text = b"a: 1\na: [1, 2]\n<<: {x: 1}\n? [k]\n: v\nb: &x {c: 3}\nd: #e\nf: {{ g }}\nh: 4\n"
    document = load("x.yaml", text)
    assert document.data == {"a": 1, "b": {"c": 3}, "d": "#e", "f": "{{ g }}", "h": 4}
    places = {key: document.locate((key,)) for key in document.data}
    spans = {key: (at.line, at.column, at.end_column) for key, at in places.items()}
    assert spans == {
        "a": (1, 4, 5),
        "b": (6, 4, 13),
        "d": (7, 4, 6),
        "f": (8, 4, 11),
        "h": (9, 4, 5),
    }
    assert document.locate(("b", "c")).column == 11


def test_a_byte_order_mark_has_no_column() -> None:
    document = load("x.yaml", b"\xef\xbb\xbfa: 1\n")
    assert document.text == "a: 1\n"
    assert document.locate(("a",)) == Location("x.yaml", 1, 4, 1, 5)


def test_copies_find_their_own_places() -> None:
    for twin in (copy.deepcopy(DOCUMENT), pickle.loads(pickle.dumps(DOCUMENT))):
        assert twin is not DOCUMENT
        assert twin.data == DOCUMENT.data
        assert twin.problems == DOCUMENT.problems
        assert twin.locate(("steps", 1, "run")) == DOCUMENT.locate(("steps", 1, "run"))


def test_an_origin_is_measured_when_asked() -> None:
    top = Origin(DOCUMENT, ())
    run = top.at("steps", 1).at("run")
    assert run == Origin(DOCUMENT, ("steps", 1, "run"))
    assert run.location() == DOCUMENT.locate(("steps", 1, "run"))
    assert top.at("steps", 1).key_of("run").location() == DOCUMENT.locate(
        ("steps", 1, "run"), key=True
    )
    assert len({run, top, top.at()}) == 2
    assert (
        repr(top)
        == "Origin(document=<Document runbooks/failure-modes/x.yaml>, route=(), key=False)"
    )
    with pytest.raises(FrozenInstanceError):
        top.key = True  # type: ignore[misc]


def test_release_gives_all_memory_back_at_once() -> None:
    text = "".join(f"key{number}: {number}\n" for number in range(20_000)).encode()
    gc.disable()
    tracemalloc.start()
    try:
        document = load("x.yaml", text)
        loaded = tracemalloc.get_traced_memory()[0]
        document.release()
        released = tracemalloc.get_traced_memory()[0]
        place = document.locate(("key19999",))
        document.release()
        again = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        gc.enable()
    assert loaded - released > 20_000 * 2 * 8
    assert again - released < 20_000
    assert document.locate(("key19999",)) == place


def test_a_document_says_what_it_is() -> None:
    assert (DOCUMENT.path, DOCUMENT.kind, DOCUMENT.id) == (
        "runbooks/failure-modes/x.yaml",
        "failure-modes",
        "x",
    )
    assert DOCUMENT.text == TEXT
    assert not hasattr(DOCUMENT, "__dict__")
