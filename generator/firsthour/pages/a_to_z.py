"""The A to Z of alerts, error texts and symptoms, for the index finger and for paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from firsthour.model import Catalog
from firsthour.model.failure_modes import Alert, FailureMode
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import finished
from firsthour.pages.linked import StepLink, step_link

_OTHER = "#"
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.:-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what was seen, in words if it is a name, what it is, and where it leads."""

    text: str
    words: str
    kind: str
    target: StepLink


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter, and the anchor of its heading."""

    name: str
    anchor: str
    entries: tuple[Entry, ...]


@page_kind
def a_to_z(context: Context) -> Iterator[Page]:
    """One page, grouped by first letter."""
    yield Page(
        "a-to-z.md",
        "A to Z",
        "a-to-z",
        "failure-modes",
        {"letters": letters(context.catalog)},
        description="Every alert, error text and symptom, and the runbook for it.",
        order=(0, "a-to-z"),
        searchable=False,
    )


def letters(catalog: Catalog) -> list[Letter]:
    """Letter by letter; what begins with none stands first."""
    entries = sorted(
        _entries(catalog),
        key=lambda it: (_letter(it), _plain(it.text), it.text, it.kind, it.target.page),
    )
    return [
        Letter(name, f"letter-{_anchor(name)}", tuple(found))
        for name, found in groupby(entries, key=_letter)
    ]


def _plain(text: str) -> str:
    """What decides the order: no accents, no case, no sign in front."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(it for it in parts if not unicodedata.combining(it)).lstrip("\"'([{</*-_. ")


def _letter(entry: Entry) -> str:
    first = _plain(entry.text)[:1].upper()[:1]
    return first if first.isalpha() else _OTHER


def _anchor(letter: str) -> str:
    if letter == _OTHER:
        return "other"
    return letter.lower() if letter.isascii() else f"{ord(letter):x}"


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for runbook in catalog.failure_modes.values():
        if runbook.status == "retired":
            continue
        here = StepLink(f"failure-modes/{runbook.id}")
        for alert in runbook.alerts:
            yield _alert(alert, runbook, catalog)
        for error in runbook.errors:
            yield Entry(error.text or error.pattern, "", "error" if error.text else "pattern", here)
        for symptom in filter(finished, runbook.symptoms):
            yield Entry(symptom, "", "symptom", here)


def _alert(alert: Alert, runbook: FailureMode, catalog: Catalog) -> Entry:
    """An alert with the labels that narrow it, and with its name as words."""
    labels = ", ".join(f"{name}={value}" for name, value in alert.match.items())
    words = " ".join(part for part in _WORDS.split(alert.name) if part)
    return Entry(
        f"{alert.name}{f' ({labels})' if labels else ''}",
        words if words != alert.name else "",
        "alert",
        step_link(f"failure-modes/{runbook.id}#{alert.start}", catalog),
    )
