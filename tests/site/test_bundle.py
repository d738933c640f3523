"""The copies: one file that needs nothing, and a zip that is the same whenever it is made."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from firsthour.engine import bundling
from firsthour.engine.bundling import Bundled, bundle
from firsthour.postbuild.archive import archive
from firsthour.postbuild.styles import without_addresses
from tests.conftest import Trouble
from tests.site import small
from tests.site.test_site_in_browser import signatures

ROOT = Path(__file__).parents[2]
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """The copies of the sample, made beside it."""
    folder = tmp_path_factory.mktemp("a team")
    for name in ("runbooks", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return bundle(folder)


@pytest.fixture(scope="module")
def file(made: Bundled) -> Path:
    return made.out / bundling.SINGLE


def shown(page: Page) -> str:
    return str(page.locator(".fhb-page--here h1").evaluate("it => it.firstChild.textContent"))


def test_there_is_one_file_and_a_zip(made: Bundled) -> None:
    assert [name for name, _ in made.files] == ["runbooks.html", "site.zip"]
    assert not made.binder
    assert (made.out / "runbooks.html").stat().st_size < MOST_BYTES


def test_every_page_is_in_it_once(made: Bundled, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    pages = {
        path.parent.relative_to(made.built.out)
        .as_posix()
        .replace(".", "home", path.parent == made.built.out)
        for path in made.built.out.rglob("index.html")
    }
    keys = re.findall(r'<article class="fhb-page md-typeset" id="([^"]*)"', text)
    assert sorted(keys) == sorted(pages)
    assert len(keys) > 90


def test_nothing_in_it_leads_nowhere_or_asks_anybody(
    file: Path, page: Page, troubles: list[Trouble]
) -> None:
    page.goto(file.as_uri())
    found = page.evaluate(
        """() => ({
            doubled: [...document.querySelectorAll("[id]")].map((it) => it.id)
                .filter((id, index, all) => all.indexOf(id) !== index),
            nowhere: [...document.querySelectorAll("a[href^='#']")].map((it) => it.getAttribute("href"))
                .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
            relative: [...document.querySelectorAll("a[href]")].map((it) => it.getAttribute("href"))
                .filter((href) => !/^(#|https?:|mailto:|tel:|sms:)/.test(href)),
            labels: [...document.querySelectorAll("label[for]")]
                .filter((it) => !document.getElementById(it.htmlFor)).length,
            loaded: performance.getEntriesByType("resource").map((it) => it.name)
                .filter((name) => !name.startsWith("data:")),
        })"""
    )
    assert found == {"doubled": [], "nowhere": [], "relative": [], "labels": 0, "loaded": []}
    assert troubles == []


def test_its_policy_lets_nothing_in(file: Path, page: Page) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', file.read_text())
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    said: list[str] = []
    page.on("console", lambda it: said.append(it.text))
    page.goto(file.as_uri())
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return Boolean(window.ran);
        }"""
    )
    assert ran is False
    assert any("Content Security Policy" in each for each in said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_works_on_a_phone(
    file: Path, scheme: str, new_page: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(file.as_uri())
    assert page.locator(".fhb-page--here").count() == 1
    assert shown(page) == "Larkspur"
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".fhb-page")].filter((page) => {
            location.hash = page.id;
            dispatchEvent(new HashChangeEvent("hashchange"));
            return document.documentElement.scrollWidth > innerWidth;
        }).map((page) => page.id)"""
    )
    assert wide == []
    page.get_by_role("button", name="All pages").click()
    page.locator("#fhb-contents").get_by_role("link", name="Contacts").click()
    expect(page).to_have_title(re.compile("^Contacts"))
    assert shown(page) == "Contacts"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 27, 35)")
    assert troubles == []


def test_its_search_finds_every_alert_and_every_error_first(
    file: Path, page: Page, troubles: list[Trouble]
) -> None:
    owners: dict[str, set[str]] = {}
    for text, runbook in signatures():
        owners.setdefault(text, set()).add(f"failure-modes/{runbook}")
    page.goto(file.as_uri())
    wrong = []
    for text, runbooks in owners.items():
        page.locator("#fhb-query").fill(text)
        first = page.locator("#fhb-found a").first.get_attribute("href") or ""
        if first[1:].partition(":")[0] not in runbooks:
            wrong.append(f"{text!r} leads to {first}")
    assert wrong == []
    page.locator("#fhb-query").fill("zyzzyva qwyjibo")
    assert "Nothing found" in page.locator("#fhb-found").inner_text()
    page.locator("#fhb-query").fill("<img src=x onerror=alert(1)>")
    assert page.locator("#fhb-found img").count() == 0
    assert troubles == []


def test_links_and_steps_are_reached_within_it(file: Path, page: Page) -> None:
    page.goto(f"{file.as_uri()}#failure-modes/http-502:steps")
    page.goto(f"{file.as_uri()}#failure-modes/http-502")
    assert shown(page) == "Customers get error 502"
    page.locator(".fhb-page--here .fh-state a").first.click()
    expect(page).to_have_title(re.compile("^Contacts"))
    assert page.url.endswith("#contacts:platform")
    page.go_back()
    expect(page).to_have_title(re.compile("^Customers"))
    page.keyboard.press("/")
    page.keyboard.type("disk is full")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^A disk"))


def test_it_prints_the_page_or_everything(file: Path, page: Page) -> None:
    page.goto(f"{file.as_uri()}#contacts")
    page.emulate_media(media="print")
    visible = "() => [...document.querySelectorAll('.fhb-page')].filter((it) => it.checkVisibility()).length"
    assert page.evaluate(visible) == 1
    assert not page.locator(".fhb-bar").is_visible()
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print everything").click()
    page.emulate_media(media="print")
    assert page.evaluate(visible) > 90


def test_without_scripts_everything_is_there(file: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    assert page.locator("article").count() > 90
    assert page.locator("#contacts h1").is_visible()
    assert not page.locator("#fhb-query").is_visible()


def test_the_zip_is_the_site_and_the_same_every_time(made: Bundled, tmp_path: Path) -> None:
    archive(made.built.out, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (made.out / "site.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "again.zip") as found:
        names = set(found.namelist())
        assert found.testzip() is None
    assert {"site/index.html", "site/sw.js", "site/assets/firsthour/firsthour.css"} <= names
    assert not any(name.endswith((".map", ".firsthour")) for name in names)


def test_the_one_file_is_the_same_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firsthour.engine import builder

    root = small.repository(tmp_path / "root")
    hostile = '<h1 id="x">A &lt;/script&gt; &amp; <a href="#x">b</a></h1>\n'
    monkeypatch.setattr(
        builder,
        "assemble",
        lambda root, today: small.assembly({"contacts.md": hostile + '<p id="mara"></p>'}),
    )
    texts = []
    for name in ("one", "two"):
        made = bundle(root, tmp_path / name)
        texts.append((made.out / "runbooks.html").read_bytes())
    assert texts[0] == texts[1]
    assert b'href="#contacts:x"' in texts[0]
    assert b"</script> & " not in texts[0]
    (root / "build" / "print").mkdir(parents=True)
    (root / "build" / "print" / "binder.pdf").write_bytes(b"%PDF of somebody else, or of before")
    assert not bundle(root, tmp_path / "two").binder
    assert not (tmp_path / "two" / "binder.pdf").exists()


def test_the_binder_that_the_site_has_is_one_of_the_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firsthour.engine import builder

    root = small.repository(tmp_path / "root")
    made = small.assembly()
    files = {**made.files, "print/binder.pdf": b"%PDF of now"}
    monkeypatch.setattr(builder, "assemble", lambda root, today: replace(made, files=files))
    assert bundle(root, tmp_path / "out").binder
    assert (tmp_path / "out" / "binder.pdf").read_bytes() == b"%PDF of now"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.txt").write_text("mine")
    made = bundle(small.repository(tmp_path / "root"), tmp_path / "theirs")
    assert made.files == ()
    assert "did not make" in made.built.site[0].message
    assert [it.name for it in (tmp_path / "theirs").iterdir()] == ["thesis.txt"]


def test_a_style_sheet_brings_what_it_needs_or_does_without() -> None:
    text = '@import "a.css"; a { b: url(x.png) url("data:,y") url(#z) } /* url(c) */'
    assert without_addresses(text) == 'url(data:,); a { b: url(data:,) url("data:,y") url(#z) } '
