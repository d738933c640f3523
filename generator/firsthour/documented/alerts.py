"""Why the link of an alert matters, and how to mend it: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WARNINGS = frozenset(
    {
        "alert-file-not-understood",
        "alert-leads-to-draft",
        "alert-link-dead",
        "alert-not-linked",
        "alert-source-names-a-file",
    }
)
HINTS = frozenset({"alert-leads-past", "alert-without-runbook"})

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "alert-file-not-understood": (
            "What is not read is not checked: its alerts may lead anywhere.",
            "mend the file, or take it out of `alerts.sources` in `runbooks/settings.yaml`.",
        ),
        "alert-leads-past": (
            "Whoever is woken lands on a page about everything, and searches with one eye open.",
            "name the alert in the runbook that fits, and run `firsthour alerts --write`.",
        ),
        "alert-leads-to-draft": (
            "The link promises help. A draft was never tried, and a retired page is wrong.",
            "finish and review the runbook, or name the alert in another one.",
        ),
        "alert-link-dead": (
            "The first thing the responder does fails. The second is to distrust every link.",
            "run `firsthour alerts --diff`, which shows the address, then `--write`.",
        ),
        "alert-not-linked": (
            "The runbook is written, and whoever is woken does not know that it is there.",
            "run `firsthour alerts --diff`, which shows the line, then `--write`.",
        ),
        "alert-source-names-a-file": (
            "A slip of one letter, and not one alert of these files is looked at. Nobody notices, "
            "because nothing is found.",
            "correct the pattern under `alerts.sources` in `runbooks/settings.yaml`, which counts "
            "from the folder that has `runbooks/`, or take it out.",
        ),
        "alert-without-runbook": (
            "It wakes somebody, and leaves them alone with it.",
            "`firsthour new failure-modes NAME` writes a skeleton; name the alert in it. An alert "
            "that asks for nothing should wake nobody.",
        ),
    }
)
