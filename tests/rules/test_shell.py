"""Command text becomes the simple commands that are in it."""

from __future__ import annotations

import pytest

from firsthour.rules.common.shell import MAX_LENGTH
from firsthour.rules.common.unwrap import after_options, commands

CASES = [
    ("a b; c", [("a", "b"), ("c",)]),
    ("a | b && c || d & e\nf", [("a",), ("b",), ("c",), ("d",), ("e",), ("f",)]),
    ("a \\\n  b", [("a", "b")]),
    ("a > out b", [("a", "b")]),
    ("a >out 2>&1 b", [("a", "b")]),
    ("a < in-file; b", [("a",), ("b",)]),
    ("a <<< word b", [("a", "b")]),
    ("a >", [("a",)]),
    ("a <name> x<y>z", [("a", "<name>", "x<y>z")]),
    ("a `b` c", [("a", "`b`", "c"), ("b",)]),
    ("a `b", [("a", "`b"), ("b",)]),
    ("a $(b $(c) d) e", [("a", "$(b $(c) d)", "e"), ("b", "$(c)", "d"), ("c",)]),
    ("a $(b `c` d) e", [("a", "$(b `c` d)", "e"), ("b", "`c`", "d"), ("c",)]),
    ("a $(b", [("a", "$(b"), ("b",)]),
    ("(a; b)", [("a",), ("b",)]),
    ("x) a", [("x",)]),
    ('a "x $(b c) y"', [("a", "x $(b c) y"), ("b", "c")]),
    ('a "x `b c` y"', [("a", "x `b c` y"), ("b", "c")]),
    ('a "$( )"', [("a", "$( )")]),
    ("a 'x $(b) y'", [("a", "x $(b) y")]),
    ("'a' \"b\" c\\ d 'it'\"s\" e'f'", [("a", "b", "c d", "its", "ef")]),
    ("a 'b' \"c' d\"", [("a", "b", "c' d")]),
    ("a ' \"", [("a",)]),
    ("a # comment; b\nc", [("a",), ("c",)]),
    ("a#b", [("a#b",)]),
    ("if a; then b; fi", [("a",), ("b",)]),
    ("while ! a; do b; done", [("a",), ("b",)]),
    ("X=1 Y=2 time a Z=3", [("a", "Z=3")]),
    ("X=1", []),
    ("/usr/sbin/a b", [("a", "b")]),
    ("sudo -u app -n a -u b", [("a", "-u", "b")]),
    ("env -i X=1 a", [("a",)]),
    ("timeout -k 3 5 a b", [("a", "b")]),
    ("xargs -0 -I {} a {}", [("a", "{}")]),
    ("sudo sudo nice -n 5 a", [("a",)]),
    ("find . -name x -exec a {} \\;", [("a", "{}")]),
    ("a -exec b", [("a", "-exec", "b")]),
    ("a exec b -- c", [("a", "exec", "b", "--", "c")]),
    ("sudo -n", []),
    ("env X=1", []),
    ("find . -name x", [("find", ".", "-name", "x")]),
    ("sh -c 'a b; c'", [("a", "b"), ("c",)]),
    ("bash -euc 'a'", [("a",)]),
    ("bash -c", [("bash", "-c")]),
    ("bash script -x", [("bash", "script", "-x")]),
    ("ssh -p 22 host a b", [("a", "b")]),
    ("ssh host 'a; b'", [("a",), ("b",)]),
    ("ssh host", [("ssh", "host")]),
    ("docker exec -it box a", [("a",)]),
    ("docker -H host exec box a", [("a",)]),
    ("docker compose -f x.yaml exec -T box a", [("a",)]),
    ("docker compose run --rm -e X=1 box a", [("a",)]),
    ("docker ps", [("docker", "ps")]),
    ("kubectl -n x exec pod -c box -- a b", [("a", "b")]),
    ("kubectl exec pod", []),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_commands(text: str, found: list[tuple[str, ...]]) -> None:
    assert [command.words for command in commands(text)] == found


def test_only_so_many_layers_are_unwrapped() -> None:
    assert [command.words for command in commands("sudo " * 5 + "a")] == [("a",)]
    assert commands("sudo " * 6 + "a") == ()


def test_a_command_knows_what_runs_it_what_feeds_it_and_its_neighbours() -> None:
    (first, second) = commands("echo 1 | sudo timeout 5 ssh app-1 'a | b <<< x' | head")[1:3]
    assert (first.words, first.within) == (("a",), ("sudo", "timeout", "ssh"))
    assert (second.before, second.fed, second.written) == (("a",), "x", "b")


def test_a_command_is_quoted_as_it_is_written() -> None:
    (command,) = commands('sudo  rm   -f "$A" <name> \\\n  b')
    assert command.written == 'rm   -f "$A" <name>'
    assert command.words == ("rm", "-f", "$A", "<name>", "b")


def test_what_is_too_long_to_copy_is_not_read() -> None:
    assert commands("a " * MAX_LENGTH) == ()


def test_options_and_their_values_are_left_out() -> None:
    words = ("-x", "a", "-f", "b", "-", "--long=c", "d", "-f")
    assert after_options(words, frozenset({"-f"})) == ("a", "-", "d")
