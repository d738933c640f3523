"""A message is filled on its page and copied in one go; nothing in it is lost, nothing runs."""

from __future__ import annotations

import dataclasses
import datetime
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from firsthour.engine import build
from firsthour.model import Catalog
from firsthour.pages import Context
from firsthour.pages.messages import inputs
from firsthour.pipeline import check
from firsthour.site.assembly import assembly
from tests.conftest import Trouble
from tests.hostile.payloads import PAYLOADS
from tests.model.test_model import catalog

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 21)
MESSAGE = """title: First word
owner: ana
audience: public
subject: Problems since <since>
when: {status: [looking], severity: [bad]}
fields:
  since: {help: With the zone, example: 14:02 Lisbon time}
  what: {lines: 3, default: sign in}
  unused: {help: Nobody asks for this}
body: |
  You cannot <what>.

  <since> until <next-update>
    indented
avoid: [A reason, "The <name> of a colleague"]
"""
SETTINGS = "product: P\nstatuses: [looking, over]\n"
ANOTHER = (
    "title: {title}\nowner: ana\naudience: {audience}\nbody: b\nwhen: {{status: [{status}]}}\n"
)


def text(path: str, found: Catalog) -> str:
    made = assembly(Context(found, TODAY)).files[path]
    assert isinstance(made, str)
    return made


@pytest.fixture
def message() -> str:
    return text("messages/first.md", catalog(templates__first=MESSAGE))


def test_there_is_one_field_for_each_name_in_the_text() -> None:
    found = inputs(catalog(templates__first=MESSAGE).templates["first"])
    assert [(it.name, it.label, it.lines) for it in found] == [
        ("since", "Since", 1),
        ("what", "What", 3),
        ("next-update", "Next update", 1),
    ]


def test_every_field_has_its_label_its_help_and_an_example(message: str) -> None:
    assert '<label for="field-since">Since</label>' in message
    assert '<p id="help-since">With the zone</p>' in message
    since = re.search(r'<input id="field-since"[^>]*>', message)
    assert since
    assert 'placeholder="14:02 Lisbon time"' in since.group()
    assert 'aria-describedby="help-since"' in since.group()
    assert re.search(r'<textarea id="field-what"[^>]* rows="3"[^>]*>sign in</textarea>', message)
    assert "Nobody asks for this" not in message


def test_the_text_is_whole_with_its_empty_lines_and_its_fields_marked(message: str) -> None:
    body = re.search(r'<pre data-text="body">(.*?)</pre>', message, re.DOTALL)
    assert body
    assert "\n" not in body.group(1), "a line of HTML: Markdown reads none of it"
    shown = html.unescape(re.sub(r"<[^>]*>", "", body.group(1)))
    assert shown == "You cannot <what>.\n\n<since> until <next-update>\n  indented"
    assert body.group(1).count('data-param="since"') == 1


def test_what_to_leave_out_stands_with_the_text(message: str) -> None:
    assert "<li>A reason</li>" in message
    assert message.index("Leave out") < message.index('data-text="body"')


def test_the_state_is_at_the_top_and_the_page_leads_to_its_file() -> None:
    made = assembly(Context(catalog(templates__first=MESSAGE), TODAY))
    page = made.files["messages/first.md"]
    assert isinstance(page, str)
    assert '<div class="fh-state" data-search-exclude>' in page
    assert "Never reviewed" in page
    assert made.sources["messages/first.md"] == "runbooks/templates/first.yaml"


def test_without_messages_the_index_says_how_to_write_the_first() -> None:
    assert "`firsthour new templates status-investigating`" in text("messages/index.md", Catalog())


def test_the_index_has_moments_in_the_teams_order_and_a_table_for_each_audience() -> None:
    found = catalog(
        settings=SETTINGS,
        templates__a=ANOTHER.format(title="Over", audience="customer", status="over"),
        templates__b=ANOTHER.format(title="Look", audience="public", status="looking"),
        templates__c=ANOTHER.format(title="Us", audience="internal", status="looking, own-word"),
    )
    page = text("messages/index.md", found)
    moments, _, audiences = page.partition("{ #audiences }")
    assert re.findall(r'<th scope="row">([^<]*)</th>', moments) == ["Looking", "Over", "Own word"]
    assert re.findall(r'<a href="(\w)/">', moments) == ["c", "b", "a", "c"]
    heads = re.findall(r"<thead><tr><th>([^<]*)<", audiences)
    assert heads == ["Colleagues", "Everybody, on the status page", "Customers who are affected"]


def test_a_retired_message_is_not_on_the_index_and_not_in_the_search() -> None:
    found = catalog(templates__first=MESSAGE + "status: retired\n")
    assert "first/" not in text("messages/index.md", found)
    page = text("messages/first.md", found)
    assert "Retired: do not follow" in page
    assert "search:\n  exclude: true" in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_only_text(payload: str) -> None:
    found = catalog(templates__first=MESSAGE)
    hostile = dataclasses.replace(
        found.templates["first"], title=payload, subject=payload, body=payload, avoid=(payload,)
    )
    page = text("messages/first.md", dataclasses.replace(found, templates={"first": hostile}))
    for part in ("subject", "body"):
        shown = re.search(rf'<pre data-text="{part}">(.*?)</pre>', page, re.DOTALL)
        assert shown
        plain = re.sub(r"</?var[^>]*>", "", shown.group(1))
        assert "<" not in plain
        assert html.unescape(plain) == payload.expandtabs(4)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return serve_folder(out)


INVESTIGATING = "messages/status-investigating/"


@pytest.fixture
def clipboard(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def test_what_is_typed_stands_in_the_text_and_is_copied_whole(
    address: str, clipboard: BrowserContext
) -> None:
    page = clipboard.new_page()
    page.goto(f"{address}/{INVESTIGATING}")
    page.get_by_label("What", exact=True).fill("sign in <b>&amp;</b>")
    page.get_by_label("Since").fill("14:02 Lisbon time")
    body, subject = page.locator('[data-text="body"]'), page.locator('[data-text="subject"]')
    assert body.inner_text().startswith("Some of you cannot sign in <b>&amp;</b> at the moment.")
    assert subject.inner_text() == "Problems with Larkspur since 14:02 Lisbon time"
    assert "<next_update>" in body.inner_text()
    page.get_by_role("button", name="Copy message").click()
    said = page.get_by_role("status").filter(has_text="Copied")
    assert said.inner_text() == "Copied. Still empty: <next_update>"
    copied = page.evaluate("navigator.clipboard.readText()")
    template = check(ROOT).catalog.templates["status-investigating"]
    wanted = template.body.replace("<what>", "sign in <b>&amp;</b>")
    assert copied == wanted.replace("<since>", "14:02 Lisbon time").strip("\n")
    page.get_by_label("Next update").fill("14:24")
    page.get_by_role("button", name="Copy subject").click()
    page.get_by_text("Copied.", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == subject.inner_text()


def test_an_emptied_field_is_visible_again(address: str, page: Page) -> None:
    page.goto(f"{address}/{INVESTIGATING}")
    field = page.get_by_label("Since")
    place = page.locator('[data-text="body"] [data-param="since"]')
    field.fill("now")
    assert place.inner_text() == "now"
    field.fill("   ")
    assert place.inner_text() == "<since>"


def test_without_a_clipboard_the_text_is_selected(
    address: str, page: Page, troubles: list[Trouble]
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.add_init_script("document.execCommand = () => false")
    page.goto(f"{address}/{INVESTIGATING}")
    page.get_by_role("button", name="Copy message").click()
    page.get_by_text("Not copied, the browser refuses").wait_for()
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == page.locator('[data-text="body"]').inner_text().strip()
    assert troubles == []


def test_without_scripts_the_text_is_there_and_no_button_promises_anything(
    address: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{INVESTIGATING}")
    assert "Some of you cannot <what>" in page.locator('[data-text="body"]').inner_text()
    assert page.locator("[data-copy]").count() == 2
    assert not any(page.locator("[data-copy]").nth(at).is_visible() for at in range(2))
    context.close()


def test_on_paper_there_are_no_buttons(address: str, page: Page) -> None:
    page.goto(f"{address}/{INVESTIGATING}")
    button = page.get_by_role("button", name="Copy message")
    assert button.is_visible()
    page.emulate_media(media="print")
    assert not button.is_visible()


def test_it_does_nothing_on_other_pages(address: str, page: Page, troubles: list[Trouble]) -> None:
    page.goto(f"{address}/failure-modes/http-502/")
    before = page.locator(".fh-param").all_text_contents()
    assert page.locator("[data-copy], [data-status]").count() == 0
    assert before
    assert all(re.fullmatch(r"<[a-z][a-z0-9_-]*>", each) for each in before)
    assert troubles == []


def test_every_message_of_the_sample_can_be_filled(address: str, page: Page) -> None:
    for template in check(ROOT).catalog.templates.values():
        page.goto(f"{address}/messages/{template.id}/")
        for field in inputs(template):
            page.locator(f"#field-{field.name}").fill(f"<<{field.name}>>")
        body = page.locator('[data-text="body"]').text_content() or ""
        wanted = template.body.strip("\n")
        assert body == re.sub(r"<([a-z][a-z0-9_-]*)>", r"<<\1>>", wanted), template.id
