"""Incident mode in a real browser, on the site of the sample team."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from firsthour.engine import build
from firsthour.pipeline import check
from tests.conftest import Trouble

ROOT = Path(__file__).parents[2]
# Twelve minutes past two at night in Lisbon.
NIGHT = datetime.datetime(2026, 11, 21, 2, 12, tzinfo=datetime.UTC)
TODAY = NIGHT.date()
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
RUNBOOK = "failure-modes/http-502/"
SHEET = "checklists/first-ten-minutes/"
HOSTILE = '<img src=x onerror="bad()"> \'"`|${bad()} => --> </script> # a: b \u202e\u200b'
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); } });"""
FULL = (
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return out


@pytest.fixture
def night(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """A page of somebody who was woken: the clock stands at `NIGHT` and runs on."""

    def make(script: str = "", **options: Any) -> Page:
        page = new_page(accept_downloads=True, **options)
        page.context.clock.install(time=NIGHT)
        if script:
            page.context.add_init_script(script)
        return page

    return make


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Incident", exact=True)


def choose(page: Page, name: str, value: str) -> None:
    page.get_by_role("combobox", name=name, exact=True).select_option(value)


def start(
    page: Page, title: str = "Nobody can sign in", level: str = "SEV2", since: str = "01:52"
) -> None:
    page.get_by_role("button", name="Start an incident").click()
    page.get_by_label("What is broken").fill(title)
    page.get_by_label("Since", exact=True).fill(since)
    page.get_by_label(level).check()
    choose(page, "You", "ravi")
    # However long it took to come here: what is counted in minutes begins with this click.
    page.context.clock.set_system_time(NIGHT)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(bar(page)).to_contain_text(level)


def panel(page: Page) -> Locator:
    found = page.locator("#fh-incident-panel")
    if found.is_hidden():
        page.get_by_role("button", name="Open", exact=True).click()
        # It is loaded when it is first opened.
        expect(found).to_be_visible()
    return found


def lines(page: Page) -> list[str]:
    """The timeline, the first line first: what happened, then what came of it."""
    rows = page.locator(".fh-incident-timeline tbody tr")
    rows.first.wait_for(state="attached")
    found = rows.evaluate_all(
        "rows => rows.map(row => [...row.children].slice(2).map(cell => cell.textContent).join(' => '))"
    )
    return [line.removesuffix(" => ") for line in reversed(found)]


def write(page: Page, text: str) -> None:
    line = bar(page).get_by_role("textbox")
    line.fill(text)
    line.press("Enter")
    expect(line).to_have_value("")


def kept(page: Page) -> int:
    """How much of ours is in the browser; the theme keeps things, too."""
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    return sum(key.startswith("firsthour:") for key in keys)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Start an incident")


def saved(page: Page, button: str, folder: Path) -> Path:
    """The file that a button of the panel gives."""
    with page.expect_download() as download:
        panel(page).get_by_role("button", name=button, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def take_in(page: Page, path: Path) -> None:
    page.get_by_role("button", name="Start an incident").click()
    dialog(page).locator("input[type=file]").set_input_files(path)
    expect(dialog(page)).to_have_count(0)


def repository(folder: Path) -> Path:
    """A copy of the sample team's repository."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "runbooks", folder / "runbooks")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs").mkdir()
    return folder


def linted(root: Path, path: Path) -> list[str]:
    """What lint says about a record, when it is put where it belongs as it is."""
    place = root / "runbooks" / "incidents" / path.name
    shutil.copy(path, place)
    found = check(root, today=TODAY).problems
    return [
        str(it.message) for it in found if it.location.path == f"runbooks/incidents/{path.name}"
    ]


def test_start_tick_write_raise_and_reload(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/")
    start(page)
    expect(bar(page)).to_contain_text("for 20 min")
    page.goto(f"{address}/{RUNBOOK}")
    step = page.locator(".fh-incident-tick").first
    step.check()
    page.goto(f"{address}/{SHEET}")
    page.locator(".fh-checks input").nth(1).check()
    write(page, "rolled back web => errors under 1 %")
    panel(page).get_by_role("button", name="Raise to SEV1").click()
    expect(bar(page).locator(".fh-incident-code")).to_have_text("SEV1")
    assert panel(page).get_by_role("button", name="Raise to").count() == 0, "it goes up only"
    page.reload()
    expect(bar(page).locator(".fh-incident-code")).to_have_text("SEV1")
    assert page.locator(".fh-checks input:checked").count() == 1
    panel(page)
    found = lines(page)
    assert found[:3] == [
        "Started: Nobody can sign in",
        "Severity SEV2",
        "Incident lead: Ravi Banerjee",
    ]
    assert found[3] == "Done: How many of the newest requests end in 502? (Customers get error 502)"
    assert found[4].startswith("Done: ")
    assert found[5:] == ["rolled back web => errors under 1 %", "Severity SEV2 to SEV1"]
    page.goto(f"{address}/{RUNBOOK}")
    expect(page.locator(".fh-incident-tick").first).to_be_checked()
    page.locator(".fh-incident-tick").first.uncheck()
    panel(page)
    assert (
        lines(page)[-1]
        == "Not done after all: How many of the newest requests end in 502? (Customers get error 502)"
    )
    assert troubles == []


def test_ticks_without_an_incident_are_nobodys_business(
    address: str, night: Callable[..., Page]
) -> None:
    page = night()
    page.goto(f"{address}/{SHEET}")
    page.locator(".fh-checks input").first.check()
    assert kept(page) == 0
    page.goto(f"{address}/{RUNBOOK}")
    assert page.locator(".fh-incident-tick:visible").count() == 0


def test_clocks_come_from_times_and_say_in_words_what_is_late(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/{RUNBOOK}")
    title = page.title()
    start(page, level="SEV1", since="23:50")
    expect(bar(page)).to_contain_text("for 2 h 22 min")
    expect(bar(page)).to_contain_text("in 14 min")
    page.context.clock.set_system_time(NIGHT + datetime.timedelta(minutes=16, seconds=10))
    expect(bar(page).get_by_role("status")).to_contain_text("overdue by")
    assert page.title() == f"Overdue: SEV1 {title}"
    late = panel(page).locator(".fh-incident-late")
    expect(late).to_have_count(2)
    expect(late.first).to_contain_text("overdue by 1 min")
    for name in ("Called", "It is sent"):
        late.get_by_role("button", name=name, exact=True).click()
    expect(late).to_have_count(0)
    assert page.title() == f"SEV1 {title}"
    expect(panel(page)).to_contain_text("Update the team in 14 min")
    assert lines(page)[-2:] == ["Called Investigator", "Sent: update the team"]
    assert troubles == []


def test_two_tabs_lose_nothing(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    one = night()
    one.goto(f"{address}/{RUNBOOK}")
    start(one)
    two = one.context.new_page()
    two.goto(f"{address}/{RUNBOOK}")
    for number in range(3):
        write(one, f"one {number}")
        write(two, f"two {number}")
    two.locator(".fh-incident-tick").nth(1).check()
    expect(one.locator(".fh-incident-tick").nth(1)).to_be_checked()
    panel(one)
    wanted = {f"{name} {number}" for name in ("one", "two") for number in range(3)}
    assert wanted <= set(lines(one))
    expect(panel(two)).to_contain_text("one 2")
    assert lines(one) == lines(two)
    panel(one).get_by_role("button", name="It is over").click()
    panel(one).get_by_role("button", name="Clear it here").click()
    panel(one).get_by_role("button", name="press again").click()
    expect(two.get_by_role("button", name="Start an incident")).to_be_visible()
    assert two.locator(".fh-incident-tick:visible").count() == 0
    assert troubles == []


def test_the_record_passes_lint_as_it_is_and_stands_on_the_site(
    address: str, night: Callable[..., Page], tmp_path: Path, troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/{RUNBOOK}")
    start(page, 'Nobody can sign in: 502, "since" the deploy')
    page.locator(".fh-incident-tick").first.check()
    write(page, HOSTILE)
    root = repository(tmp_path / "team")
    still_open = saved(page, "Record (YAML)", tmp_path)
    assert still_open.name == "2026-11-21-nobody-can-sign-in-502-since-the-deploy.yaml"
    assert "next_update: 2026-11-21T02:42:" in still_open.read_text(encoding="utf-8")
    assert linted(root, still_open) == []
    panel(page).get_by_role("button", name="Customers can work again").click()
    panel(page).get_by_role("button", name="It is over").click()
    expect(panel(page).get_by_role("link", name="Status page, resolved")).to_be_visible()
    choose(page, "failure-modes/http-502", "worked")
    record = saved(page, "Record (YAML)", tmp_path)
    assert linted(root, record) == []
    assert build(root, tmp_path / "out" / "site").done
    html = (tmp_path / "out/site/incidents" / record.stem / "index.html").read_text(
        encoding="utf-8"
    )
    assert "Done: How many of the newest requests end in 502?" in html
    assert "<img src=x" not in html
    markdown = saved(page, "Markdown", tmp_path).read_text(encoding="utf-8")
    assert "| 2026-11-21 02:12 | Ravi Banerjee | Started: Nobody can sign in" in markdown
    assert "<img" not in markdown.replace("\\<img", "")
    assert troubles == []


def test_a_colleague_goes_on_elsewhere_and_both_copies_join(
    address: str, night: Callable[..., Page], tmp_path: Path, troubles: list[Trouble]
) -> None:
    ravi = night()
    ravi.goto(f"{address}/{RUNBOOK}")
    start(ravi)
    ravi.locator(".fh-incident-tick").first.check()
    file = saved(ravi, "Hand over", tmp_path)
    mara = night()
    mara.goto(f"{address}/{RUNBOOK}")
    take_in(mara, file)
    expect(mara.locator(".fh-incident-tick").first).to_be_checked()
    panel(mara)
    choose(mara, "You, who write here", "mara")
    write(mara, "from mara")
    write(ravi, "from ravi")
    back = saved(mara, "Hand over", tmp_path / "back")
    panel(ravi).locator("input[type=file]").set_input_files(back)
    expect(ravi.locator(".fh-incident-timeline")).to_contain_text("from mara")
    panel(mara).locator("input[type=file]").set_input_files(
        saved(ravi, "Hand over", tmp_path / "forth")
    )
    for page in (ravi, mara):
        expect(page.locator(".fh-incident-timeline")).to_contain_text("from mara")
        expect(page.locator(".fh-incident-timeline")).to_contain_text("from ravi")
    assert sorted(lines(ravi)) == sorted(lines(mara))
    assert troubles == []


def test_another_file_is_refused_in_words(
    address: str, night: Callable[..., Page], tmp_path: Path, troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/")
    (tmp_path / "other.json").write_text('{"firsthour": 1, "entries": [{"id": "<b>"}]}')
    page.get_by_role("button", name="Start an incident").click()
    dialog(page).locator("input[type=file]").set_input_files(tmp_path / "other.json")
    expect(page.get_by_role("alert")).to_contain_text("not a handover file")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    assert kept(page) == 0
    assert troubles == []


def test_messages_of_the_runbook_in_use_come_first(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/failure-modes/payment-webhooks/")
    start(page, level="SEV1")
    panel(page)
    first = page.locator("#fh-incident-panel a[href*='messages/']").first
    expect(first).not_to_contain_text("ayment")
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator(".fh-incident-tick").first.check()
    panel(page)
    expect(first).to_contain_text("ayment")
    assert troubles == []


def test_a_message_is_filled_copied_and_starts_the_clock_again(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/")
    start(page, level="SEV1")
    panel(page).get_by_role("link", name="Update for the team").click()
    expect(page.locator("#field-severity")).to_have_value("SEV1")
    expect(page.locator("#field-next_update")).to_have_value("02:27 Lisbon")
    page.locator("#field-action").fill("rolling back")
    page.context.clock.set_system_time(NIGHT)
    page.locator("#field-action").press("Tab")
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("[data-status]")).to_contain_text("Still empty: <fixers>, <owner>")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "02:12 Lisbon | SEV1 | investigating\nLead Ravi Banerjee, working on it <fixers>."
    )
    assert "Next: rolling back, by <owner>." in copied
    page.context.clock.fast_forward("10:00")
    page.get_by_role("button", name="It is sent").click()
    expect(panel(page)).to_contain_text("Update the team in 14 min")
    page.context.clock.set_system_time(NIGHT + datetime.timedelta(minutes=15))
    page.reload()
    expect(page.locator("#field-action")).to_have_value("rolling back")
    expect(page.locator("#field-time")).to_have_value("02:27 Lisbon")
    panel(page)
    assert lines(page)[-1] == "Sent: Update for the team => 02:12 Lisbon | SEV1 | investigating"
    assert troubles == []


def test_a_drill_says_so_and_its_record_is_evidence(
    address: str, night: Callable[..., Page], tmp_path: Path, troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/?drill={RUNBOOK.rstrip('/')}")
    expect(dialog(page)).to_contain_text("Customers say: the page says 502 Bad Gateway")
    expect(dialog(page)).not_to_contain_text("failure-modes")
    page.get_by_label("What is broken").fill("Pages answer 502")
    page.get_by_label("SEV2").check()
    choose(page, "You", "mara")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(bar(page)).to_contain_text("Drill: nothing here is real")
    page.goto(f"{address}/{RUNBOOK}")
    expect(bar(page)).to_contain_text("Drill: nothing here is real")
    assert page.title().startswith("Drill, SEV2 ")
    expect(panel(page)).to_contain_text("Alert: EdgeHigh502Rate")
    expect(panel(page)).not_to_contain_text("failure-modes")
    panel(page).get_by_role("button", name="It is over").click()
    choose(page, "failure-modes/http-502", "worked")
    record = saved(page, "Record (YAML)", tmp_path)
    assert record.name == "2026-11-21-drill-pages-answer-502.yaml"
    root = repository(tmp_path / "team")
    before = list(scenario_order(root))
    assert linted(root, record) == []
    assert (
        before.index("http-502") < list(scenario_order(root)).index("http-502") == len(before) - 1
    )
    assert troubles == []


def scenario_order(root: Path) -> list[str]:
    from firsthour.review.drills import scenarios

    return [it.page.id for it in scenarios(check(root, rules=(), today=TODAY).catalog)]


def test_a_drill_and_an_incident_do_not_mix(
    address: str, night: Callable[..., Page], tmp_path: Path
) -> None:
    one, two = night(), night()
    one.goto(f"{address}/?drill=")
    one.get_by_label("What is broken").fill("x")
    one.get_by_label("SEV2").check()
    one.get_by_role("button", name="Start", exact=True).click()
    file = saved(one, "Hand over", tmp_path)
    two.goto(f"{address}/")
    start(two)
    panel(two).locator("input[type=file]").set_input_files(file)
    expect(bar(two).get_by_role("status")).to_contain_text("do not mix")
    expect(bar(two).locator(".fh-incident-drill")).to_be_hidden()


def test_from_a_folder_it_works_the_same(
    site: Path, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night()
    page.goto((site / "index.html").as_uri())
    start(page)
    page.goto((site / RUNBOOK / "index.html").as_uri())
    page.locator(".fh-incident-tick").first.check()
    page.reload()
    expect(page.locator(".fh-incident-tick").first).to_be_checked()
    panel(page).get_by_role("link", name="Update for the team").click()
    expect(page.locator("#field-severity")).to_have_value("SEV2")
    assert troubles == []


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_a_browser_that_keeps_nothing_says_so_and_the_tab_goes_on(
    storage: str, address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night(storage)
    page.goto(f"{address}/")
    start(page)
    expect(bar(page)).to_contain_text("This browser keeps nothing")
    page.goto(f"{address}/{RUNBOOK}")
    page.locator(".fh-incident-tick").first.check()
    page.reload()
    expect(page.locator(".fh-incident-tick").first).to_be_checked()
    expect(bar(page)).to_contain_text("This browser keeps nothing")
    page.evaluate(
        "document.body.insertAdjacentHTML('afterbegin', '<a id=away href=\"https://other.example/\">x</a>')"
    )
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    page.locator("#away").click()
    assert page.locator("#away").get_attribute("target") == "_blank", (
        "it would hand over the tab's name"
    )
    # The theme asks for its storage without a doubt, and goes on without it.
    assert [it for it in troubles if "refused" not in it.detail] == []


def test_storage_that_fills_up_loses_nothing(address: str, night: Callable[..., Page]) -> None:
    page = night()
    page.goto(f"{address}/")
    start(page)
    page.evaluate(f"() => {{ {FULL} }}")
    write(page, "one more")
    panel(page)
    assert lines(page) == [
        "Started: Nobody can sign in",
        "Severity SEV2",
        "Incident lead: Ravi Banerjee",
        "one more",
    ]
    expect(bar(page)).to_contain_text("This browser keeps nothing")


def test_two_sites_of_one_host_keep_apart(
    site: Path, night: Callable[..., Page], serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site)
    host = serve_folder(tmp_path)
    page = night()
    page.goto(f"{host}/one/")
    start(page)
    page.goto(f"{host}/two/")
    expect(page.get_by_role("button", name="Start an incident")).to_be_visible()
    page.goto(f"{host}/one/")
    expect(bar(page)).to_contain_text("SEV2")


def test_by_keyboard_alone(
    address: str, night: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/{RUNBOOK}")
    page.get_by_role("button", name="Start an incident").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is broken")).to_be_focused()
    page.keyboard.type("Nobody can sign in")
    page.keyboard.press("Tab")
    page.keyboard.type("5 min")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(bar(page)).to_contain_text("SEV2")
    expect(bar(page)).to_contain_text("for 5 min")
    page.locator(".fh-incident-tick").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".fh-incident-tick").first).to_be_checked()
    page.get_by_role("button", name="Open", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fh-incident-panel")).to_be_visible()
    raising = panel(page).get_by_role("button", name="Raise to SEV1")
    raising.focus()
    page.keyboard.press("Enter")
    expect(bar(page).locator(".fh-incident-code")).to_have_text("SEV1")
    inside = "document.activeElement.closest('.fh-incident') !== null"
    assert page.evaluate(inside), "the button is gone, and the focus stays near it"
    page.keyboard.press("Escape")
    expect(page.locator("#fh-incident-panel")).to_be_hidden()
    expect(page.get_by_role("button", name="Open", exact=True)).to_be_focused()
    assert troubles == []


def test_on_a_phone_a_line_is_written_once_the_bar_is_open(
    address: str, night: Callable[..., Page]
) -> None:
    page = night(**PHONE)
    page.goto(f"{address}/")
    page.get_by_role("button", name="Start an incident").click()
    begin = dialog(page).get_by_role("button", name="Start", exact=True)
    expect(begin).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    start(page)
    page.get_by_role("button", name="Open", exact=True).click()
    line = bar(page).get_by_role("textbox")
    expect(line).to_be_in_viewport(ratio=1)
    line.fill("restarted web => no change")
    line.press("Enter")
    expect(panel(page).locator(".fh-incident-timeline")).to_contain_text("restarted web")


@pytest.mark.parametrize("running", [False, True])
def test_the_bar_hides_no_focus_on_a_phone(
    running: bool, address: str, night: Callable[..., Page]
) -> None:
    page = night(**PHONE)
    page.goto(f"{address}/")
    if running:
        start(page)
    page.goto(f"{address}/{RUNBOOK}")
    if running:
        expect(bar(page).locator(".fh-incident-bar")).to_be_visible()
        assert bar(page).bounding_box()["height"] < 72  # type: ignore[index]
        expect(bar(page).get_by_role("textbox")).to_be_hidden()
    # The page learns with a later frame how high the bar is now.
    height = bar(page).evaluate("it => it.offsetHeight")
    page.locator(f'html[style*="--fh-incident: {height}px"]').wait_for()
    hidden = page.evaluate(
        """() => {
          const top = () => Math.min(...[...document.querySelectorAll(".fh-incident > :not([hidden])")]
            .map(each => each.getBoundingClientRect()).filter(box => box.height > 1).map(box => box.top));
          return [...document.querySelectorAll("article a[href], article input, article button, article summary")]
            .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .filter(each => { each.focus(); return document.activeElement === each && each.getBoundingClientRect().bottom > top() + 1; })
            .map(each => each.outerHTML.slice(0, 80));
        }"""
    )
    assert hidden == []
    assert not page.evaluate("document.querySelector('.fh-incident').scrollWidth > innerWidth")


def test_the_line_to_write_in_opens_with_the_rest_on_a_phone(
    address: str, night: Callable[..., Page]
) -> None:
    page = night(**PHONE)
    page.goto(f"{address}/")
    start(page)
    panel(page)
    write(page, "from a phone")
    assert lines(page)[-1] == "from a phone"


def test_nothing_of_it_is_printed_and_ticks_move_nothing(
    address: str, night: Callable[..., Page]
) -> None:
    page = night()
    # The day on which it is printed stands there from the first print on.
    geometry = """() => JSON.stringify([...document.querySelectorAll("article *:not(.fh-incident-tick):not(.fh-printed)")]
      .filter(each => each.offsetHeight).map(each => { const box = each.getBoundingClientRect(); return [box.x, box.y + scrollY, box.width, box.height].map(Math.round); }))"""
    for path in (RUNBOOK, SHEET):
        page.goto(f"{address}/{path}")
        page.emulate_media(media="print")
        # The first print writes its day on a sheet.
        papers = page.pdf(format="A4").count(b"/Type /Page\n")
        before = page.evaluate(geometry)
        page.emulate_media(media="screen")
        on_screen = page.evaluate(geometry)
        if path == RUNBOOK:
            start(page)
        for box in page.locator(".fh-incident-tick:visible, .fh-checks input").all()[:4]:
            box.check()
        assert page.evaluate(geometry) == on_screen
        page.emulate_media(media="print")
        assert page.evaluate(geometry) == before
        assert page.pdf(format="A4").count(b"/Type /Page\n") == papers
        assert page.locator(".fh-incident:visible, .fh-incident-tick:visible").count() == 0
        page.emulate_media(media="screen")


def test_hostile_words_are_only_words(
    address: str, night: Callable[..., Page], tmp_path: Path, troubles: list[Trouble]
) -> None:
    page = night()
    page.goto(f"{address}/?drill=%22%3E%3Cimg%20src%3Dx%20onerror%3Dbad()%3E")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    start(page, HOSTILE)
    write(page, HOSTILE)
    page.goto(f"{address}/messages/incident-record/")
    panel(page)
    assert page.locator(".fh-incident img, .fh-message img").count() == 0
    assert '<img src=x onerror="bad()">' in lines(page)[0]
    forged = json.loads(saved(page, "Hand over", tmp_path).read_text(encoding="utf-8"))
    for entry in forged["entries"]:
        entry["by"] = entry["value"] = "<img src=x onerror=bad()>"
        entry["key"] = {"level": "level", "start": "start"}.get(
            entry["key"], "verdict/failure-modes/a<b>"
        )
    forged["entries"][0]["id"] = "a" * 20
    page.on("dialog", lambda asked: asked.accept())
    (tmp_path / "forged.json").write_text(json.dumps(forged))
    panel(page).locator("input[type=file]").set_input_files(tmp_path / "forged.json")
    expect(page.locator(".fh-incident-timeline")).to_contain_text("<img src=x onerror=bad()>")
    assert page.locator(".fh-incident img").count() == 0
    assert linted(repository(tmp_path / "team"), saved(page, "Record (YAML)", tmp_path)) == []
    assert troubles == []


def test_a_jump_of_the_clock_bends_nothing(address: str, night: Callable[..., Page]) -> None:
    page = night()
    page.goto(f"{address}/")
    start(page)
    write(page, "before")
    page.context.clock.set_system_time(NIGHT - datetime.timedelta(hours=1))
    write(page, "after")
    panel(page)
    assert lines(page)[-2:] == ["before", "after"]
    expect(bar(page)).to_contain_text("for 20 min")
    expect(bar(page)).to_contain_text("in 14 min")
