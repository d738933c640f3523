"""A pattern that hangs, fits everything or cannot be read is told from one that is merely rich."""

from __future__ import annotations

import pytest

from firsthour.rules.common.patterns import fault

HANGS = [
    "(a+)+",
    "(a*)*b",
    "(?:a+b*)+c",
    "(a+b?)+",
    r"(\w+\s?)+$",
    r"(\w+|\d+)+x",
    "(a|a)*x",
    r"(\w|[0-9])+x",
    "(x(a+)+)y",
    "((a+))+b",
    "(.*a)+b",
    r"(\S+ ?)*:",
    "(?P<name>a+){2,}b",
    "(?:(?:a|b)+)+c",
    r"(\b\w+)+x",
    "([^]]+)+x",
    "(a+){3,}?x",
    "(a{2,})+x",
]
ENDS = [
    "exited with code [1-9][0-9]*",
    r"(?:\d+,)+end",
    r"(?:\w+\s)+end",
    "(?:[a-z]+[.])+example",
    "(foo|bar)+ failed",
    "(a|b)*c",
    "(a++)+b",
    "a+b+c+",
    "Tried .* but .* was not found",
    r"\(a+\)+",
    "[(a+)+]x",
    "(?i)no space left",
    "(?i:no space) left",
    "(?#(a+)disk",
    "(?=a+)disk",
    "(?<=x)disk",
    r"(?P<q>['\"])name(?P=q)",
    r"(a)?(?(1)b|c)d",
    "x{,3}disk",
    "disk{}",
    "(a{1,3})disk",
    "[]a]+disk",
    r"[\]]disk|full",
    "0x[0-9a-f]+",
]
FITS_EMPTY = ["a*", "(error)?", "x|", "", "^", "^$", r"\b", "(a*|b)(c?)", "()"]
FITS_ALL = [".", ".+", r"\w+", "[a-z]+", r"\d\d", ".*[0-9]", "error|.+", r"(\w+)"]


@pytest.mark.parametrize("pattern", HANGS)
def test_a_repetition_of_a_repetition_is_found(pattern: str) -> None:
    assert "repeats a repetition" in fault(pattern)


@pytest.mark.parametrize("pattern", ENDS)
def test_a_pattern_that_ends_is_left_alone(pattern: str) -> None:
    assert fault(pattern) == ""


@pytest.mark.parametrize("pattern", FITS_EMPTY)
def test_a_pattern_that_asks_for_nothing_fits_the_empty_text(pattern: str) -> None:
    assert "empty text" in fault(pattern)


@pytest.mark.parametrize("pattern", FITS_ALL)
def test_a_pattern_without_fixed_words_fits_nearly_everything(pattern: str) -> None:
    assert "nearly every line" in fault(pattern)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "is no regular expression: missing )"),
        ("[a", "is no regular expression: unterminated character set"),
        ("*", "is no regular expression: nothing to repeat"),
        ("a\\", "is no regular expression: bad escape"),
        ("a)", "is no regular expression: unbalanced parenthesis"),
        ("x{1,99999999999}", "is too large"),
        ("a" * 1001, "has 1001 characters"),
        ("(" * 499 + "a" + ")" * 499, ""),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, reason: str) -> None:
    assert reason in fault(pattern)


@pytest.mark.parametrize(
    "pattern", ["(.?)" * 200 + "x", "(a?|b?)" * 100 + "{30}x", ".*" * 400 + "x"]
)
def test_a_hostile_pattern_is_judged_without_being_run(pattern: str) -> None:
    assert isinstance(fault(pattern), str)
