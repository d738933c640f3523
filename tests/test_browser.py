"""The watch over pages sees what it must: without it, "asks no other host" proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import browser
from tests.conftest import Trouble

WRONG = """<!doctype html><title>Wrong</title>
<img src="https://other.example/a.png">
<img src="http://192.0.2.1/b.png">
<img src="missing.png">
<script>
  new WebSocket("wss://other.example/");
  console.error("said");
  setTimeout(() => { throw new Error("thrown"); });
</script>"""


def test_a_quiet_page_is_no_trouble(page: Page, troubles: list[Trouble], tmp_path: Path) -> None:
    (tmp_path / "quiet.html").write_text("<!doctype html><title>Quiet</title>")
    page.goto((tmp_path / "quiet.html").as_uri())
    assert page.title() == "Quiet"
    assert troubles == []


def test_other_hosts_failures_and_errors_are_noticed(
    new_page: Callable[..., Page], troubles: list[Trouble], tmp_path: Path
) -> None:
    (tmp_path / "wrong.html").write_text(WRONG)
    page = new_page(color_scheme="dark")
    with page.expect_event("pageerror"):
        page.goto((tmp_path / "wrong.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert {trouble.detail for trouble in troubles if trouble.kind == "foreign"} == {
        "https://other.example/a.png",
        "http://192.0.2.1/b.png",
        "wss://other.example/",
    }
    failed = [trouble.detail for trouble in troubles if trouble.kind == "failed"]
    assert any("missing.png: net::ERR_FILE_NOT_FOUND" in detail for detail in failed)
    assert any("b.png: net::ERR_NAME_NOT_RESOLVED" in detail for detail in failed)
    assert Trouble("console", "said") in troubles
    assert Trouble("error", "thrown") in troubles


def test_a_browser_that_does_not_start_is_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(browser.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(browser.NoBrowserError, match=r"^FIRSTHOUR_BROWSER names '.*/none', and"):
        browser.install()


def test_no_browser_at_all_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "_candidates", lambda: iter(()))
    with pytest.raises(browser.NoBrowserError, match="install one, or set FIRSTHOUR_BROWSER to"):
        browser.find()
