"""What the names in YAML are called on paper."""

from __future__ import annotations

from collections.abc import Mapping

from firsthour.pages.parts import SECTION_TITLES

RISKS: Mapping[str, str] = {
    "read": "changes nothing",
    "reversible": "can be undone",
    "disruptive": "disrupts customers",
    "destructive": "destroys data",
}
WAYS = {
    "none": "there is no way back",
    "revert": "go back",
    "restore": "restore",
    "roll-forward": "fix forward",
}
PAGED = {"always": "at once", "working-hours": "in working hours", "next-sprint": "not woken"}
# The name of a field in YAML -> what it is for somebody who has only the paper.
FACTS = {
    "title": "the title",
    "owner": "the owner",
    "status": "the state",
    "when": "the condition",
    "purpose": "the purpose",
    "meaning": "what it means",
    "impact": "what customers notice",
    "normal": "what is seen on a good day",
    "end": "what stands at the end",
    "do": "what to do",
    "use": "the procedure",
    "run": "the command",
    "open": "the address to open",
    "where": "the place where it is done",
    "expect": "the expected result",
    "dry_run": "the command to try first",
    "risk": "the risk",
    "approve": "the one to ask first",
    "takes": "the time it takes",
    "watch": "the number to watch",
    "warn": "the warning",
    "undo": "the way back",
    "note": "the note",
    "answer": "the wanted answer",
    "then": "what follows",
    "minutes": "the time",
    "who": "the one who does it",
    "mode": "the kind of way back",
    "reason": "the reason",
    "data": "the caution",
    "success": "the sign that it is done",
    "help": "what it stands for",
    "example": "the example",
    "default": "the usual value",
    "after": "the time to wait first",
    "bring": "what to have at hand",
    "to": "the channel",
    "url": "the address",
    "definition": "the meaning",
    "respond_within": "the time to answer",
    "page": "the one who is woken",
    "internal": "the time between updates to the team",
    "public": "the time between updates to the public",
    "status_page": "the status page",
    "deploy_freeze": "the freeze of deploys",
    "match": "the labels",
    "postmortem_within": "the time for the postmortem",
    "raise_only": "the rule that a level is only raised",
    "warning": "the number for Warning",
    "high": "the number for High",
    "critical": "the number for Critical",
}
# A part of a file -> what stands above it on paper.
PARTS = {
    **SECTION_TITLES,
    "escalate": "Who to call",
    "symptoms": "Use this when",
    "alerts": "Alerts",
    "errors": "Log says",
    "access": "You need",
    "params": "To fill in",
    "severity": "Level",
    "warn": "Warning",
    "decide": "Roll back, if",
    "decisions": "Decide",
    "call": "Call",
    "links": "Open",
    "incident_if": "It is an incident if",
    "not_incident_if": "It is none if",
    "thresholds": "Numbers",
}
