"""How much of ours a page sends: bytes, which are the same on every machine. Clocks: `make bench`."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from firsthour.engine import ENGINES, build
from tests.conftest import Trouble

ROOT = Path(__file__).parents[2]
OURS = "assets/firsthour"
# Gzipped, as a server sends it.
MOST_SCRIPT = 15_000
MOST_PAGE = 350_000
# A page of each kind: those whose scripts differ, and what stands for the rest.
KINDS = {
    "": {"common", "ask"},
    "failure-modes/http-502/": {"common", "fill"},
    "procedures/roll-back-deploy/": {"common", "fill"},
    "checklists/first-ten-minutes/": {"common"},
    "messages/status-identified/": {"common", "message"},
    "find/": {"common", "find"},
    "a/": {"common", "alerts"},
    "a/CeleryQueueAge/#stay": {"common", "alerts"},
    "404.html": {"common", "alerts", "missing"},
    "contacts/": {"common"},
    "services/": {"common"},
    "incidents/2026-09-15-login-outage/": {"common"},
    "readiness/": {"common"},
    "for-writers/": {"common"},
}
_SCRIPT = re.compile(r'<script src="([^"]*)"')


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("built")
    for engine in ENGINES:
        assert build(ROOT, folder / engine, engine).done
        page = folder / engine / "404.html"
        page.write_text(page.read_text().replace("https://runbooks.larkspur.example/", "/"))
    return {engine: folder / engine for engine in ENGINES}


def sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


@pytest.mark.parametrize("engine", ENGINES)
def test_no_page_names_more_script_of_ours_than_the_budget(
    engine: str, sites: dict[str, Path]
) -> None:
    site = sites[engine]
    heavy, seen = [], set()
    for page in site.rglob("*.html"):
        sources = _SCRIPT.findall(page.read_text(encoding="utf-8"))
        ours = [source.partition(f"{OURS}/")[2] for source in sources if OURS in source]
        seen.update(ours)
        total = sum(sent(site / OURS / name) for name in ours)
        if total > MOST_SCRIPT:
            heavy.append((page, total))
    assert heavy == []
    assert seen >= {"early/files.js", "common.js", "fill.js", "find.js", "alerts.js", "message.js"}


@pytest.mark.parametrize(
    ("engine", "running"), [("mkdocs", False), ("mkdocs", True), ("zensical", False)]
)
def test_a_page_loads_what_it_needs_and_no_more(
    engine: str,
    running: bool,
    sites: dict[str, Path],
    serve_folder: Callable[[Path], str],
    page: Page,
    troubles: list[Trouble],
) -> None:
    address = serve_folder(sites[engine])
    if running:
        page.goto(f"{address}/")
        page.get_by_role("button", name="Start an incident").click()
        page.get_by_label("What is broken").fill("Nobody can sign in")
        page.get_by_label("SEV2").check()
        page.get_by_role("button", name="Start", exact=True).click()
        expect(page.locator(".fh-incident-code")).to_have_text("SEV2")
    for path, names in KINDS.items():
        page.goto(f"{address}/{path}")
        if running:
            expect(page.locator(".fh-incident-code")).to_have_text("SEV2")
        else:
            page.wait_for_load_state("networkidle")
        loaded: list[str] = page.evaluate(
            "[...document.scripts].map((it) => it.src).filter(Boolean)"
        )
        ours = {
            it.partition(f"{OURS}/")[2].removesuffix(".js") for it in loaded if OURS + "/" in it
        }
        assert ours == {"early/files", *names, *(["incident"] if running else [])}, path
        total = sum(sent(sites[engine] / OURS / f"{name}.js") for name in ours)
        assert 0 < total <= MOST_SCRIPT, f"{path}: {total}"
    assert [it for it in troubles if "404" not in it.detail] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_page_and_all_that_it_asks_for_are_small(
    engine: str, sites: dict[str, Path], serve_folder: Callable[[Path], str], page: Page
) -> None:
    """The search's index, and what a browser loads besides that refuses to keep a copy, included."""
    address = serve_folder(sites[engine])
    page.context.route("**/sw.js", lambda route: route.abort())
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(re.sub(r"[?#].*", "", request.url)))
    for path in ("", "failure-modes/http-502/", "find/"):
        asked.clear()
        page.goto(f"{address}/{path}")
        page.keyboard.press("/")
        # The network may be idle before the browser has said that it keeps no copy.
        page.locator("#fh-incident-panel").wait_for(state="attached")
        page.wait_for_load_state("networkidle")
        names = {url.removeprefix(f"{address}/") for url in asked} - {"sw.js"}
        files = {f"{name}index.html" if name.endswith("/") or not name else name for name in names}
        assert {f"{OURS}/incident.js", f"{OURS}/incident-panel.js", f"{OURS}/find.js"} <= files
        assert {"search/search_index.json", "search.json"} & files
        total = sum(sent(sites[engine] / name) for name in files)
        assert total <= MOST_PAGE, f"{path}: {total} bytes in {sorted(files)}"
