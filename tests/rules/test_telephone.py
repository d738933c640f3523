"""Numbers that can be dialled pass, those for fiction too; those that cannot are told why."""

from __future__ import annotations

import re

import pytest

from firsthour.rules.common.telephone import dialled, wrong_number
from firsthour.rules.common.zones import zones

RIGHT = [
    "+44 20 7946 0000",
    "+44 20 7946 0999",
    "+44 7700 900000",
    "+44-7700-900999",
    "+447700900118",
    "+44 113 496 0123",
    "+44 1632 960123",
    "+44 3069 990123",
    "+44 808 157 0123",
    "+44 909 879 0123",
    "+1 416-555-0100",
    "+1 212 555 0199",
]
WRONG = [
    ("+44 20 7946 011", "no number that exists under +44"),
    ("+44 7700 9001188", "no number that exists under +44"),
    ("+1 416-555-014", "no number that exists under +1"),
    ("+1 416-555-01420", "no number that exists under +1"),
    ("+1 016-555-0142", "no number that exists under +1"),
    ("+44 020 7946 0118", "a zero that is dialled only inside the country"),
    ("+44 07700 900118", "a zero that is dialled only inside the country"),
    ("+999 555 0142", "a country code that does not exist"),
    ("+44 1", "too short"),
    ("+44 20 7946 0118 12345", "more than 15 digits"),
]


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_that_can_be_dialled_passes(number: str) -> None:
    assert wrong_number(number) == ("", "")


@pytest.mark.parametrize(("number", "reason"), WRONG)
def test_a_number_that_cannot_be_dialled_is_told_why(number: str, reason: str) -> None:
    wrong, help_ = wrong_number(number)
    assert reason in wrong
    assert help_


def test_the_zones_are_those_of_the_package() -> None:
    assert len(zones()) > 500
    assert {"UTC", "Europe/Lisbon", "Africa/Lagos", "America/Toronto"} <= {*zones()}


def test_a_number_is_found_as_people_of_its_country_write_it() -> None:
    # Budapest dials 06 first, Moscow 8, and Rome keeps its zero.
    for number, text in (
        ("+36 1 234 5678", "06 1 234-5678"),
        ("+7 495 123 4567", "8 (495) 123-45-67"),
        ("+39 06 1234 5678", "06.1234.5678"),
        ("+49 1512 3456789", "01512 / 3456789"),
    ):
        found = re.search(dialled(number), f"call {text}, and wait")
        assert found is not None
        assert found[0] == text


def test_what_is_too_short_to_be_told_from_other_digits_is_not_looked_for() -> None:
    assert dialled("+44 12345") == ""
    assert dialled("+999 1234567") == ""
