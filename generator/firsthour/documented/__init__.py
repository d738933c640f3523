"""Everything that can stand in the brackets of a finding, with its documentation.

A rule brings its own. What is found before rules can run, or after the site is made, has its first
sentence in the room that finds it, and why it matters and how to fix it here: `reading`, `shape`,
`deciding`, `paper`, `alerts`, `site`. Explain, the rule page and every report format take it from
here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthour.alerts.guide import RULES as ALERTS
from firsthour.documented import alerts, change, deciding, owners, paper, reading, shape, site
from firsthour.lint import RULES as DECIDING
from firsthour.postbuild import RULES as SITE
from firsthour.problem import Severity
from firsthour.review.drift import RULES as CHANGE
from firsthour.rules import all_rules
from firsthour.source import RULES as READING
from firsthour.validate import RULES as SHAPE


@dataclass(frozen=True, slots=True)
class Entry:
    """The documentation of one id.

    Attributes:
        stage: when it is found: `reading`, `shape`, `rules`, `deciding`, `change`,
            `owners`, `paper`, `alerts` or `site`.
        severity: that of most of its findings; some are milder where the harm is.
        summary: what must hold.
        why: paragraphs for a tired reader.
        fix: what to do.
    """

    id: str
    stage: str
    severity: Severity
    summary: str
    why: str
    fix: str


@functools.cache
def entries() -> tuple[Entry, ...]:
    """Every id that a finding can have, by id."""
    rules = (Entry(r.id, "rules", r.severity, r.summary, r.why, r.fix) for r in all_rules())
    found = [
        *rules,
        *_plain("reading", READING, reading.TEXTS, reading.WARNINGS),
        *_plain("shape", SHAPE, shape.TEXTS),
        *_plain("deciding", DECIDING, deciding.TEXTS, deciding.WARNINGS),
        *_plain("change", CHANGE, change.TEXTS, change.WARNINGS),
        *_plain("owners", owners.RULES, owners.TEXTS),
        *_plain("paper", paper.RULES, paper.TEXTS),
        *_plain("alerts", ALERTS, alerts.TEXTS, alerts.WARNINGS, alerts.HINTS),
        *_plain("site", {**SITE, **site.RULES}, site.TEXTS),
    ]
    return tuple(sorted(found, key=lambda entry: entry.id))


def entry(id_: str) -> Entry | None:
    """The documentation of an id, if there is such an id."""
    return next((each for each in entries() if each.id == id_), None)


def _plain(
    stage: str,
    rules: Mapping[str, str],
    texts: Mapping[str, tuple[str, str]],
    warnings: frozenset[str] = frozenset(),
    hints: frozenset[str] = frozenset(),
) -> Iterator[Entry]:
    for id_, summary in rules.items():
        severity = Severity.WARNING if id_ in warnings else Severity.ERROR
        severity = Severity.INFO if id_ in hints else severity
        yield Entry(id_, stage, severity, summary, *texts[id_])
