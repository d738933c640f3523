"""The built site without a server: opened from its folder, it leads everywhere and is searched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from firsthour.engine import build
from firsthour.postbuild import folder_search
from tests.conftest import Trouble

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("a folder") / "site"
    assert build(ROOT, out).done
    return (out / "index.html").as_uri()


def title(page: Page) -> str:
    """The heading without the sign that links to it."""
    return str(page.locator("article h1").evaluate("it => it.firstChild.textContent"))


def test_links_lead_to_pages_and_not_to_lists_of_files(
    home: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(home)
    page.locator(".fh-button--first").click()
    page.wait_for_url("**/first-ten-minutes/index.html")
    assert title(page) == "First ten minutes"
    page.locator("nav.md-path a").first.click()
    page.wait_for_url(home)
    page.get_by_text("Find by symptom").click()
    page.wait_for_url("**/failure-modes/index.html#symptoms")
    assert troubles == []


def test_the_search_finds_the_error(home: str, page: Page, troubles: list[Trouble]) -> None:
    page.goto(home)
    box = page.locator("input.md-search__input")
    box.click()
    box.fill("write failed: No space left on device")
    box.press("End")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/disk-full/index.html*")
    assert title(page) == "A disk is full or nearly full"
    assert troubles == []


def test_no_page_and_no_state_asks_anybody(home: str, page: Page, troubles: list[Trouble]) -> None:
    """Nothing may hang: what asks another host waits for it on the day when nothing answers."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition(":")[0]))
    root = home.removesuffix("index.html")
    for path in (
        "", "find/", "a/", "contacts/", "failure-modes/http-502/", "procedures/roll-back-deploy/",
        "checklists/first-ten-minutes/", "messages/status-identified/", "services/", "severity/",
        "incidents/2026-09-15-login-outage/", "alert-coverage/", "readiness/", "rules/",
    ):  # fmt: skip
        page.goto(f"{root}{path}index.html")
        assert page.locator("article h1").count() == 1, path
        page.wait_for_load_state("networkidle")
    page.goto(f"{root}find/index.html")
    page.locator("#find-text").fill("No space left on device")
    page.locator(".fh-found li a").first.click()
    page.wait_for_url("**/disk-full/index.html*")
    page.goto(f"{root}a/index.html?name=EdgeHigh502Rate&host=web-1")
    page.wait_for_url("**/http-502/index.html?host=web-1*")
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_label("What is broken").fill("Nobody can sign in")
    page.get_by_label("SEV2").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name="Raise to SEV1").click()
    with page.expect_download():
        page.get_by_role("button", name="Markdown").click()
    page.get_by_role("button", name="It is over").click()
    assert asked <= {"file", "data", "blob"}
    assert troubles == []


def test_the_index_as_a_script_says_the_same(tmp_path: Path) -> None:
    folder_search.write(tmp_path)
    assert not list(tmp_path.iterdir())
    index = tmp_path / "search" / "search_index.json"
    index.parent.mkdir()
    index.write_text('{"docs": [{"text": "</script>\\u2028"}]}', encoding="utf-8")
    folder_search.write(tmp_path)
    script = index.with_suffix(".js").read_text(encoding="utf-8")
    assert script.startswith("var __index = ")
    assert json.loads(script.removeprefix("var __index = ").rstrip(";\n")) == json.loads(
        index.read_text(encoding="utf-8")
    )
