"""What a log or screen may say -> the page for it: the index behind the search for an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import finished, first_checklist
from firsthour.pages.linked import step_link

# Python writes these otherwise than JavaScript; what is left over works in both or is left out.
_NAMED = re.compile(r"\(\?P<(\w+)>")
_BACK = re.compile(r"\(\?P=(\w+)\)")
_FLAGS = re.compile(r"^\(\?([aimsx]+)\)")
_PYTHON_ONLY = re.compile(r"\\[AZ]|\(\?#|\(\?\(|[*+?}]\+|\(\?>")


@dataclass(frozen=True, slots=True)
class Signature:
    """One text to be recognised.

    Attributes:
        kind: `error`, `pattern`, `alert` or `symptom`.
        text: the words, or the expression as JavaScript reads it.
        page: reference of the page, with the step where it starts.
        title: what the page is called.
    """

    kind: str
    text: str
    page: str
    title: str


@page_kind
def find(context: Context) -> Iterator[Page]:
    """The page on which an error is pasted."""
    yield Page(
        "find.md",
        "Paste an error",
        "find",
        "failure-modes",
        {
            "count": len(signatures(context.catalog)),
            "first": first_checklist(context.catalog),
        },
        description="Paste a line of a log or what the screen says, and get the runbook.",
        order=(0, "a-find"),
        searchable=False,
    )


def signatures(catalog: Catalog) -> list[Signature]:
    """Everything that can be recognised, runbook by runbook."""
    return [found for runbook in catalog.failure_modes for found in _of(runbook, catalog)]


def _of(identifier: str, catalog: Catalog) -> Iterator[Signature]:
    runbook = catalog.failure_modes[identifier]
    if runbook.status == "retired":
        return
    page = f"failure-modes/{identifier}"
    for error in runbook.errors:
        if error.text:
            yield Signature("error", error.text, page, runbook.title)
        elif error.pattern and (pattern := in_javascript(error.pattern)):
            yield Signature("pattern", pattern, page, runbook.title)
    for alert in runbook.alerts:
        target = step_link(f"{page}#{alert.start}", catalog)
        yield Signature("alert", alert.name, target.reference or page, runbook.title)
    for symptom in filter(finished, runbook.symptoms):
        yield Signature("symptom", symptom, page, runbook.title)


def in_javascript(pattern: str) -> str:
    """The expression as JavaScript reads it; empty when it cannot be said there."""
    pattern = _FLAGS.sub("", pattern)
    pattern = _BACK.sub(r"\\k<\1>", _NAMED.sub(r"(?<\1>", pattern))
    return "" if _PYTHON_ONLY.search(pattern) else pattern
