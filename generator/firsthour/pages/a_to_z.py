"""The A to Z of alerts, error texts and symptoms, for the index finger and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from firsthour.model import Catalog
from firsthour.pages import Context, Page, page_kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what was seen, what kind of thing that is, and the page it leads to."""

    text: str
    kind: str
    reference: str


@page_kind
def a_to_z(context: Context) -> Iterator[Page]:
    """One page, grouped by first letter."""
    yield Page(
        "a-to-z.md",
        "A to Z",
        "a-to-z",
        "failure-modes",
        {"groups": _groups(context.catalog)},
        description="Every alert, error text and symptom, and the runbook for it.",
        order=(0, "a-to-z"),
        searchable=False,
    )


def _groups(catalog: Catalog) -> list[tuple[str, list[Entry]]]:
    """Letter -> entries in order; what begins with no letter stands under #."""
    entries = sorted(_entries(catalog), key=lambda entry: (_letter(entry), entry.text.casefold()))
    return [(letter, list(group)) for letter, group in groupby(entries, key=_letter)]


def _letter(entry: Entry) -> str:
    first = entry.text.lstrip("\"'([<")[:1].upper()
    return first if first.isalpha() else "#"


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for runbook in catalog.failure_modes.values():
        if runbook.status == "retired":
            continue
        here = f"failure-modes/{runbook.id}"
        for alert in runbook.alerts:
            labels = ", ".join(f"{name}={value}" for name, value in alert.match.items())
            yield Entry(f"{alert.name}{f' ({labels})' if labels else ''}", "alert", here)
        for error in runbook.errors:
            yield Entry(error.text or error.pattern, "error", here)
        for symptom in runbook.symptoms:
            yield Entry(symptom, "symptom", here)
