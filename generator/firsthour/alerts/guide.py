"""What lint says of alert rules, with what it keeps from happening."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        "alert-file-not-understood": "A file that the settings name as alert rules can be read.",
        "alert-leads-to-draft": "The link of an alert leads to a runbook that is ready for use.",
        "alert-leads-past": "The link of an alert leads to a page about this alert.",
        "alert-link-dead": "The link of an alert leads to a page that is there.",
        "alert-not-linked": "An alert that has a runbook links to it.",
        "alert-source-names-a-file": "What the settings name as alert rules is there.",
        "alert-without-runbook": "Every alert that can wake somebody has a runbook.",
    }
)
