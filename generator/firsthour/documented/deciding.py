"""Why what a team decides about findings is checked itself, and what to do: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WARNINGS = frozenset({"baseline-outdated", "waiver-expired", "waiver-unused"})

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "baseline-outdated": (
            "An entry that stays after its finding is mended lets the same fault back in unseen.",
            "run `firsthour lint --write-baseline`, and commit the shorter file.",
        ),
        "baseline-unreadable": (
            "Half a baseline would hide some findings and show others, and nobody knew which.",
            "take the file from git again, or delete it and write a new one with "
            "`firsthour lint --write-baseline`.",
        ),
        "setting-unknown-rule": (
            "A setting for a rule that does not exist changes nothing, and you think it does.",
            "write an id that `firsthour rules` lists, or delete the line.",
        ),
        "waiver-expired": (
            "A waiver is a promise to look again. Its day has come.",
            "mend the finding now, or write a later day and the reason why it still waits.",
        ),
        "waiver-form": (
            "Without a reason the next reader cannot tell a decision from an accident, and without "
            "a day it lasts for ever.",
            "write `# firsthour: ignore[RULE] because REASON until YYYY-MM-DD`.",
        ),
        "waiver-rule": (
            "A waiver for a rule that does not exist waives nothing.",
            "write an id that `firsthour rules` lists; what keeps a page from being made cannot be "
            "waived.",
        ),
        "waiver-unused": (
            "A waiver left behind would hide the fault when it comes back.",
            "delete the comment that is the waiver.",
        ),
    }
)
