"""Pages for everybody: the rules of WCAG 2.2 AA by axe-core, and what axe cannot see."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from firsthour.engine import build

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# One page of every kind, the one with most on it.
KINDS = (
    "", "checklists/", "checklists/first-ten-minutes/", "failure-modes/", "failure-modes/http-502/",
    "procedures/", "procedures/roll-back-deploy/", "a-to-z/", "contacts/", "roles/", "severity/",
    "services/", "messages/", "messages/status-identified/", "incidents/",
    "incidents/2026-09-15-login-outage/", "readiness/", "rules/", "for-writers/", "find/",
    "find/?q=no+space+left+on+device", "?q=no+space+left+on+device", "a/", "a/CeleryQueueAge/#stay",
    "alert-coverage/", "failure-modes/worker-backlog/?queue=a%20b", "404.html",
)  # fmt: skip
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
TARGET = 24


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    # The page for what does not exist names its files from the root of the site's own host.
    page = out / "404.html"
    page.write_text(page.read_text().replace("https://runbooks.larkspur.example/", "/"))
    return out


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found = page.evaluate(
        """(rules) => axe.run(document, { ...rules, resultTypes: ["violations"] }).then((it) =>
            it.violations.flatMap((each) => each.nodes.map((node) =>
                each.id + ": " + node.target.join(" ") + ": " + node.failureSummary)))""",
        rules,
    )
    return [f"{page.url}: {each}" for each in found]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(size: str, address: str, new_page: Callable[..., Page]) -> None:
    # The policy keeps axe out as it keeps out everybody.
    page = new_page(
        viewport=SIZES[size], color_scheme="light", bypass_csp=True, reduced_motion="reduce"
    )
    page.add_init_script(path=AXE)
    found: list[str] = []
    for kind in KINDS:
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{kind}")
        found += both(page)
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_what_a_qr_code_leads_to(
    size: str, address: str, site: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport=SIZES[size], bypass_csp=True)
    page.add_init_script(path=AXE)
    found = []
    # One of each verdict: current, changed since, of a page that is gone.
    kinds: dict[str, Path] = {}
    for version in sorted((site / "v").glob("*/index.html")):
        verdict = version.read_text(encoding="utf-8").partition('class="verdict">')[2]
        kinds.setdefault(verdict[:20], version.parent)
    assert kinds
    for version in kinds.values():
        page.goto(f"{address}/{version.relative_to(site).as_posix()}/")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += violations(page, {"runOnly": TAGS})
    assert found == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_any_state_of_an_incident(
    size: str, address: str, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    # A worker that takes over the page would fetch what is not to be had below.
    page = new_page(
        viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce", service_workers="block"
    )
    page.add_init_script(path=AXE)
    page.context.clock.install(time=datetime.datetime(2026, 11, 21, 2, 12, tzinfo=datetime.UTC))
    panel = page.locator("#fh-incident-panel")
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = both(page)

    page.goto(f"{address}/failure-modes/http-502/")
    page.route("**/incident.js", lambda route: route.abort())
    page.get_by_role("button", name="Start an incident").click()
    expect(page.locator(".fh-incident-failed")).to_be_visible()
    look("cannot be loaded")
    page.unroute("**/incident.js")
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_label("What is broken").fill("Nobody can sign in")
    look("start dialog")
    page.get_by_label("This is a drill").check()
    look("start dialog of a drill")
    (tmp_path / "wrong.json").write_text("{}")
    page.locator(".fh-incident-dialog input[type=file]").set_input_files(tmp_path / "wrong.json")
    expect(page.get_by_role("alert")).to_contain_text("Not taken")
    look("refused handover")
    page.get_by_label("This is a drill").uncheck()
    page.get_by_label("SEV2").check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".fh-incident-code")).to_have_text("SEV2")
    page.locator(".fh-incident-tick").first.check()
    look("running")
    page.get_by_role("button", name="Open", exact=True).click()
    look("panel")
    panel.get_by_role("button", name="Raise to SEV1").click()
    look("raised")
    with page.expect_download() as handed:
        panel.get_by_role("button", name="Hand over").click()
    handed.value.save_as(tmp_path / "handover.json")
    panel.locator("input[type=file]").set_input_files(tmp_path / "handover.json")
    expect(page.locator(".fh-incident-say")).to_have_text("Taken in")
    look("export and handover")
    page.context.clock.fast_forward("50:00")
    expect(panel.locator(".fh-incident-late").first).to_be_visible()
    look("late")
    panel.get_by_role("link", name="Update for the team").click()
    page.wait_for_url("**/messages/*/")
    expect(page.get_by_role("button", name="It is sent")).to_be_visible()
    look("message")
    page.get_by_role("button", name="Open", exact=True).click()
    panel.get_by_role("button", name="It is over").click()
    look("over")
    panel.get_by_role("button", name="Clear it here").click()
    look("asked again before it is cleared")
    panel.get_by_role("button", name="press again").click()
    page.goto(f"{address}/checklists/first-ten-minutes/?drill=")
    page.get_by_label("What is broken").fill("Pages answer 502")
    page.get_by_label("SEV2").check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".fh-incident-drill")).to_be_visible()
    page.get_by_role("button", name="Open", exact=True).click()
    look("drill")
    assert len(found) == 13
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def both(page: Page) -> list[str]:
    """What is wrong in the light, and which colours in the dark."""
    page.emulate_media(color_scheme="light")
    page.locator("body[data-md-color-scheme=default]").wait_for()
    found = violations(page, {"runOnly": TAGS})
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    return found + violations(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def test_axe_finds_what_is_wrong(page: Page, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        '<!doctype html><title>x</title><input><p style="color:#ccc;background:#fff">pale</p>'
    )
    page.add_init_script(path=AXE)
    page.goto((tmp_path / "wrong.html").as_uri())
    said = "\n".join(violations(page, {"runOnly": TAGS}))
    assert "label: input" in said
    assert "color-contrast: p" in said
    assert "html-has-lang" in said


@pytest.mark.parametrize("size", SIZES)
def test_what_has_the_focus_is_seen(size: str, address: str, new_page: Callable[..., Page]) -> None:
    # The theme's search takes a moment to fade away when the focus leaves it.
    page = new_page(viewport=SIZES[size], reduced_motion="reduce")
    hidden: list[str] = []
    for kind in ("", "failure-modes/http-502/", "contacts/"):
        page.goto(f"{address}/{kind}")
        for key, times in (("Tab", 30), ("Shift+Tab", 15)):
            for _ in range(times):
                page.keyboard.press(key)
                covered = page.evaluate(COVERED)
                if covered:
                    hidden.append(f"{kind}: {key}: {covered}")
    assert hidden == []


# A part of it is enough for this rule; a place where another element lies on top is none.
COVERED = """async () => {
    // What takes the focus is scrolled to with the next frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const it = document.activeElement;
    // What chooses light or dark is shown by the labels beside it.
    if (!it || it === document.body || it.matches(".md-option")) return "";
    const box = it.getBoundingClientRect();
    const seen = [...it.getClientRects()].some((each) => {
        for (const x of [0.1, 0.5, 0.9]) for (const y of [0.15, 0.5, 0.85]) {
            const top = document.elementFromPoint(
                each.left + each.width * x, each.top + each.height * y);
            const label = it.labels && it.labels[0];
            if (top && (it.contains(top) || top.contains(it) || (label && label.contains(top)))) {
                return true;
            }
        }
        return false;
    });
    return seen ? "" : it.outerHTML.slice(0, 100) + " at " + Math.round(box.top);
}"""


@pytest.mark.parametrize("size", SIZES)
def test_what_is_pressed_is_large_enough(
    size: str, address: str, new_page: Callable[..., Page]
) -> None:
    """Buttons, boxes and what stands alone; links within a sentence may be as high as its lines."""
    page = new_page(viewport=SIZES[size])
    small: list[str] = []
    for kind in KINDS[:-1]:
        page.goto(f"{address}/{kind}")
        if kind.startswith("?q="):
            # The button that empties the search grows as it comes.
            page.locator(".md-search-result__item").first.wait_for()
            page.evaluate("Promise.allSettled(document.getAnimations().map((it) => it.finished))")
        small += page.evaluate(
            """([kind, least]) => [...document.querySelectorAll(
                "button, summary, select, label[for], a.fh-button, .md-nav__link[href]")]
                .filter((it) => it.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
                .filter((it) => !it.matches(".md-overlay, .md-nav__title"))
                .filter((it) => !it.closest("[hidden]") && it.getClientRects().length)
                .filter((it) => !(it.matches("label") && /text|textarea/.test((it.control || {}).type)))
                .filter((it) => { const box = it.getBoundingClientRect();
                    return box.width > 0 && (box.width < least - 0.1 || box.height < least - 0.1); })
                .map((it) => kind + ": " + it.outerHTML.slice(0, 90))""",
            [kind, TARGET],
        )
    assert small == []


def test_text_of_twice_the_size_still_fits(address: str, new_page: Callable[..., Page]) -> None:
    # As a browser does it: half as many pixels, each twice the size.
    page = new_page(
        viewport={"width": 640, "height": 450}, device_scale_factor=2, reduced_motion="reduce"
    )
    wide: list[str] = []
    for kind in KINDS[:-1]:
        page.goto(f"{address}/{kind}")
        if kind.startswith("?q="):
            # The theme opens its search with a shade that is wider than the page for a moment.
            page.locator(".md-search-result__item").first.wait_for()
            page.locator("body[data-md-scrolllock]").wait_for()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    assert wide == [], "these pages scroll sideways with text of 200 %"


def test_nothing_moves_for_those_who_asked(address: str, new_page: Callable[..., Page]) -> None:
    page = new_page(reduced_motion="reduce")
    for kind in ("", "failure-modes/http-502/"):
        page.goto(f"{address}/{kind}")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((it) => {
                const style = getComputedStyle(it);
                return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none"
                    || style.scrollBehavior === "smooth";
            }).map((it) => it.outerHTML.slice(0, 80))"""
        )
        assert moving == []
    still = new_page(reduced_motion="no-preference")
    still.goto(address)
    assert still.evaluate(
        "[...document.querySelectorAll('*')].some((it) => /[1-9]/.test(getComputedStyle(it).transitionDuration))"
    ), "the check above looks at nothing"
