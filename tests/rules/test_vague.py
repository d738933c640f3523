"""Words that say nothing are told from values, states and the answers of programs."""

from __future__ import annotations

import pytest

from firsthour.rules.common.vague import says_nothing, unmeasured


@pytest.mark.parametrize(
    "text",
    [
        "checked",
        "OK.",
        "ok!",
        "Normal",
        "it is normal",
        "Everything works",
        "everything is as expected",
        "all are fine now",
        "it should be done",
        "the result is correct",
        "Looks  good",
        "looks normal",
        "Is fine",
        "should be correct again",
        "that it looks ok",
        "then all is fine",
        "works again",
        "the service is working as usual",
        "no issues",
        "success",
    ],
)
def test_a_word_of_approval_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "401",
        "PONG",
        "frozen",
        "unchanged",
        "valid",
        "operational",
        "no lines",
        "it holds",
        "it works end to end",
        "the queue works",
        "set to 5",
        "none",
        "status ok",
        "it says ok",
        "as before",
        "nobody is normal",
        "thatit is normal",
        "load looks normal",
        "as expected: 3 lines",
    ],
)
def test_a_value_or_state_says_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("load is high", "load is high"),
        ("Load is very high.", "Load is very high"),
        ("the 95th percentile is too high", "the 95th percentile is too high"),
        ("the host answers, but it is really slow", "it is really slow"),
        ("there are too many errors", "there are too many errors"),
        ("slow responses", "slow responses"),
        ("high error rate", "high error rate"),
        ("a lot of errors", "a lot of errors"),
        ("it takes too long", "it takes too long"),
        ("it does not come back soon", "it does not come back soon"),
        ("it has failed for a while", "it has failed for a while"),
        ("requests are so slow", "requests are so slow"),
    ],
)
def test_a_measure_without_a_number_is_found(text: str, part: str) -> None:
    assert unmeasured(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "",
        "load is over 8",
        "one query holds up many",
        "it is slow since a release",
        "half of the requests are slow",
        "the queue is longer than <size>",
        "memory grew slowly and nothing was released",
        "Slow queries hold up the rest of them",
        "requests are so slow that the proxy gives up",
        "every page is slow",
        "5 % are slow",
        "the disk is full",
        "a flag was changed",
        "nothing is slow",
        "he is too late for the train",
        "too many open files",
        "Too many connections",
        "slow query log grows",
    ],
)
def test_a_condition_that_can_be_decided_is_left_alone(text: str) -> None:
    assert unmeasured(text) == ""


@pytest.mark.parametrize(
    "text", ["is too high " * 100_000, "1" * 500_000 + "th is high", " " * 500_000]
)
def test_long_nonsense_is_read_in_one_pass(text: str) -> None:
    assert isinstance(says_nothing(text), bool)
    assert isinstance(unmeasured(text), str)
