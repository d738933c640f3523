"""Reading what `read_all` answers."""

from __future__ import annotations

from pathlib import Path

from firsthour.problem import Problem
from firsthour.source import RULES, Document

FAILURES = Path("runbooks/failure-modes")


def told(documents: list[Document], problems: list[Problem]) -> list[str]:
    """All problems as lines, less those of the good runbook."""
    found = [*problems, *(problem for document in documents for problem in document.problems)]
    assert all(problem.rule in RULES and problem.help for problem in found)
    return [f"{p.location} {p.severity.value} {p.rule}: {p.message} | {p.help}" for p in found]


def ids(documents: list[Document]) -> list[str]:
    return [f"{document.kind}/{document.id}" for document in documents]
