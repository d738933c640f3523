"""The site while its server does not answer: every page, the search, and honest words about age."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from firsthour.engine import ENGINES, build, builder
from firsthour.postbuild import worker
from tests.conftest import Server
from tests.site import small

ROOT = Path(__file__).parents[2]
BASE = "/base"
# How long the worker waits for the host, in milliseconds, and how long the open page was waited for:
# as the browser counts, so that what comes before and after does not count.
LIMIT = 3000
WAITED = """(() => {
    const [it] = performance.getEntriesByType("navigation");
    return it.responseStart - it.fetchStart;
})()"""
KINDS = (
    "", "contacts/", "checklists/first-ten-minutes/", "failure-modes/http-502/", "a-to-z/",
    "incidents/2026-09-15-login-outage/", "for-writers/", "procedures/roll-back-deploy/",
    "messages/status-identified/", "services/", "severity/", "roles/", "readiness/",
    "alert-coverage/", "find/", "a/", "a/EdgeHigh502Rate/#stay",
)  # fmt: skip


class Host:
    """A host that can be stopped, started again, made to hang, or to fail as a proxy does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mood = "well"
        self.asked: list[str] = []
        self.released = threading.Event()
        self.server = self._start(0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{BASE}/"

    def stop(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def start(self) -> None:
        self.server = self._start(int(self.server.server_address[1]))

    def _start(self, port: int) -> Server:
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(host.folder))

            def translate_path(self, path: str) -> str:
                return super().translate_path(path.removeprefix(BASE))

            def do_GET(self) -> None:
                host.asked.append(self.path.removeprefix(BASE))
                if host.mood == "hangs":
                    host.released.wait(60)
                if host.mood == "fails":
                    self.send_error(502)
                else:
                    super().do_GET()

            def end_headers(self) -> None:
                # Else the browser's own memory answers, and nobody sees what our copy lacks.
                self.send_header("Cache-Control", "no-store")
                super().end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        server = Server(("127.0.0.1", port), Handler)
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample's site, by each engine."""
    folder = tmp_path_factory.mktemp("built")
    for engine in ENGINES:
        assert build(ROOT, folder / engine, engine).done
    return {engine: folder / engine for engine in ENGINES}


@pytest.fixture
def host(built: dict[str, Path], tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(built["mkdocs"], tmp_path / "site")
    host = Host(tmp_path / "site")
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, host: Host) -> Page:
    """Open the first page once, and wait until the device has its copy."""
    page = context.new_page()
    page.goto(host.address)
    settle(page)
    return page


def settle(page: Page) -> None:
    page.evaluate(
        """() => navigator.serviceWorker.ready.then(({ active }) => new Promise((done) => {
            const look = () => active.state === "activated" && done();
            active.addEventListener("statechange", look);
            look();
        }))"""
    )


def until(page: Page, promise: str) -> None:
    """Wait until what a script promises is true."""
    for _ in range(600):
        if page.evaluate(promise):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"this never became true: {promise}")


def has(text: str) -> str:
    """Whether the copy of the page that is open says so; a promise."""
    return (
        "caches.match(location.href).then((it) => it && it.text())"
        f".then((it) => Boolean(it && it.includes({json.dumps(text)})))"
    )


def addresses(site: Path) -> list[str]:
    return sorted(
        "" if path.parent == site else f"{path.parent.relative_to(site).as_posix()}/"
        for path in site.rglob("index.html")
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_after_one_visit_every_page_is_there_without_the_server(
    engine: str, built: dict[str, Path], context: BrowserContext
) -> None:
    host = Host(built[engine])
    page = visit(context, host)
    assert page.locator(".fh-copy").count() == 0, "this page came from the server"
    host.stop()
    pages = addresses(built[engine])
    assert len(pages) > 90
    missing = page.evaluate(
        """async ([base, pages]) => {
            const found = async (path) => {
                const answer = await fetch(base + path);
                return answer.status === 200 && /<h1/.test(await answer.text());
            };
            const all = await Promise.all(pages.map(found));
            return pages.filter((_, index) => !all[index]);
        }""",
        [host.address, pages],
    )
    assert missing == []
    # First of all: a moment is not longer than a minute and a half.
    page.goto(host.address)
    said = page.locator(".fh-copy").inner_text()
    stamp = page.locator(".fh-built").inner_text().removeprefix("Built from ")
    assert said == (
        f"Offline copy of {stamp}. The site does not answer; this was the same as the site "
        "a moment ago."
    )
    for path in KINDS:
        assert path.partition("#")[0] in pages
        answer = page.goto(host.address + path, wait_until="domcontentloaded")
        assert answer is not None and answer.status == 200, path
        assert page.locator("article h1").count() == 1, path
        assert page.locator(".fh-copy").inner_text().startswith("Offline copy of 20"), path
    version = next(path for path in pages if path.startswith("v/"))
    page.goto(host.address + version)
    assert page.locator(".fh-copy").inner_text().startswith("Offline copy of 20"), "as old as this"
    page.goto(host.address)
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Atkinson Hyperlegible\"'))"
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_search_works_without_the_server(
    engine: str, built: dict[str, Path], context: BrowserContext
) -> None:
    host = Host(built[engine])
    page = visit(context, host)
    host.stop()
    page.goto(host.address + "contacts/")
    if engine == "mkdocs":
        box = page.locator("input.md-search__input")
        box.click()
        box.fill("No space left on device")
        box.press("End")
        page.locator(".md-search-result__item a").first.click()
    else:
        page.locator(".md-search__button").click()
        expect(page.get_by_role("combobox", name="Search")).to_be_focused()
        page.keyboard.type("No space left on device")
        page.locator("a[href*='failure-modes/disk-full/?h=']").first.click()
    # What was searched for is in the address, and the page is found all the same.
    page.wait_for_url("**/failure-modes/disk-full/**")
    assert page.locator(".fh-copy").count() == 1
    assert "disk is full" in page.locator("article h1").inner_text()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_whole_night_works_without_the_server(
    engine: str, built: dict[str, Path], context: BrowserContext, tmp_path: Path
) -> None:
    """From the alert to the record: nothing of it was loaded before the server stopped."""
    host = Host(built[engine])
    page = visit(context, host)
    host.stop()
    page.goto(host.address + "a/CeleryQueueAge/?queue=mail")
    page.wait_for_url("**/failure-modes/worker-backlog/?queue=mail#diagnose-grows")
    assert page.locator("#fill-queue").input_value() == "mail"
    page.goto(host.address + "a/?name=edge%20high%20502%20rate")
    page.wait_for_url("**/failure-modes/http-502/**")
    page.goto(host.address + "find/")
    page.locator("#find-text").fill("write failed: No space left on device")
    page.locator(".fh-found li a").first.click()
    page.wait_for_url("**/failure-modes/disk-full/**")
    assert page.locator(".fh-copy").count() == 1
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_label("What is broken").fill("Nobody can save")
    page.get_by_label("SEV2").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".fh-incident-tick").first.check()
    line = page.get_by_role("region", name="Incident", exact=True).get_by_role("textbox")
    line.fill("deleted old logs => 20 % free")
    line.press("Enter")
    page.goto(host.address + "messages/internal-update/")
    assert page.locator("#field-severity").input_value() == "SEV2"
    page.get_by_role("button", name="Open", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Record (YAML)").click()
    record = tmp_path / "record.yaml"
    download.value.save_as(record)
    text = record.read_text(encoding="utf-8")
    assert 'title: "Nobody can save"' in text
    assert 'result: "20 % free"' in text
    assert text.count('note: "Done: ') == 1


def test_a_browser_that_keeps_no_copy_has_all_of_the_page_that_is_open(
    host: Host, context: BrowserContext
) -> None:
    context.route("**/sw.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(host.address)
    # The last part is there when it has run; the network may have been idle before.
    page.locator("#fh-incident-panel").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    host.stop()
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_label("What is broken").fill("Nobody can sign in")
    page.get_by_label("SEV2").check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator("#fh-incident-panel")).to_be_visible()


def test_incident_mode_that_cannot_be_had_says_so_and_can_be_had_later(
    host: Host, context: BrowserContext
) -> None:
    context.route("**/sw.js", lambda route: route.abort())
    context.route("**/incident.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(host.address + "contacts/")
    page.wait_for_load_state("networkidle")
    host.stop()
    page.get_by_role("button", name="Start an incident").click()
    page.locator(".fh-incident-failed").filter(has_text="Write on paper").wait_for()
    host.start()
    context.unroute("**/incident.js")
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_role("dialog", name="Start an incident").wait_for()
    assert page.locator(".fh-incident-failed").count() == 0


def test_addresses_as_people_and_alerts_write_them(host: Host, context: BrowserContext) -> None:
    page = visit(context, host)
    host.stop()
    for address, found in {
        "failure-modes/http-502": "failure-modes/http-502/",
        "failure-modes/http-502?host=app-1#steps": "failure-modes/http-502/?host=app-1#steps",
        "failure-modes/http-502/index.html": "failure-modes/http-502/index.html",
        "contacts/?h=mara": "contacts/?h=mara",
    }.items():
        page.goto(host.address + address)
        assert page.url.removeprefix(host.address) == found
        assert page.locator("article h1").count() == 1, address


def test_what_the_copy_does_not_have_is_said(host: Host, context: BrowserContext) -> None:
    page = visit(context, host)
    host.stop()
    answer = page.goto(host.address + "failure-modes/no-such-page/")
    assert answer is not None and answer.status == 503
    assert page.locator("h1").inner_text() == "Not on this device"
    assert "no such page" in page.locator("p").first.inner_text()
    page.get_by_text("First ten minutes").click()
    page.wait_for_url("**/checklists/first-ten-minutes/")
    assert page.locator("article h1").count() == 1


@pytest.mark.parametrize("mood", ["hangs", "fails"])
def test_a_host_that_hangs_or_fails_is_as_good_as_none(
    mood: str, host: Host, context: BrowserContext
) -> None:
    page = visit(context, host)
    host.mood = mood
    page.goto(host.address + "contacts/", wait_until="domcontentloaded")
    assert page.locator(".fh-copy").count() == 1
    assert mood == "fails" or page.evaluate(WAITED) >= LIMIT
    # Who has waited once does not wait at every click.
    page.goto(host.address + "severity/", wait_until="domcontentloaded")
    assert page.evaluate(WAITED) < LIMIT
    page.locator(".fh-copy").wait_for(state="attached")


def test_what_is_new_on_the_server_is_shown_first(host: Host, context: BrowserContext) -> None:
    page = visit(context, host)
    file = host.folder / "contacts" / "index.html"
    file.write_text(file.read_text().replace("</h1>", " of today</h1>", 1))
    page.goto(host.address + "contacts/")
    assert "of today" in page.locator("article h1").inner_text()
    assert page.locator(".fh-copy").count() == 0
    # What was read last is what the copy has, though the worker still is the old one.
    until(page, has("of today"))
    host.stop()
    page.goto(host.address + "contacts/")
    assert "of today" in page.locator("article h1").inner_text()
    assert page.locator(".fh-copy").count() == 1
    assert page.goto(host.address + "gone/") is not None
    host.start()
    assert page.goto(host.address + "gone/").status == 404  # type: ignore[union-attr]


def test_a_new_build_fetches_only_what_changed(host: Host, context: BrowserContext) -> None:
    page = visit(context, host)
    file = host.folder / "roles" / "index.html"
    file.write_text(file.read_text().replace("</h1>", " anew</h1>", 1))
    worker.write(host.folder, "2027-01-01, commit 1234567", keep=True)
    # What the page itself asks for, its search does after it is loaded.
    page.wait_for_load_state("networkidle")
    host.asked.clear()
    with page.expect_event("console", lambda it: it.text == "changed"):
        page.evaluate(
            """() => {
                navigator.serviceWorker.addEventListener(
                    "controllerchange", () => console.log("changed"));
                return navigator.serviceWorker.getRegistration().then((it) => it.update());
            }"""
        )
    assert sorted(path for path in host.asked if "favicon" not in path) == ["/roles/", "/sw.js"]
    until(page, "caches.keys().then((names) => names.length === 1)")
    assert page.evaluate("caches.keys()")[0].startswith(f"firsthour:{BASE}/:")
    host.stop()
    page.goto(host.address + "roles/")
    assert "anew" in page.locator("article h1").inner_text()
    page.goto(host.address + "contacts/")
    assert page.locator("article h1").count() == 1


def test_a_page_of_somebody_else_is_never_kept(host: Host, context: BrowserContext) -> None:
    """As a proxy does that wants a password."""
    page = visit(context, host)
    file = host.folder / "contacts" / "index.html"
    file.write_text("<!doctype html><title>Password</title><h1>Sign in</h1>")
    page.goto(host.address + "contacts/")
    assert page.locator("h1").inner_text() == "Sign in"
    page.wait_for_timeout(300)
    host.stop()
    page.goto(host.address + "contacts/")
    assert page.locator(".fh-copy").count() == 1
    assert "Sign in" not in page.locator("h1").inner_text()


def test_switched_off_devices_lose_their_copy(host: Host, context: BrowserContext) -> None:
    page = visit(context, host)
    assert page.evaluate("caches.keys()")
    worker.write(host.folder, "", keep=False)
    page.evaluate("caches.open('somebody else')")
    page.evaluate("navigator.serviceWorker.getRegistration().then((it) => it.update())")
    until(page, "caches.keys().then((names) => names.length === 1)")
    assert page.evaluate("caches.keys()") == ["somebody else"]
    until(page, "navigator.serviceWorker.getRegistration().then((it) => !it)")


def test_settings_switch_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small.repository(tmp_path / "root")
    for offline in (True, False):
        made = small.assembly(offline=offline, built="2026-11-21")
        monkeypatch.setattr(builder, "assemble", lambda root, today, made=made: made)
        for engine in ENGINES:
            out = build(root, tmp_path / engine, engine).out
            script = (out / worker.NAME).read_text()
            assert ("unregister()" in script) is not offline
            assert ('data-offline="off"' in (out / "index.html").read_text()) is not offline


def test_a_large_site_keeps_first_what_everybody_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "index.html", "contacts/index.html", "checklists/a/index.html", "failure-modes/a/index.html",
        "failure-modes/b/index.html", "incidents/a/index.html", "assets/a.css", "assets/a.js.map",
        "assets/javascripts/lunr/min/lunr.de.min.js", "search/search_index.json",
        "search/search_index.js", "404.html", "picture.png", "sitemap.xml", "whole.zip",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x" * 100)
    monkeypatch.setattr(worker, "MOST_BYTES", 750)
    site = worker._site(tmp_path, "")
    assert list(site["first"]) == [
        "",
        "assets/a.css",
        "checklists/a/",
        "contacts/",
        "search/search_index.json",
    ]
    assert list(site["then"]) == ["failure-modes/a/", "failure-modes/b/"]
    assert site["later"] == ["incidents/a/", "picture.png"]


def test_what_was_read_of_a_large_site_is_kept(
    host: Host, context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "MOST_BYTES", 0)
    worker.write(host.folder, "2026-11-21", keep=True)
    page = visit(context, host)
    page.goto(host.address + "failure-modes/http-502/")
    until(page, has("<h1"))
    host.stop()
    page.goto(host.address + "failure-modes/http-502/")
    assert page.locator(".fh-copy").count() == 1
    page.goto(host.address + "failure-modes/disk-full/")
    assert "never opened on this device" in page.locator("p").first.inner_text()
    page.goto(host.address + "checklists/first-ten-minutes/")
    assert page.locator("article h1").count() == 1


def test_from_a_folder_there_is_nothing_to_ask_for(
    built: dict[str, Path], new_page: Callable[..., Page], troubles: list[Any]
) -> None:
    page = new_page()
    page.goto((built["mkdocs"] / "index.html").as_uri())
    page.wait_for_load_state("load")
    assert page.locator(".fh-copy").count() == 0
    assert troubles == []
