"""The sample team's site in a real browser: complete, quiet, no wider than a phone, found by search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from firsthour.engine import build
from firsthour.pipeline import check
from tests.conftest import Trouble

ROOT = Path(__file__).parents[2]
SCREENSHOT = ROOT / "docs" / "images" / "runbook.png"
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return out


def paths(site: Path) -> list[str]:
    """Every page's address, relative to the root of the site.

    Printed versions are many, small and made by one template: five stand for all.
    """
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    pages = sorted(f"{path}/".removeprefix("./") for path in found)
    printed = [path for path in pages if path.startswith("v/")]
    return [path for path in pages if path not in printed[5:]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_complete_and_asks_no_other_host(
    scheme: str,
    site: Path,
    address: str,
    new_page: Callable[..., Page],
    troubles: list[Trouble],
) -> None:
    page = new_page(viewport=NARROW, color_scheme=scheme)
    wide: list[str] = []
    for path in paths(site):
        # The page of an alert leads on to another at some moment, unless it is asked to stay.
        page.goto(f"{address}/{path}{'#stay' if path.startswith('a/') else ''}")
        assert page.locator("article h1").count() == 1, path
        assert page.locator("article").inner_text().strip(), path
        assert page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('16px \"Atkinson Hyperlegible\"'))"
        ), path
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert troubles == []
    assert wide == [], "these pages scroll sideways at 320 pixels"


def test_what_stands_beside_each_other_in_a_list_is_not_one_word_in_the_search(site: Path) -> None:
    """The theme's index has the text without its tags, and what is found is shown from it."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    docs = {doc["location"]: f" {doc['text']} " for doc in index["docs"]}
    catalog = check(ROOT, rules=()).catalog
    lists = {
        "#symptoms": [page.title for page in catalog.failure_modes.values()],
        "failure-modes/#symptoms": [page.title for page in catalog.failure_modes.values()],
        "checklists/": [page.title for page in catalog.checklists.values()],
    }
    for location, titles in lists.items():
        text = docs[location]
        assert [title for title in titles if f" {title} " not in text] == [], location


def signatures() -> Iterator[tuple[str, str]]:
    """Every alert name and every error text of the sample, with the runbook it belongs to."""
    for runbook in check(ROOT).catalog.failure_modes.values():
        for alert in runbook.alerts:
            yield alert.name, runbook.id
        for error in runbook.errors:
            if error.text:
                yield error.text, runbook.id


def test_search_finds_every_alert_and_every_error_first(
    address: str, page: Page, troubles: list[Trouble]
) -> None:
    owners: dict[str, set[str]] = {}
    for text, runbook in signatures():
        owners.setdefault(text, set()).add(runbook)
    assert len(owners) > 60
    page.goto(f"{address}/")
    box = page.locator("input.md-search__input")
    box.click()
    wrong: list[str] = []
    for text, runbooks in owners.items():
        box.fill("")
        box.press("End")  # the search listens to keys
        page.locator(".md-search-result__item").first.wait_for(state="detached")
        box.fill(text)
        box.press("End")
        first = page.locator(".md-search-result__item a").first
        first.wait_for(state="attached")
        href = first.get_attribute("href") or ""
        if not any(f"failure-modes/{runbook}/" in href for runbook in runbooks):
            wrong.append(f"{text!r} leads to {href}")
    assert wrong == []
    hidden = page.locator(".md-search-result .md-tags, .md-search-result__terms")
    assert not any(each.is_visible() for each in hidden.all())
    assert troubles == []


def test_a_step_is_reached_by_its_link(address: str, page: Page) -> None:
    page.goto(f"{address}/failure-modes/http-502/")
    link = page.locator("#diagnose-change .fh-if a, .fh-if a").first
    target = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    page.wait_for_url(f"**#{target}")
    assert page.evaluate("id => document.getElementById(id) !== null", target)


def test_on_a_phone_the_first_check_is_one_tap_from_the_top(
    address: str, new_page: Callable[..., Page]
) -> None:
    phone = new_page(viewport={"width": 390, "height": 844})
    phone.goto(f"{address}/failure-modes/http-502/")
    jump = phone.locator(".fh-jump a", has_text="First checks")
    box = jump.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844
    assert box["height"] >= 40
    jump.click()
    expect(phone).to_have_url(re.compile("#diagnose$"))
    wide = new_page(viewport={"width": 1280, "height": 860})
    wide.goto(f"{address}/failure-modes/http-502/")
    assert not wide.locator(".fh-jump").is_visible()


def test_a_command_is_copied_alone(address: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/failure-modes/http-502/")
    block = page.locator(".fh-run pre").first
    block.hover()
    block.locator("xpath=..").locator("button[data-clipboard-target]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("code").inner_text()
    context.close()


def test_the_readme_shows_the_site_as_it_is(
    address: str, new_page: Callable[..., Page], pytestconfig: pytest.Config
) -> None:
    page = new_page(viewport={"width": 1280, "height": 860})
    page.goto(f"{address}/failure-modes/payment-webhooks/")
    page.evaluate("document.fonts.ready")
    picture = page.screenshot()
    assert picture.startswith(b"\x89PNG")
    if pytestconfig.getoption("update"):
        SCREENSHOT.parent.mkdir(parents=True, exist_ok=True)
        SCREENSHOT.write_bytes(picture)
    assert SCREENSHOT.is_file(), "the screenshot of the README is missing: pytest --update takes it"
