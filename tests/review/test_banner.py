"""The line at the top of a page: as of the build, and again in a browser of a later day."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import firsthour
from firsthour.engine import build
from tests.conftest import Trouble
from tests.review.repository import commit
from tests.rules.cases import lay_out

PAGE = "title: T\nowner: platform\nsteps:\n  - {{do: Look, run: {}}}\n"
READ = 'reviewed:\n  - {{date: "{}", by: mara, how: read}}\n'
WRONG = """title: I
owner: mara
severity: sev2
started: 2026-01-20T09:00Z
runbooks_used: [{verdict: wrong-step, runbook: failure-modes/wrong}]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("banner"))
    starter = Path(firsthour.__file__).parent / "starter/files"
    shutil.copy(starter / "mkdocs.yml", root)
    shutil.copytree(starter / "docs", root / "docs")
    settings = root / "runbooks/settings.yaml"
    # So long that the day on which this test runs is no matter.
    settings.write_text(settings.read_text() + "review: {read: 9999w}\n")
    commit(
        root,
        "2026-01-01",
        failure_modes__current=PAGE.format("top") + READ.format("2026-01-10"),
        failure_modes__never=PAGE.format("top"),
        failure_modes__changed=PAGE.format("top") + READ.format("2026-01-10"),
        failure_modes__wrong=PAGE.format("top") + READ.format("2026-01-10"),
        incidents__i=WRONG,
    )
    commit(
        root,
        "2026-02-03",
        failure_modes__changed=PAGE.format("htop") + READ.format("2026-01-10"),
    )
    out = root / "site"
    built = build(root, out)
    assert built.done, built
    return out


@pytest.fixture
def opened(
    site: Path, serve_folder: Callable[[Path], str], new_page: Callable[..., Page]
) -> Callable[..., Page]:
    address = serve_folder(site)

    def open_(name: str, day: str, **options: Any) -> Page:
        page = new_page(**options)
        page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T23:30:00+00:00"))
        page.goto(f"{address}/failure-modes/{name}/")
        return page

    return open_


# 9999 weeks after 2026-01-10.
LAST, NEXT = "2217-08-30", "2217-08-31"


def test_the_last_day_is_what_this_test_says() -> None:
    last = datetime.date(2026, 1, 10) + datetime.timedelta(weeks=9999)
    assert (last.isoformat(), (last + datetime.timedelta(1)).isoformat()) == (LAST, NEXT)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("never", "Never reviewed"),
        ("changed", "Unverified: changed since its review, 2026-02-03"),
        ("wrong", "Found wrong in an incident, 2026-01-20"),
    ],
)
def test_the_state_at_the_build(opened: Callable[..., Page], name: str, words: str) -> None:
    trust = opened(name, LAST).locator(".fh-trust")
    expect(trust).to_have_text(words)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_that_has_aged_says_so_and_nothing_moves(
    opened: Callable[..., Page], troubles: list[Trouble], zone: str, width: int
) -> None:
    options = {"timezone_id": zone, "viewport": {"width": width, "height": 800}}
    young, old = (opened("current", day, **options) for day in (LAST, NEXT))
    expect(young.get_by_text("Active, good until")).to_be_visible()
    expect(young.get_by_text("Review overdue")).to_be_hidden()
    expect(old.get_by_text("Review overdue")).to_be_visible()
    expect(old.get_by_text("Active, good until")).to_be_hidden()
    expect(old.locator(".fh-trust")).to_have_class(re.compile("fh-trust--aged"))
    for page in (young, old):
        page.evaluate("document.fonts.ready")
    boxes = [
        [page.locator(part).bounding_box() for part in (".fh-trust", ".fh-state", "h1")]
        for page in (young, old)
    ]
    assert boxes[0] == boxes[1]
    assert troubles == []


def test_without_scripts_the_state_of_the_build_stands(opened: Callable[..., Page]) -> None:
    page = opened("current", NEXT, java_script_enabled=False)
    expect(page.get_by_text("Active, good until")).to_be_visible()
    expect(page.get_by_text("Review overdue")).to_be_hidden()
