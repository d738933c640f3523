"""Telephone numbers: whether one can be dialled, and ranges that are reserved for fiction."""

from __future__ import annotations

import re

# Numbers in films, books and samples. Some tables of real numbers do not have them.
_FICTION = re.compile(
    r"\+44(?:7700900|2079460|1[0-9]{2}4960|1632960|3069990|8081570|9098790)[0-9]{3}"
    r"|\+1[2-9][0-9]{2}55501[0-9]{2}"
)
_NOT_DIALLED = re.compile(r"[^+0-9]")
_LONGEST = 15
# What stands between digits: `(030) 12-34`, `030/12 34`, `030.1234`.
_GAP = r"[\s().\-/\u2010-\u2015\u00b7]{0,3}"
SHORTEST = 6  # fewer digits may be anything
_NO_DIGITS = re.compile(r"[^0-9]+")


def digits(text: str) -> str:
    """All digits of a text in a row."""
    return _NO_DIGITS.sub("", text)


def dialled(text: str) -> str:
    """The expression that finds a number however it is written; empty when it is no number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(_NOT_DIALLED.sub("", text))
    except phonenumbers.NumberParseException:
        return ""
    national = phonenumbers.national_significant_number(number)
    if len(national) < SHORTEST:
        return ""
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    about = phonenumbers.PhoneMetadata.metadata_for_region(region)
    inside = re.escape((about and about.national_prefix) or "0")
    zero = rf"(?:(?:0|{inside}){_GAP})?"
    country = rf"(?:(?:(?:\+|00|011){_GAP})?{_GAP.join(str(number.country_code))}{_GAP})?"
    return rf"(?<![0-9])\(?{country}{zero}{_GAP.join(national)}(?![0-9])"


def wrong_number(text: str) -> tuple[str, str]:
    """Why a number cannot be dialled as it is written, and what to do; empty if it can be."""
    plain = _NOT_DIALLED.sub("", text)
    if _FICTION.fullmatch(plain):
        return "", ""
    # Loading the table takes longer than most rules together.
    import phonenumbers

    if len(plain) - 1 > _LONGEST:
        return "has more than 15 digits", "see whether an extension belongs into `note`"
    try:
        number = phonenumbers.parse(plain)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            return "begins with a country code that does not exist", "compare it digit by digit"
        return "is too short", "look for digits that are missing"
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) and not _FICTION.fullmatch(written):
        what = f"is no number that exists under +{number.country_code}"
        return what, "look for a digit too many, too few or mistyped"
    if written != plain:
        shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return "has a zero that is dialled only inside the country", f"write `{shown}`"
    return "", ""
