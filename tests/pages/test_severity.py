"""The levels, to compare: one row each, with what follows."""

from __future__ import annotations

import datetime

from firsthour.pages import Context
from firsthour.pages.severity import severity
from firsthour.site.render import render
from tests.model.test_model import catalog

SEVERITY = """levels:
  - id: high
    code: H
    name: High
    definition: nobody can work
    examples: [All is dark]
    respond_within: 5m
    page: {who: lead, when: always}
    update_every: {internal: 15m}
    status_page: true
    postmortem_within: 48h
  - id: low
    code: L
    name: Low
    definition: few notice
    respond_within: 1d
    page: {who: lead, when: next-sprint}
    deploy_freeze: true
thresholds: [{metric: Errors, high: over 3 %}]
not_incident_if: [It looks wrong and works.]
"""


def shown(text: str) -> str:
    context = Context(catalog(severity=text), datetime.date(2026, 11, 21))
    return render(list(severity(context)), context)["severity.md"]


def row(text: str, start: str) -> list[str]:
    """The cells of the row that begins so, without their tags."""
    line = next(line for line in text.splitlines() if line.startswith("<tr") and start in line)
    return [cell.partition("</t")[0].rpartition(">")[2] for cell in line.split("<td")[1:]]


def test_each_level_has_its_anchor_once() -> None:
    text = shown(SEVERITY)
    assert text.count('id="high"') == text.count('id="low"') == 1


def test_what_follows_stands_in_one_row() -> None:
    matrix = shown(SEVERITY).partition("## What follows")[2]
    assert row(matrix, ">H<") == [
        "within 5 minutes",
        "lead, at any hour",
        "every 15 minutes",
        "no fixed time",
        "yes",
        "no",
        "within 48 hours",
    ]
    assert row(matrix, ">L<")[1:] == [
        "lead, in the next sprint",
        "no fixed time",
        "no fixed time",
        "no",
        "yes",
        "no",
    ]


def test_levels_are_only_raised_unless_the_team_says_otherwise() -> None:
    assert "only raised" in shown(SEVERITY)
    assert "only raised" not in shown(SEVERITY + "raise_only: false\n")


def test_a_number_without_a_line_has_an_empty_cell() -> None:
    numbers = shown(SEVERITY).partition("## Numbers")[2]
    assert row(numbers, "Errors") == ["", "over 3 %", ""]
