"""The system on paper: who needs whom, where to look, what can be switched and tried by hand."""

from __future__ import annotations

import datetime
import html
import re
from typing import get_args

import pytest

from firsthour.model import Catalog
from firsthour.model.services import LinkKind
from firsthour.pages import Context, all_pages
from firsthour.pages.linked import Piece, pieces, step_link
from firsthour.pages.services import LINKS, places
from firsthour.site.render import render
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
SERVICES = """services:
  - id: web
    title: Web app
    owner: ana
    tier: 1
    runs_on: [northcloud]
    depends_on: [{id: db, why: all data, without: no page opens}, northcloud, attic]
    links: {status: "https://status.example", logs: "https://logs.example/web"}
    last_deploy: ./bin/release <name>
    baseline: [{metric: Errors, normal: under 1 %, url: "https://m.example"}]
    toggles:
      - {id: quiet, title: Quiet, effect: Nothing is sent., run: ./quiet, risk: disruptive, undo: {run: ./loud}}
    secrets: [{what: Key, where: "https://vault.example/key.", rotate: procedures/rotate}]
    risky: [Cookies.]
  - id: db
    title: Database
    owner: ana
    last_deploy: https://deploys.example
    single_point_of_failure: There is one.
customer_paths:
  - id: login
    title: Sign in
    test: ["Open https://app.example/login, then wait.", Sign in.]
    services: [web]
    expect: {text: the calendar, within: 3s}
"""
FILES = {
    "services": SERVICES,
    "contacts": "people: [{id: ana, name: Ana}]\nvendors: [{id: northcloud, name: Northcloud}]\n",
    "failure_modes__slow": "title: It is slow\nowner: ana\nservices: [web]\nsteps: [{id: one, do: Wait}]\n",
    "procedures__rotate": "title: Rotate\nowner: ana\nservices: [db]\nsteps: [{id: new, do: Make one}]\n",
    "incidents__x": "title: It was slow\nowner: ana\nseverity: a\nstarted: 2026-01-01T00:00Z\nimpact: {customers: all, services: [web]}\n",
}


@pytest.fixture(scope="module")
def made() -> Catalog:
    return catalog(**FILES)


@pytest.fixture(scope="module")
def shown(made: Catalog) -> dict[str, str]:
    context = Context(made, TODAY)
    return {path: html.unescape(text) for path, text in render(all_pages(context), context).items()}


def part(text: str, start: str, end: str = "\n## ") -> str:
    """From a heading to the next one."""
    found = text[text.index(start) + len(start) :]
    return found[: found.index(end)] if end in found else found


def test_every_kind_of_link_has_a_group_and_a_name() -> None:
    kinds = [kind for group in LINKS.values() for kind in group]
    assert sorted(kinds) == sorted(get_args(LinkKind))
    names = [name for group in LINKS.values() for name in group.values()]
    assert len(set(names)) == len(names)


def test_links_stand_in_the_order_of_suspicion(made: Catalog) -> None:
    groups = places(made.service_map["web"])
    assert [(group, [it.title for it in found]) for group, found in groups] == [
        ("Application", ["Logs"]),
        ("Third party", ["Provider's status"]),
    ]


def test_what_is_lost_is_told_on_both_ends(shown: dict[str, str]) -> None:
    assert "no page opens" in part(shown["services/web.md"], "## What it needs")
    assert "no page opens" in part(shown["services/db.md"], "## What needs it")
    assert "## What needs it" not in shown["services/web.md"]


def test_the_table_says_what_the_map_shows(shown: dict[str, str]) -> None:
    table = part(shown["services/index.md"], "## What needs what")
    web, db = (line for line in table.splitlines() if 'scope="row"' in line and "Needs" in line)
    assert [web.index(it) for it in (">Database<", ">Northcloud<", ">attic<")] == sorted(
        web.index(it) for it in (">Database<", ">Northcloud<", ">attic<")
    )
    assert "fh-missing" in web
    assert "single point of failure" in db
    assert "single point of failure" not in web
    assert ">Web app<" in db.partition("Is needed by")[2]


def test_a_deploy_is_seen_by_command_or_by_link(shown: dict[str, str]) -> None:
    shown_last = part(shown["services/web.md"], "## What changed last")
    assert "<pre><code>./bin/release" in re.sub("</?span>", "", shown_last)
    assert '<a href="https://deploys.example">' in part(
        shown["services/db.md"], "## What changed last"
    )


def test_a_switch_stands_with_its_risk_and_its_way_back(shown: dict[str, str]) -> None:
    switch = part(shown["services/web.md"], "### Quiet")
    assert switch.index("disruptive") < switch.index("./quiet") < switch.index("./loud")
    assert "#toggle-quiet" in shown["services/web.md"]


def test_a_secret_says_where_it_is_and_how_it_is_rotated(shown: dict[str, str]) -> None:
    table = part(shown["services/web.md"], "## Settings and secrets")
    assert '<a href="https://vault.example/key">' in table
    assert "procedures/rotate/" in table


def test_a_service_gathers_what_concerns_it(shown: dict[str, str]) -> None:
    runbooks = part(shown["services/web.md"], "## Runbooks")
    assert "It is slow" in runbooks
    assert "It was slow" in runbooks
    assert "Rotate" not in runbooks
    assert "Rotate" in part(shown["services/db.md"], "## Runbooks")


def test_a_path_has_its_anchor_its_test_and_what_to_expect(shown: dict[str, str]) -> None:
    path = part(shown["services/index.md"], "### Sign in { #path-login }")
    assert '<a href="https://app.example/login">' in path
    assert "the calendar within 3 seconds" in path
    assert "../#path-login" in shown["services/web.md"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("see https://a.example/x.", [("see ", ""), ("https://a.example/x", "x"), (".", "")]),
        ("(http://a.example)", [("(", ""), ("http://a.example", "x"), (")", "")]),
        ("https://a.example", [("https://a.example", "x")]),
        ("nothing", [("nothing", "")]),
        ("javascript:alert(1) ftp://x", [("javascript:alert(1) ftp://x", "")]),
        ("", []),
    ],
)
def test_addresses_in_text_become_links(text: str, parts: list[tuple[str, str]]) -> None:
    found = pieces(text)
    assert [(it.text, bool(it.url)) for it in found] == [(it, bool(url)) for it, url in parts]
    assert "".join(it.text for it in found) == text
    assert all(it.url in ("", it.text) for it in found)
    assert all(isinstance(it, Piece) for it in found)


def test_a_step_of_another_page_is_found_by_its_name(made: Catalog) -> None:
    there = step_link("procedures/rotate#new", made)
    assert (there.page, there.reference, there.label) == (
        "procedures/rotate",
        "procedures/rotate#steps-new",
        "Make one",
    )
    assert step_link("failure-modes/slow#gone", made).reference == ""
    assert step_link("failure-modes/gone#one", made).reference == ""
