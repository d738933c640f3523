"""The page of a runbook: what stands on it depends on what its file says."""

from __future__ import annotations

import datetime
import html
import re

import pytest

from firsthour.pages import Context, all_pages
from firsthour.site.render import render
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
SHORT = "title: T\nowner: a\nsteps: [Look]\n"
LONG = """title: T
owner: a
symptoms: [it is slow]
diagnose: [Look]
mitigate: [{title: Restart, steps: [Restart it], undo: Wait}]
rollback: {steps: [Go back]}
escalate: [{to: a}]
"""


def page(text: str) -> str:
    """The Markdown of a runbook."""
    context = Context(catalog(failure_modes__x=text), TODAY)
    return html.unescape(render(all_pages(context), context)["failure-modes/x.md"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (SHORT, ["steps"]),
        (LONG, ["diagnose", "mitigate", "rollback", "escalate"]),
    ],
)
def test_the_top_leads_to_the_sections_that_are_there(text: str, places: list[str]) -> None:
    shown = page(text)
    line = next(line for line in shown.splitlines() if "fh-jump" in line)
    assert re.findall('href="#([a-z]+)"', line) == places
    assert [f"{{ #{place} }}" in shown for place in places] == [True] * len(places)
    assert shown.index("fh-jump") < shown.index("fh-glance")


def test_search_does_not_read_the_state_of_a_page() -> None:
    shown = page(SHORT)
    assert '<div class="fh-state" data-search-exclude>' in shown
    assert '<p class="fh-jump" data-search-exclude>' in shown


@pytest.mark.parametrize(
    ("param", "text"),
    [
        ("help: the host, example: app-1", "the host. For example <code>app-1</code>."),
        ("help: Which host?, example: app-1", "Which host? For example <code>app-1</code>."),
        ("help: the host", "the host<p"),
        ("help: the host, default: app-1", "the host. Usually <code>app-1</code>."),
    ],
)
def test_a_help_text_ends_before_the_next_sentence(param: str, text: str) -> None:
    params = f"params: {{host: {{from: operator, {param}}}}}\n"
    assert text in page(f"{SHORT}{params}")


DRAFT = """title: The disk is full
owner: ana
status: draft
symptoms: [TODO what a customer sees]
errors: [No space left on device]
impact: Nobody can upload
steps: [Look]
"""


@pytest.mark.parametrize("path", ["index.md", "failure-modes/index.md", "a-to-z.md", "find.md"])
def test_what_nobody_has_written_yet_stays_on_its_own_page(path: str) -> None:
    context = Context(catalog(failure_modes__x=DRAFT), datetime.date(2026, 11, 21))
    shown = {name: str(text) for name, text in render(all_pages(context), context).items()}
    assert "TODO what" in html.unescape(shown["failure-modes/x.md"])
    assert "TODO" not in shown[path]
    if "index" in path:
        assert "Nobody can upload" in html.unescape(shown[path])
        assert '<span class="fh-kind">draft</span>' in shown[path]
