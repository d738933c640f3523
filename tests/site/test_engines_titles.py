"""Titles stand outside the content too: in the head, the navigation, the search. They stay text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from firsthour.engine import ENGINES, broken, build
from tests.conftest import Trouble
from tests.site import small

TITLES = {
    "ends-the-title": "</title><script>window.ran=1</script> zebra",
    "image": "<img src=x onerror=window.ran=1> zebra",
    "attribute": '" onfocus="window.ran=1" autofocus x=" zebra',
    "ends-the-script": "</script><script>window.ran=1</script> zebra",
    "template": "{{ 7*7 }} {% raw %} ${7*7} zebra",
    "reference": "&lt;script&gt;window.ran=1&lt;/script&gt; zebra",
    "comment": "<!-- zebra --> ]]> zebra",
}
PRODUCT = "Larkspur </title><script>window.ran=1</script>"


def write(root: Path, path: str, data: object) -> None:
    """JSON is YAML, and quotes everything."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(json.dumps(data), encoding="utf-8")


def repository(root: Path) -> Path:
    small.repository(root)
    person = {"id": "ana", "name": "Ana Example"}
    write(root, "runbooks/settings.yaml", {"product": PRODUCT, "tagline": TITLES["image"]})
    write(root, "runbooks/contacts.yaml", {"people": [person]})
    for name, title in TITLES.items():
        data = {
            "title": title,
            "owner": "ana",
            "meaning": title,
            "errors": [title],
            "steps": [title],
            "related": [f"failure-modes/{other}" for other in TITLES if other != name],
        }
        write(root, f"runbooks/failure-modes/{name}.yaml", data)
    block = {"title": TITLES["image"], "items": [TITLES["image"]]}
    first = {"title": "First", "when": TITLES["image"], "owner": "ana", "blocks": [block]}
    write(root, "runbooks/checklists/first-ten-minutes.yaml", first)
    return root


@pytest.fixture(scope="module", params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("titles") / "repository")
    built = build(root, engine=request.param)
    assert (built.site, broken(built.content)) == ((), ())
    assert built.done
    return built.out


class Seen(HTMLParser):
    """What the standard library makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.scripts: list[str] = []
        self.attributes: set[str] = set()
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and not self.title:
            self.title = data
        if self.inside == "script":
            self.scripts.append(data)


def test_no_title_becomes_markup(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        seen = Seen()
        seen.feed(text)
        assert not any("window.ran" in script for script in seen.scripts if script[0] != "{"), path
        assert not any(name.startswith("on") or name == "autofocus" for name in seen.attributes)
        assert "<img src=x" not in text, path


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_read_as_it_was_written(site: Path, name: str) -> None:
    text = (site / "failure-modes" / name / "index.html").read_text(encoding="utf-8")
    written = " ".join(TITLES[name].split())
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title
    assert html.unescape(title[1]).strip() == f"{written} - {PRODUCT} runbooks"
    description = re.search(r'<meta name="description" content="([^"]*)"', text)
    assert description
    assert html.unescape(description[1]) == written
    heading = re.search(r"<h1[^>]*>(.*?)(?:<a class=.headerlink|</h1>)", text, re.DOTALL)
    assert heading
    assert html.unescape(heading[1]).strip() == written
    # Every other page of the folder names it: in the navigation, and in what is related.
    other = next(it for it in TITLES if it != name)
    beside = (site / "failure-modes" / other / "index.html").read_text(encoding="utf-8")
    links = re.findall(rf'<a href="\.\./{name}/[^>]*>(.*?)</a>', beside, re.DOTALL)
    read = {" ".join(html.unescape(re.sub(r"<[^>]*>", "", link)).split()) for link in links}
    assert len(links) >= 2
    assert read == {written}


def test_the_search_shows_titles_as_text(
    site: Path, page: Page, serve_folder: Callable[[Path], str], troubles: list[Trouble]
) -> None:
    page.goto(f"{serve_folder(site)}/failure-modes/image/")
    page.keyboard.press("/")
    box = page.locator("input.md-search__input")
    expect(box.or_(page.get_by_role("combobox", name="Search")).first).to_be_focused()
    page.keyboard.type("zebra")
    found = page.locator(".md-search-result__item")
    found.or_(page.get_by_role("listbox").get_by_role("option")).first.wait_for()
    assert page.evaluate("typeof window.ran") == "undefined"
    shown = page.evaluate(
        "[document, ...[...document.querySelectorAll('*')].map(it => it.shadowRoot)]"
        ".filter(Boolean).map(it => (it.body || it).textContent).join(' ')"
    )
    assert "<img src=x onerror=window.ran=1>" in shown
    assert troubles == [], "the policy lets the search look as it should"
