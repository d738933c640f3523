from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Rollback
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import Page, active_pages
from firsthour.source import Origin

_DATA = re.compile(
    r"\bmigrat(?:e|es|ed|ing|ions?)\b|\bpg_restore\b|\bmysqldump\b|\brestore-(?:backup|data\w*)\b"
    r"|\brestor(?:e|ed|ing)\b[^.;\n]{0,80}\b(?:backup|dump|database|data|snapshot|tables?|rows?)\b"
    r"|\b(?:alter|drop|truncate)\s+(?:table|column|database|schema)\b|\bdelete\s+from\b"
    r"|\bdowngrade\b[^.;\n]{0,80}\bschema\b",
    re.IGNORECASE,
)


@rule(Severity.WARNING)
def rollback_says_what_happens_to_data(catalog: Catalog) -> Iterator[Finding]:
    """A rollback that touches a migration, a table or a backup says in `data` what becomes of data.

    Code goes back in minutes, and nobody misses it. What customers wrote since then is gone, or
    no longer fits the tables, and that has to be known before somebody says yes.

    To fix: add `data` with what is lost, what is kept and for how long, and what to check first.
    """
    for page in active_pages(catalog):
        rollback = page.rollback
        if rollback and not rollback.data and rollback.mode != "none":
            found = _touches_data(page, rollback)
            if found:
                origin, text = found
                message = f"`{text}`: the rollback does not say what happens to data"
                help_ = "add `data` with what is lost and what is kept"
                yield Finding(origin, message, help_, excerpt=text)


def _touches_data(page: Page, rollback: Rollback) -> tuple[Origin, str] | None:
    if rollback.mode == "restore":
        return rollback.origin.at("mode"), "restore"
    for step in rollback.steps:
        for key in ("do", "run", "use"):
            found = _DATA.search(getattr(step, key))
            if found:
                return step.origin.at(key), found[0]
    if rollback.steps:
        found = re.search(r"\bmigrations?\b", page.title, re.IGNORECASE)
        if found:
            return page.origin.at("title"), found[0]
    return None
