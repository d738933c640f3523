"""Where alerts land -> problems, for the files that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from firsthour.alerts.coverage import Coverage, State
from firsthour.alerts.gathering import matching
from firsthour.model.settings import AlertSettings
from firsthour.problem import Location, Problem, Severity

_RULES: Mapping[State, tuple[str, Severity, str]] = MappingProxyType(
    {
        State.DEAD: (
            "alert-link-dead", Severity.WARNING,
            "`firsthour alerts --write` puts the right address there, where there is one",
        ),
        State.DRAFT: (
            "alert-leads-to-draft", Severity.WARNING,
            "finish the runbook, or lead the alert to another",
        ),
        State.GENERIC: (
            "alert-leads-past", Severity.INFO,
            "write a runbook that names this alert, and link to that",
        ),
        State.NOT_LINKED: (
            "alert-not-linked", Severity.WARNING,
            "`firsthour alerts --diff` shows the line, --write puts it there",
        ),
        State.NOTHING: (
            "alert-without-runbook", Severity.INFO,
            "write one, or name the alert in the runbook that fits",
        ),
    }
)  # fmt: skip


def absent(root: Path, settings: AlertSettings) -> Iterator[Problem]:
    """Patterns of the settings that no file has the name of."""
    for index, pattern in enumerate(settings.sources):
        if not matching(root, (pattern,)):
            yield Problem(
                settings.origin.at("sources", index).location(),
                Severity.WARNING,
                "alert-source-names-a-file",
                f"`{pattern}` names no file, so that no alert of it is looked at",
                "correct it, as seen from the folder that has runbooks/, or take it out",
            )


def problems(found: Coverage) -> Iterator[Problem]:
    """One problem an alert that does not lead to its runbook."""
    for file in found.files:
        if not file.format and not file.skipped:
            message = f"`{file.path}` is not understood: {file.reason}"
            help_ = "mend it, or leave it out of `alerts.sources` in runbooks/settings.yaml"
            place = Location(file.path)
            yield Problem(place, Severity.WARNING, "alert-file-not-understood", message, help_)
    for landing in found.landings:
        if landing.state in _RULES:
            rule, severity, help_ = _RULES[landing.state]
            message = f"the alert `{landing.alert.name}`: {landing.reason}"
            yield Problem(landing.alert.location, severity, rule, message, help_)
