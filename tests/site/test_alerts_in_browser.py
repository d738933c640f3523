"""From the alert to the filled command, in a real browser; nothing that an address brings runs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from firsthour.engine import build
from tests.conftest import Trouble

ROOT = Path(__file__).parents[2]
NAMES = [
    "Disk (>80%) => call",
    "a/b",
    'quo"te',
    "<script>window.ran=1</script>",
    "Ärger",
    "x" * 300,
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a runbook whose alerts have the worst names."""
    root = tmp_path_factory.mktemp("alerts")
    for path in [
        *ROOT.glob("runbooks/**/*.yaml"),
        *ROOT.glob("monitoring/**/*.yaml"),
        ROOT / "mkdocs.yml",
    ]:
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (root / "docs").mkdir()
    (root / "docs/about.md").write_text("# About\n")
    names = "\n".join(f"  - {name!r}" for name in NAMES)
    (root / "runbooks/failure-modes/odd.yaml").write_text(
        "title: Odd names\nowner: platform\nparams: {job: {from: alert}}\n"
        "errors: [{pattern: 'frob[0-9]+ is (?P<what>gone|lost)'}]\n"
        f"alerts:\n{names}\nsteps: [{{do: Look, run: 'cat <job> | wc -l', risk: read}}]\n"
    )
    rules = root / "monitoring/rules/more.yaml"
    rules.write_text("groups: [{name: x, rules: [{alert: NobodyKnows, expr: up}]}]\n")
    out = root / "site"
    assert build(root, out).done
    return out


def test_a_link_with_labels_leads_to_the_filled_command_on_the_clipboard(
    address: str, browser: Browser
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/a/CeleryQueueAge/?queue=mail")
    page.wait_for_url("**/failure-modes/worker-backlog/?queue=mail#diagnose-grows")
    assert page.locator("#fill-queue").input_value() == "mail"
    runs = page.locator(".fh-run", has=page.locator('var[data-param="queue"]'))
    run = runs.filter(has=page.locator("button[data-clipboard-target]")).last
    run.hover()
    run.locator("button[data-clipboard-target]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "mail" in copied
    assert "<queue>" not in copied
    context.close()


def test_labels_that_leave_a_choice_are_asked_about(
    address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/a/CeleryQueueAge/")
    links = page.locator("a[data-route]")
    assert links.count() == 3
    links.filter(has_text="Payment").click()
    page.wait_for_url("**/failure-modes/payment-webhooks/?queue=webhooks#diagnose-queue")
    page.goto(f"{address}/a/CeleryQueueAge/?queue=webhooks&x=1")
    page.wait_for_url("**/failure-modes/payment-webhooks/?queue=webhooks&x=1#diagnose-queue")
    assert troubles == []


def test_an_open_parameter_is_never_copied_silently(address: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/failure-modes/odd/")
    run = page.locator("#steps-1 .fh-run")
    run.hover()
    run.locator("button[data-clipboard-target]").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "cat <job> | wc -l"
    said = run.locator(".fh-copy-said")
    assert said.inner_text() == "Copied, but not complete: <job> is still open."
    page.locator("#fill-job").fill("web")
    run.locator("button[data-clipboard-target]").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "cat web | wc -l"
    assert said.text_content() == ""
    page.reload()
    assert page.locator("#fill-job").input_value() == "web"
    assert "still there" in page.locator("[data-fill-memory]").inner_text()
    page.locator("[data-fill-clear]").click()
    assert run.locator("code").inner_text() == "cat <job> | wc -l"
    page.reload()
    assert page.locator("#fill-job").input_value() == ""
    context.close()


@pytest.mark.parametrize(
    "value",
    [
        "x; rm -rf /",
        "$(id)",
        "`id`",
        "-rf",
        "a\nb",
        "<img src=x onerror=window.ran=1>",
        "a' b",
        "x" * 5000,
    ],
)
def test_what_an_address_brings_runs_nothing(
    value: str, address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/failure-modes/odd/?job={quote(value)}#<script>window.ran=1</script>")
    assert page.locator("#steps-1 .fh-run code").inner_text() == "cat <job> | wc -l"
    assert "was not filled in" in page.locator('[data-fill-said="job"]').inner_text()
    page.locator("#fill-job").fill(value)
    assert page.locator('[data-fill-said="job"]').inner_text()
    assert page.evaluate("typeof window.ran") == "undefined"
    assert troubles == []


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_every_name_is_found(name: str, address: str, page: Page, troubles: list[Trouble]) -> None:
    page.goto(f"{address}/a/?name={quote(name)}&job=web")
    page.wait_for_url("**/failure-modes/odd/?job=web")
    assert page.locator("#steps-1 .fh-run code").inner_text() == "cat web | wc -l"
    assert page.evaluate("typeof window.ran") == "undefined"
    assert troubles == []


@pytest.mark.parametrize("path", ["a/", "a/CeleryQueueAge/", "a/NobodyKnows/", "find/", ""])
@pytest.mark.parametrize(
    "query",
    [
        "name=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E%22%27",
        "q=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E&name=javascript:window.ran=1",
        "name=..%2F..%2F%2Fevil.example%2F&queue=%2F%2Fevil.example&q=" + "(a%2B)%2B" * 60,
        "__proto__=1&constructor=2&name=__proto__&drill=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E",
        "%E0%A4%A=%&name=%00%E2%80%AE%F0%9F%94%A5" + "%C3%84" * 300,
    ],
    ids=["script", "picture", "elsewhere", "prototype", "not unicode"],
)
def test_whatever_an_address_asks_nothing_runs_and_nothing_breaks(
    query: str, path: str, address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/{path}?{query}#{query}")
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(f"{address}/"), "it stays on the site"
    assert page.locator(".md-content h1").count() == 1
    assert page.evaluate("typeof window.ran") == "undefined"
    assert page.locator("img[src=x], article script").count() == 0
    assert troubles == []


def test_an_alert_without_a_runbook_says_what_to_do(address: str, page: Page) -> None:
    page.goto(f"{address}/a/NobodyKnows/")
    text = page.locator("article").inner_text()
    assert "No runbook" in text
    assert "firsthour new failure-modes nobody-knows" in text
    assert page.locator('article a[href*="first-ten-minutes"]').count()


def test_it_works_from_a_folder(site: Path, page: Page) -> None:
    page.goto(f"{(site / 'a/CeleryQueueAge/index.html').as_uri()}?queue=mail")
    page.wait_for_url("**/failure-modes/worker-backlog/index.html?queue=mail#diagnose-grows")
    assert page.locator("#fill-queue").input_value() == "mail"


@pytest.mark.parametrize(
    ("text", "runbook"),
    [
        (
            "2026/11/21 02:10 [error] 31#31: *9 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.9",
            "http-502",
        ),
        ("[2026-11-21 02:11:12 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:91)", ""),
        ("EdgeHigh502Rate", "http-502"),
        ("edge high 502 rate", "http-502"),
    ],
)
def test_a_pasted_error_leads_to_its_page(
    text: str, runbook: str, address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/find/")
    page.locator("#find-text").fill(f"some other line\n{text}\n")
    first = page.locator(".fh-found li").first
    first.wait_for()
    assert first.locator("p").inner_text()
    if runbook:
        assert f"/failure-modes/{runbook}/" in (first.locator("a").get_attribute("href") or "")
    assert troubles == []


@pytest.mark.parametrize("name", ["q", "text"])
def test_an_address_brings_the_error_to_the_page_and_not_to_the_search(
    name: str, address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/find/?{name}={quote('zzz & no space left on device')}#stays")
    link = page.locator(".fh-found:not(.fh-found--search) li a").first
    assert "/failure-modes/disk-full/" in (link.get_attribute("href") or "")
    assert page.locator("#find-text").input_value() == "zzz & no space left on device"
    assert page.locator("#find-text").evaluate("it => it === document.activeElement")
    assert page.locator("input.md-search__input").input_value() == ""
    assert not page.locator("#__search").is_checked()
    assert page.url.endswith("#stays")
    page.goto(f"{address}/?q=no+space+left")
    assert "/failure-modes/disk-full/" in (
        page.locator(".md-search-result__item a").first.get_attribute("href") or ""
    ), "every other page searches for it"
    assert troubles == []


def test_one_touch_on_the_home_page_searches(
    address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/")
    page.get_by_role("button", name="what do people see").click()
    expect(page.locator("input.md-search__input")).to_be_focused()
    # At once, and one key for the search to hear: what half a question finds is not looked at.
    page.keyboard.insert_text("customers see 502 since five minutes")
    page.keyboard.press("End")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_contain_text("502")
    assert "/failure-modes/http-502/" in (first.get_attribute("href") or "")
    assert troubles == []


def test_words_that_no_error_has_are_searched_for_on_all_pages(
    address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/find/")
    page.locator("#find-text").fill("no space left on device")
    page.locator(".fh-found li").first.wait_for()
    more = page.get_by_role("button", name="Search all pages")
    expect(more).to_be_hidden()
    page.locator("#find-text").fill("people say they can't log in\nsince the deploy")
    more.click()
    expect(page.locator("input.md-search__input")).to_have_value(
        "people say they can't log in since the deploy"
    )
    first = page.locator(".md-search-result__item a").first
    expect(first).to_contain_text("Nobody can sign in since the deploy")
    assert troubles == []


def test_pasted_code_runs_nothing(address: str, page: Page, troubles: list[Trouble]) -> None:
    page.goto(f"{address}/find/?q={quote('<img src=x onerror=window.ran=1> window ran 1')}")
    page.locator(".fh-found li").first.wait_for()
    assert page.locator(".fh-found img").count() == 0
    assert page.evaluate("typeof window.ran") == "undefined"
    assert troubles == []


def test_the_search_falls_back_on_patterns(
    site: Path, address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(f"{address}/")
    box = page.locator("input.md-search__input")
    box.click()
    box.fill("cat: zzz: no such thing at all 4711")
    box.press("End")
    page.wait_for_timeout(1000)
    assert page.locator(".fh-found--search li").count() == 0
    box.fill("[12] frob4711 is gone: payment failed")
    box.press("End")
    hit = page.locator(".fh-found--search li").first
    hit.wait_for()
    assert "failure-modes/odd/" in (hit.locator("a").get_attribute("href") or "")
    assert troubles == []


def test_the_sample_s_own_errors_are_found_first(address: str, page: Page) -> None:
    page.goto(f"{address}/find/")
    page.locator("[data-find] textarea").fill("wait")
    page.evaluate(
        """() => new Promise((done) => {
          const look = () => (window.firsthourSignatures ? done() : setTimeout(look, 20));
          look();
        })"""
    )
    wrong = page.evaluate(
        """() => {
          const data = firsthourSignatures, index = firsthourMatching.prepare(data.signatures);
          return data.signatures.filter((each) => each[0] === "error").filter(([kind, text, number]) => {
            const line = "2026-11-21T02:10:11Z app-1[812]: " + text + " (request 4711)";
            const hit = firsthourMatching.rankLines(index, line)[0];
            return !hit || index.signatures[hit.signature][1] !== text
              && data.pages[index.signatures[hit.signature][2]][0] !== data.pages[number][0];
          }).map((each) => each[1]);
        }"""
    )
    assert wrong == []


def test_an_unknown_address_knows_the_names_of_alerts(site: Path, page: Page) -> None:
    # What a host does for an address that is not there.
    def missing(route: Route) -> None:
        route.fulfill(status=404, content_type="text/html", body=(site / "404.html").read_bytes())

    base = "http://127.0.0.1:9/"
    page.route(f"{base}a/**", missing)

    def served(route: Route) -> None:
        path = site / route.request.url.removeprefix(base).partition("?")[0].partition("#")[0]
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page.route(f"{base}assets/**", served)
    page.route(f"{base}failure-modes/**", served)
    page.goto(f"{base}a/disk%20%3E80%20CALL/?job=web")
    page.wait_for_url("**/a/Disk-80-call-*/?job=web")
    page.goto(f"{base}a/%3Cimg%20src=x%20onerror=window.ran=1%3E/")
    said = page.locator("[data-missing]")
    said.filter(has_text="has no runbook").wait_for()
    assert "<img src=x onerror=window.ran=1>" in said.inner_text()
    assert page.evaluate("typeof window.ran") == "undefined"


def test_an_unknown_version_of_a_printed_sheet_says_so_first(site: Path, page: Page) -> None:
    base = "http://127.0.0.1:9/"

    def served(route: Route) -> None:
        path = site / route.request.url.removeprefix(base)
        there = path.is_file()
        route.fulfill(status=200 if there else 404, path=path if there else site / "404.html")

    page.route(f"{base}**", served)
    page.goto(f"{base}v/%3Cb%3E5a72d7af/")
    said = page.locator("[data-missing]")
    said.filter(has_text="does not know the version").wait_for()
    assert "5a72d7af" in said.inner_text()
    assert said.inner_text().endswith("print the sheet again from its page.")
    assert said.locator("b").count() == 0
    assert page.get_by_text("print the sheet again").count() == 1
    page.goto(f"{base}old/page/")
    # Scripts of a page have run when it is loaded.
    assert said.text_content() == ""
    assert page.get_by_text("print the sheet again").count() == 1
