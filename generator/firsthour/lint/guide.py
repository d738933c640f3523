"""Every rule of this room, with what it keeps from happening."""

from __future__ import annotations

from types import MappingProxyType

RULES = MappingProxyType(
    {
        "baseline-outdated": "The baseline shrinks with what is mended, so that it stays mended.",
        "baseline-unreadable": "A baseline is read whole, or it sets nothing aside.",
        "setting-unknown-rule": "The settings of lint name rules that there are.",
        "waiver-expired": "A waiver ends on its day, and the finding is back.",
        "waiver-form": "A waiver says why, and until when.",
        "waiver-rule": "A waiver names rules that there are and that can be waived.",
        "waiver-unused": "A waiver stands beside what it waives, and goes with it.",
    }
)
