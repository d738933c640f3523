"""Alert rules that Grafana is provisioned with: the title is the name."""

from __future__ import annotations

from firsthour.alerts.formats.common import Source, alert
from firsthour.alerts.found import AlertFile


def read(source: Source) -> AlertFile | None:
    """The alerts of all groups; None for another kind of file."""
    found = []
    is_ours = False
    for document in source.documents:
        groups = document.get("groups").items
        has_version = document.get("apiVersion").kind == "scalar"
        if has_version and any(document.get(key).items for key in ("contactPoints", "policies")):
            is_ours = True
        for group in groups:
            for rule in group.get("rules").items:
                title = rule.get("title")
                has_query = rule.get("uid").kind == "scalar" or rule.get("data").kind == "list"
                if title.kind == "scalar" and title.text.strip() and has_query:
                    is_ours = True
                    found.append(alert(source.path, title, rule))
    if not is_ours:
        return None
    note = "" if found else "contact points or policies; the rules are elsewhere"
    return AlertFile(source.path, "grafana", tuple(found), note=note)
