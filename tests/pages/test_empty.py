"""A repository with nothing in it says what to write, and no page fails."""

from __future__ import annotations

import datetime
import re

import pytest

from firsthour.model import FOLDERS, SINGLES, Catalog
from firsthour.pages import Context, all_pages
from firsthour.problem import Severity
from firsthour.rules import Rule
from firsthour.site.render import render

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
