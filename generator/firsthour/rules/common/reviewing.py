"""The command that writes a review down, to be copied as it stands."""

from __future__ import annotations

from collections.abc import Mapping

_RECORDS: Mapping[str, str] = {
    "drill": "drilled every step",
    "walkthrough": "went through every step",
}


def command(name: str, how: str = "walkthrough") -> str:
    """`firsthour review` for a page, with all it asks for; never one that needs an incident."""
    if how == "read":
        return f"firsthour review {name} --how read"
    how = how if how in _RECORDS else "walkthrough"
    return f'firsthour review {name} --how {how} --record "{_RECORDS[how]}"'
