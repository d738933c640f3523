"""Why a sheet has to fit on its paper, and what to do: id -> what must hold; id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        "sheet-too-long": (
            "A checklist fits on one page, and a runbook on two, in type that can be read at night."
        ),
    }
)

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sheet-too-long": (
            "A sheet is held in one hand, in bad light, by somebody who is tired. What stands on "
            "another page is not seen, and type that becomes small enough for everything is read "
            "by nobody.\n\n"
            "A checklist has one page and at least 11 pt: a longer one has no PDF. A runbook has "
            "two pages; when they need type below 11 pt that is a warning, and with a third page "
            "there is no PDF.",
            "take out what nobody reads at night, make two checklists of one, or move steps that "
            "runbooks share into a procedure, which has a sheet of its own.",
        ),
    }
)
