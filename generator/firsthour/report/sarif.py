"""Problems as SARIF 2.1.0, which code scanning and editors read.

Every documented rule is in it, used or not, so that a place that lists them knows all. The
fingerprint of a finding stays while text moves around it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import firsthour
from firsthour.documented import Entry, entries
from firsthour.problem import Location, Note, Problem, Severity
from firsthour.report.outcome import Outcome, Screen

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_ROOT = "%SRCROOT%"


def render(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """One run, indented; all of it or nothing."""
    known = entries()
    index = {entry.id: number for number, entry in enumerate(known)}
    driver = {
        "name": "firsthour",
        "version": firsthour.__version__,
        "semanticVersion": firsthour.__version__,
        "rules": [_rule(entry, outcome.site_url) for entry in known],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "firsthour/lint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The root of the repository."}},
        },
        "results": [_result(problem, name, index, screen) for name, problem in outcome.named()],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(entry: Entry, site_url: str) -> dict[str, Any]:
    paragraphs = [entry.summary, *entry.why.split("\n\n"), f"To fix: {entry.fix}"]
    marked = [f"**{entry.summary}**", *entry.why.split("\n\n"), f"**To fix:** {entry.fix}"]
    rule: dict[str, Any] = {
        "id": entry.id,
        "shortDescription": {"text": entry.summary},
        "fullDescription": {"text": f"{entry.summary} {_line(entry.why)}".strip()},
        "help": {"text": _text(paragraphs), "markdown": _text(marked)},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"tags": ["runbooks", entry.stage]},
    }
    if site_url:
        rule["helpUri"] = f"{site_url.rstrip('/')}/rules/#{entry.id}"
    return rule


def _text(paragraphs: list[str]) -> str:
    return "\n\n".join(part for part in paragraphs if part)


def _line(text: str) -> str:
    return " ".join(text.split())


def _result(problem: Problem, name: str, index: dict[str, int], screen: Screen) -> dict[str, Any]:
    message = "\n".join(part for part in (problem.message, problem.help) if part)
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": _LEVELS[problem.severity],
        "message": _message(message),
        "locations": [{"physicalLocation": _place(problem.location, screen)}],
        "partialFingerprints": {"firsthour/v1": name},
    }
    if problem.rule in index:
        result["ruleIndex"] = index[problem.rule]
    if problem.notes:
        result["relatedLocations"] = [
            _related(number, note, screen) for number, note in enumerate(problem.notes)
        ]
    return result


def _related(number: int, note: Note, screen: Screen) -> dict[str, Any]:
    place = _place(note.location, screen)
    return {"id": number, "physicalLocation": place, "message": _message(note.message)}


def _message(text: str) -> dict[str, str]:
    r"""A text in which `[x](y)` is no link, since it came from a file: `\[` says so."""
    return {"text": _LINK.sub(r"\\[", text)}


def _place(location: Location, screen: Screen) -> dict[str, Any]:
    path = screen.repository(location.path)
    uri = quote(path.encode("utf-8", "surrogateescape"))
    artifact = {"uri": uri, "uriBaseId": _ROOT}
    region = {"startLine": location.line}
    if location != Location(location.path):
        region |= {
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        }
    return {"artifactLocation": artifact, "region": region}
