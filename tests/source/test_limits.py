"""Files that are too much for a parser end in one finding, in this process, and soon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from firsthour.problem import Severity
from firsthour.source import MAX_BYTES, load

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HASHES = "".join(f"{number * (2**61 - 1)}: x\n" for number in range(2000))

# The number in the table of bad inputs, what it is, how it is made, and the first finding.
REFUSED: list[tuple[str, Callable[[], str], str]] = [
    ("24 integer of 5000 digits", lambda: f"a: {'1' * 5000}\n", "1:4 yaml-number"),
    ("41 a billion laughs", lambda: LAUGHS, "1:4 yaml-anchor"),
    ("120 the same on a later line", lambda: "a: 1\n" + "k" * 1025 + ": x\n", "2:1026 yaml-syntax"),
    ("120 key of 1025 characters", lambda: "k" * 1025 + ": x\n", "1:1026 yaml-syntax"),
    ("136 lists, 500 deep", lambda: "a: " + "[" * 500 + "]" * 500, "1:67 yaml-too-deep"),
    ("137 lists, 1500 deep", lambda: "a: " + "[" * 1500 + "]" * 1500, "1:67 yaml-too-deep"),
    ("138 lists, 20,000 deep", lambda: "[" * 20_000 + "]" * 20_000, "1:65 yaml-too-deep"),
    ("139 a million open brackets", lambda: "[" * 1_000_000, "1:65 yaml-too-deep"),
    ("140 mappings, 500 deep", lambda: nested_mappings(500), "65:65 yaml-too-deep"),
    ("141 mappings, 5000 deep", lambda: nested_mappings(5000), "1:1 yaml-too-large"),
    ("142 block lists, 5000 deep", lambda: "- " * 5000 + "x", "1:129 yaml-too-deep"),
    ("143 block lists, 100,000 deep", lambda: "- " * 100_000 + "x", "1:129 yaml-too-deep"),
    ("144 open braces", lambda: "{" * 100_000, "1:2 yaml-complex-key"),
    ("145 question marks", lambda: "? " * 20_000, "1:3 yaml-complex-key"),
    ("146 anchors", lambda: "".join(f"- &a{i} x\n" for i in range(100_000)), "1:1 yaml-too-large"),
    ("147 a line of 10 MB", lambda: "a: " + "x" * 10_000_000, "1:1 yaml-too-large"),
    ("148 a million items", lambda: "- x\n" * 1_000_000, "1:1 yaml-too-large"),
    (
        "149 100,000 keys",
        lambda: "".join(f"k{i}: x\n" for i in range(100_000)),
        "50000:9 yaml-too-many-values",
    ),
    ("open brackets with spaces", lambda: "[ " * 500_000, "1:129 yaml-too-deep"),
    ("aliases", lambda: "a: [" + "*x, " * 40_000 + "]", "1:5 yaml-alias"),
    ("duplicate keys", lambda: "a: 1\n" * 49_999, "2:1 yaml-duplicate-key"),
    ("swallowed comments", lambda: "a:\n" + "- #x\n" * 40_000, "2:3 yaml-swallowed-comment"),
    (
        "empty entries in one line",
        lambda: "a: {" + "".join(f"k{i}, " for i in range(60_000)) + "}",
        "1:388885 yaml-too-many-values",
    ),
    ("invisible characters", lambda: "a: " + "x\u200b" * 200_000, "1:5 yaml-invisible-character"),
    ("control characters", lambda: "a: " + "\x01" * 1_000_000, "1:4 yaml-bad-character"),
    ("colons", lambda: "a: " + "b: " * 300_000, "1:5 yaml-syntax"),
    ("colons in brackets", lambda: "a: [" + "b: " * 300_000, "1:4 yaml-syntax"),
    ("quotes", lambda: "a: " + "'x" * 400_000, "1:7 yaml-syntax"),
    ("one open quote", lambda: 'a: "' + "x\n" * 400_000, "1:4 yaml-syntax"),
    ("backslashes", lambda: 'a: "' + "\\\\" * 400_000 + "\\q", "1:800005 yaml-syntax"),
    ("digits", lambda: "a: " + "1" * 1_000_000, "1:4 yaml-number"),
    ("digits and underscores", lambda: "a: " + "1_" * 400_000, "1:4 yaml-ambiguous-scalar"),
    ("sexagesimal", lambda: "a: 1" + ":1" * 400_000, "1:4 yaml-ambiguous-scalar"),
    ("exclamation marks and bytes", lambda: "a: !%c0%af " + "!" * 900_000, "1:4 yaml-syntax"),
    ("dashes", lambda: "-" * 1_000_000, "1:1 yaml-not-a-mapping"),
    ("templates", lambda: "a: [" + "{{ x }}, " * 10_000 + "]", "1:6 yaml-complex-key"),
    ("conflicts", lambda: "<" * 1_000_000, "1:1 yaml-not-a-mapping"),
]

ACCEPTED: list[tuple[str, Callable[[], str], Callable[[], object]]] = [
    ("150 escaped line ends", lambda: 'a: "' + "\\\n" * 100_000 + '"', lambda: {"a": ""}),
    (
        "151 keys whose hashes collide as numbers",
        lambda: HASHES,
        lambda: dict.fromkeys((line[:-3] for line in HASHES.splitlines()), "x"),
    ),
    ("64 levels", lambda: "a: " + "[" * 63 + "]" * 63, lambda: {"a": list_of(63)}),
    (
        "1000 mappings side by side",
        lambda: "a:\n" + "- {b: [1]}\n" * 1000,
        lambda: {"a": [{"b": [1]}] * 1000},
    ),
    (
        "49,999 values",
        lambda: "".join(f"k{i}: x\n" for i in range(49_999)),
        lambda: {f"k{i}": "x" for i in range(49_999)},
    ),
    ("exactly 1 MiB", lambda: "a: " + "x" * (MAX_BYTES - 3), lambda: {"a": "x" * (MAX_BYTES - 3)}),
    ("comments", lambda: "a: 1\n" + "#\n" * 500_000, lambda: {"a": 1}),
    (
        "question marks",
        lambda: "a: |\n" + "  ? ? ?\n" * 100_000,
        lambda: {"a": "? ? ?\n" * 100_000},
    ),
    (
        "direction marks by escape, and not",
        lambda: 'a: "' + "\\u00e9" * 150_000 + '"',
        lambda: {"a": "é" * 150_000},
    ),
]


def nested_mappings(depth: int) -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(depth))


def list_of(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth - 1):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("make", "expected"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_it_is_refused_at_the_right_place(make: Callable[[], str], expected: str) -> None:
    data = make().encode()
    document = load("x.yaml", data)
    first = document.problems[0]
    assert f"{first.location.line}:{first.location.column} {first.rule}" == expected
    assert first.severity is Severity.ERROR
    assert len(document.problems) <= 100


@pytest.mark.parametrize(
    ("make", "expected"), [row[1:] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED]
)
def test_it_is_accepted(make: Callable[[], str], expected: Callable[[], object]) -> None:
    data = make().encode()
    document = load("x.yaml", data)
    assert document.problems == ()
    assert document.data == expected()


def test_one_byte_over_the_limit_is_not_read() -> None:
    document = load("x.yaml", b"a: " + b"x" * (MAX_BYTES - 2), "roles", "roles")
    assert [problem.message for problem in document.problems] == [
        "the file has 1,048,577 bytes; the limit is 1,048,576"
    ]
    assert (document.data, document.text, document.kind, document.id) == (
        None,
        "",
        "roles",
        "roles",
    )


def test_one_hundred_problems_are_all_shown() -> None:
    document = load("x.yaml", "".join(f"k{i}: no\n" for i in range(100)).encode())
    assert [problem.rule for problem in document.problems] == ["yaml-ambiguous-scalar"] * 100


def test_the_hundred_and_first_is_counted_in_the_last() -> None:
    document = load("x.yaml", "".join(f"k{i}: no\n" for i in range(101)).encode())
    assert len(document.problems) == 100
    assert document.problems[-1].rule == "yaml-too-many-problems"
    assert document.problems[-1].severity is Severity.ERROR
    assert document.data is not None


def test_warnings_never_push_out_an_error_nor_lose_the_data() -> None:
    lines = [f"k{i}: \ue000\n" for i in range(150)]
    document = load("x.yaml", "".join([*lines, "last: no\n"]).encode())
    rules = [problem.rule for problem in document.problems]
    assert len(rules) == 100
    assert "yaml-ambiguous-scalar" in rules
    only_warnings = load("x.yaml", "".join(lines).encode())
    assert {problem.severity for problem in only_warnings.problems} == {Severity.WARNING}
    assert len(only_warnings.problems) == 100
    assert only_warnings.data["k149"] == "\ue000"
