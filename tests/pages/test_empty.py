"""A repository with nothing in it says what to write, and no page fails."""

from __future__ import annotations

import datetime
import re
from importlib.resources import files

import pytest

from firsthour.alerts.formats import read
from firsthour.model import FOLDERS, SINGLES, Catalog
from firsthour.pages import Context, all_pages
from firsthour.problem import Severity
from firsthour.rules import Rule
from firsthour.site.render import render
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
FIRST = {
    "severity.md": "firsthour new severity",
    "roles.md": "firsthour new roles",
    "contacts.md": "firsthour new contacts",
    "services/index.md": "firsthour new services",
    "messages/index.md": "firsthour new templates",
    "incidents/index.md": "firsthour new incidents",
    "a-to-z.md": "firsthour new failure-modes",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    context = Context(Catalog(), TODAY)
    return render(all_pages(context), context)


@pytest.mark.parametrize("path", FIRST)
def test_an_empty_page_names_the_command_that_fills_it(path: str, pages: dict[str, str]) -> None:
    assert FIRST[path] in pages[path]


def test_the_commands_name_kinds_that_exist(pages: dict[str, str]) -> None:
    named = {
        kind for text in pages.values() for kind in re.findall(r"firsthour new ([\w-]+)", text)
    }
    assert {"severity", "templates"} <= named <= {*SINGLES, *FOLDERS}


def test_a_rule_is_shown_with_its_code_as_code() -> None:
    rule = Rule(
        "some-rule",
        Severity.ERROR,
        lambda _: iter(()),
        "A `key` holds.",
        "One.\n\nTwo `x`.",
        "Write `a <b>`.",
    )
    context = Context(Catalog(), TODAY, rules=[rule])
    text = render(all_pages(context), context)["rules.md"]
    assert "## some-rule { #some-rule }" in text
    assert "A <code>key</code> holds." in text
    assert "<p>Two <code>x</code>.</p>" in text
    assert "<code>a &#60;b&#62;</code>" in text


SHEET = "title: {}\nowner: a\nwhen: now\nphase: {}\nblocks: [{{title: B, items: [look]}}]\n"
LEADING = ("index.md", "find.md", "failure-modes/index.md", "a/Nobody.md")


def _leading(**checklists: str) -> dict[str, str]:
    sheets = {f"checklists__{name}": text for name, text in checklists.items()}
    runbook = "title: T\nowner: a\nsteps: [Look]\n"
    found = read("rules.yaml", "groups: [{name: g, rules: [{alert: Nobody, expr: up}]}]\n")
    context = Context(catalog(failure_modes__x=runbook, **sheets), TODAY, alerts=found.alerts)
    made = render(all_pages(context), context)
    return {path: text for path, text in made.items() if path.lower() in map(str.lower, LEADING)}


@pytest.mark.parametrize(
    ("there", "first"),
    [
        ({"first_ten_minutes": SHEET.format("First", "respond")}, "first-ten-minutes"),
        (
            {
                "first_ten_minutes": SHEET.format("First", "respond"),
                "alone": SHEET.format("Alone", "respond"),
            },
            "first-ten-minutes",
        ),
        (
            {
                "ready": SHEET.format("A", "prepare"),
                "some": SHEET.format("B", "respond") + "status: draft\n",
                "alone": SHEET.format("Our own", "respond"),
            },
            "alone",
        ),
        ({"ready": SHEET.format("A", "prepare")}, None),
        ({}, None),
    ],
)
def test_what_to_begin_with_is_there_or_is_not_named(
    there: dict[str, str], first: str | None
) -> None:
    pages = _leading(**there)
    assert len(pages) == len(LEADING)
    for path, text in pages.items():
        assert "fh-missing" not in text, path
        led = set(re.findall(r'href="[./]*checklists/([\w-]+)/"', text))
        assert led == ({first} if first else set()), path
        assert "first-ten-minutes" not in text or first or path == "index.md"
        assert "first ten minutes" not in text


def test_the_page_for_an_address_that_is_not_there_names_no_checklist() -> None:
    page = files("firsthour") / "assets/overrides/404.html"
    assert "ten minutes" not in page.read_text(encoding="utf-8")
