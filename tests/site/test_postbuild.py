"""The last look at a site: each fault is found, and what is right is left alone."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page

from firsthour.postbuild import RULES, Finished, Site, finish, markup, styles
from firsthour.postbuild.addresses import Addresses
from firsthour.postbuild.policy import Policy, scripts, sha256
from tests.conftest import Trouble

SHELL = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="x-1.2">
<link rel="stylesheet" href="{up}style.css"><title>T</title></head>
<body>{before}<a href="{up}a/">A</a><article class="md-content__inner">{content}</article>{after}</body></html>
"""


def page(content: str = "", up: str = "", before: str = "", after: str = "") -> str:
    return SHELL.format(content=content, up=up, before=before, after=after)


def site(folder: Path, pages: dict[str, str | bytes] | None = None) -> Path:
    """A site with an index and the pages `a/` and `b/c/`."""
    files: dict[str, str | bytes] = {
        "index.html": page(),
        "a/index.html": page('<h2 id="part">Part</h2><a name="old"></a>', "../"),
        "b/c/index.html": page("", "../../"),
        "style.css": "body { background: url(dot.png) }",
        "dot.png": b"",
        "with space/ü.html": page("", "../"),
        **(pages or {}),
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        (folder / path).write_bytes(data)
    return folder


def look(folder: Path, content: str = "", **facts: object) -> Finished:
    """What is said of a site whose page `b/c/` has this content."""
    site(folder, {"b/c/index.html": page(content, "../../")})
    return finish(Site(folder, **facts))  # type: ignore[arg-type]


# links and anchors


@pytest.mark.parametrize(
    "address",
    [
        "../../a/",
        "../../a",
        "../../a/index.html",
        "../../a/#part",
        "../../a/?namespace=web#part",
        "../../a/#old",
        "../../a/#:~:text=Part",
        "../../a/#%70art",
        "../../with%20space/%C3%BC.html",
        "../../with space/ü.html",
        "../",
        "",
        "#",
        "#top",
        "?q=x",
        "/a/",
        "https://other.example/nowhere/",
        "//other.example/nowhere/",
        "mailto:team@larkspur.example",
        "tel:+442079460123",
        "sms:+442079460123",
    ],
)
def test_a_good_link_is_left_alone(tmp_path: Path, address: str) -> None:
    site(tmp_path, {"b/index.html": page("", "../")})
    assert look(tmp_path, f'<a href="{address}">x</a>').problems == ()


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("../../nowhere/", "site-link"),
        ("../a/", "site-link"),
        ("../../A/", "site-link"),
        ("../../a/Index.html", "site-link"),
        ("../../../a/", "site-link"),
        ("../../a/nothing.png", "site-link"),
        ("../../dot.png/", "site-link"),
        ("/nowhere/", "site-link"),
        ("../../with+space/ü.html", "site-link"),
        ("http://[broken", "site-link"),
        ("../../a/#Part", "site-anchor"),
        ("../../a/#nothing", "site-anchor"),
        ("#nothing", "site-anchor"),
        ("/a/#nothing", "site-anchor"),
    ],
)
def test_a_broken_link_is_found(tmp_path: Path, address: str, rule: str) -> None:
    found = look(tmp_path, f'<a href="{address}">x</a>').problems
    assert [it.rule for it in found] == [rule]
    assert f"`{address}`" in found[0].message
    assert "`b/c/`" in found[0].message


@pytest.mark.parametrize(
    ("address", "rules"),
    [
        ("/base/a/#part", []),
        ("https://runbooks.example/base/a/#part", []),
        ("HTTPS://Runbooks.Example/base/a/#part", []),
        ("http://runbooks.example/base", []),
        ("/elsewhere/on/the/host/", []),
        ("/base/nowhere/", ["site-link"]),
        ("https://Runbooks.Example/base/nowhere/", ["site-link"]),
        ("https://runbooks.example/base/a/#nothing", ["site-anchor"]),
    ],
)
def test_the_address_of_the_site_is_the_site(
    tmp_path: Path, address: str, rules: list[str]
) -> None:
    found = look(tmp_path, f'<a href="{address}">x</a>', site_url="https://runbooks.example/base/")
    assert [it.rule for it in found.problems] == rules


@pytest.mark.parametrize("address", ["a/", "../a/", "./../a/", "./"])
def test_the_page_for_missing_pages_links_from_the_root_only(tmp_path: Path, address: str) -> None:
    site(tmp_path, {"404.html": page(f'<a href="{address}">x</a>', "/")})
    assert [it.rule for it in finish(Site(tmp_path)).problems] == ["site-link"]
    site(tmp_path, {"404.html": page('<a href="/a/">x</a>', "/")})
    assert finish(Site(tmp_path)).problems == ()


def test_pages_at_the_top_and_below_do_not_share_what_leads_up(tmp_path: Path) -> None:
    link = '<a href="../b/c/">x</a>'
    site(tmp_path, {"a/index.html": page(link, "../")})
    assert finish(Site(tmp_path)).problems == ()
    site(tmp_path, {"a/index.html": page(link, "../"), "index.html": page(link)})
    assert [it.location.path for it in finish(Site(tmp_path)).problems] == ["index.html"]


def test_pages_of_one_folder_have_parts_of_their_own(tmp_path: Path) -> None:
    both = page('<h2 id="x">x</h2><a href="#x">x</a>', "../../")
    without = page('<a href="#x">x</a>', "../../")
    site(tmp_path, {"d/1/index.html": both, "d/2/index.html": both})
    assert finish(Site(tmp_path)).problems == ()
    site(tmp_path, {"d/1/index.html": both, "d/2/index.html": without})
    assert [it.location.path for it in finish(Site(tmp_path)).problems] == ["d/2/index.html"]


def test_a_fault_of_the_theme_is_one_finding(tmp_path: Path) -> None:
    pages = {
        path: page("", up, before=f'<a href="{up}nowhere/">x</a>')
        for path, up in (
            ("d/1/index.html", "../../"),
            ("d/2/index.html", "../../"),
            ("d/3/index.html", "../../"),
        )
    }
    found = finish(Site(site(tmp_path, dict(pages)))).problems
    assert len(found) == 1
    assert "and on 2 more" in found[0].message
    assert [it.location.path for it in found[0].notes] == ["d/2/index.html", "d/3/index.html"]


def test_a_fault_of_the_content_is_one_finding_for_each_page(tmp_path: Path) -> None:
    bad = page('<a href="../../nowhere/">x</a>', "../../")
    found = finish(Site(site(tmp_path, {"d/1/index.html": bad, "d/2/index.html": bad}))).problems
    assert [it.location.path for it in found] == ["d/1/index.html", "d/2/index.html"]


def test_findings_point_at_the_file_to_edit(tmp_path: Path) -> None:
    bad = page('<a href="/nowhere/">x</a>', "../../")
    folder = site(tmp_path, {"d/1/index.html": bad, "d/2/index.html": bad, "d/3.html": bad})
    sources = {
        "d/1.md": "runbooks/d/1.yaml",
        "d/2/index.md": "docs/d/2/index.md",
        "d/3.md": "docs/d/3.md",
    }
    found = {it.location.path for it in finish(Site(folder, sources)).problems}
    assert found >= {"runbooks/d/1.yaml", "docs/d/2/index.md", "docs/d/3.md"}


# what a page loads


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="{}" alt="">',
        '<img srcset="../../dot.png 1x, {} 2x" alt="">',
        '<video poster="{}"></video>',
        '<audio src="{}"></audio>',
        '<svg><use href="{}"/></svg>',
        '<svg><image xlink:href="{}"/></svg>',
        '<input type="image" src="{}">',
        '<table background="{}"></table>',
        "<IMG SRC='{}'>",
        "<img src={}>",
    ],
)
def test_nothing_comes_from_another_host(tmp_path: Path, tag: str) -> None:
    for address in (
        "https://cdn.example/x",
        "//cdn.example/x",
        "http://cdn.example/x",
        "ftp://cdn.example/x",
    ):
        found = look(tmp_path, tag.format(address)).problems
        assert [it.rule for it in found] == ["site-foreign"], address
        assert address in found[0].message
    assert look(tmp_path, tag.format("../../dot.png")).problems == ()
    assert [it.rule for it in look(tmp_path, tag.format("../../no.png")).problems] == ["site-link"]


@pytest.mark.parametrize(
    "relation", ["stylesheet", "preconnect", "dns-prefetch", "preload", "shortcut icon", "Prefetch"]
)
def test_nothing_in_the_head_comes_from_another_host(tmp_path: Path, relation: str) -> None:
    head = f'<link rel="{relation}" href="https://fonts.example/x">'
    site(tmp_path, {"index.html": page(before=head)})
    assert [it.rule for it in finish(Site(tmp_path)).problems] == ["site-foreign"]


def test_a_canonical_address_is_a_link(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://runbooks.example/">'
    assert finish(Site(site(tmp_path, {"index.html": page(before=head)}))).problems == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("a { b: url(https://cdn.example/x.woff2) }", ["site-foreign"]),
        ("a { b: url( '//cdn.example/x' ) }", ["site-foreign"]),
        ('@import "https://cdn.example/x.css";', ["site-foreign"]),
        ("@IMPORT URL('https://cdn.example/x.css');", ["site-foreign"]),
        ("a { b: url(fonts/missing.ttf) }", ["site-link"]),
        ("a { b: url(../dot.png) }", []),
        ("a { b: url(data:image/png;base64,AAAA) } /* url(https://a.example) */", []),
        ("a { b: url('data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\"/>') }", []),
        ("a { b: url(#id) }", []),
    ],
)
def test_style_sheets_load_from_the_site(tmp_path: Path, text: str, rules: list[str]) -> None:
    found = finish(Site(site(tmp_path, {"css/x.css": text}))).problems
    assert [it.rule for it in found] == rules


def test_style_sheets_name_each_address_once() -> None:
    assert styles.addresses("a{b:url(x)} c{d:url('x')} e{f:url(y)}") == ["x", "y"]


# what must not be in the content


@pytest.mark.parametrize(
    "content",
    [
        "<script>window.ran = 1</script>",
        "<SCRIPT src='../../x.js'></SCRIPT>",
        "</article><script>window.ran = 1</script>",
        "</article><iframe></iframe>",
        '<p onclick="window.ran = 1">x</p>',
        "<p ONCLICK=window.ran>x</p>",
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        '<a href="javascript:window.ran=1">x</a>',
        '<a href=" java&#9;script:window.ran=1">x</a>',
        '<a href="&#106;avascript:window.ran=1">x</a>',
        '<a href="JaVaScRiPt:window.ran=1">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<img src="data:image/svg+xml,x" alt="">',
        '<form action="javascript:x"></form>',
        '<button formaction="javascript:x"></button>',
        '<iframe srcdoc="x"></iframe>',
        "<object></object>",
        "<embed>",
        '<base href="../../a/">',
        '<meta http-equiv="refresh" content="0">',
        '<link rel="help" href="../../a/">',
        '<svg><a xlink:href="javascript:x">x</a></svg>',
        '<svg><animate attributeName="href" values="#;javascript:x"/></svg>',
        '<svg><set attributeName="href" to="javascript:x"/></svg>',
        "<noscript></noscript>",
        '<a ping="../../a/">x</a>',
    ],
)
def test_nothing_in_the_content_runs(tmp_path: Path, content: str) -> None:
    assert "site-active" in {it.rule for it in look(tmp_path, content).problems}


@pytest.mark.parametrize(
    "content",
    [
        '<p title="javascript: the error that Firefox shows">x</p>',
        '<img src="../../dot.png" alt="data:">',
        '<p data-once="x" class="on">onclick="x" style="y"</p>',
        "<p>a &lt;script&gt; in text, 1 > 0</p>",
        '<details open><summary>More</summary><input type="checkbox" checked></details>',
        '<svg role="img"><title>T</title><path d="M0 0"/><use href="#s"/><g id="s"></g></svg>',
        '<textarea rows=3 readonly>&lt;b&gt;</textarea><button type="button">Copy</button>',
        "<!-- a comment - with a dash --><p>x</p>",
        "<p\n  class='a'\n  id = b\n>x</p >",
    ],
)
def test_what_pages_are_made_of_is_left_alone(tmp_path: Path, content: str) -> None:
    assert look(tmp_path, content).problems == ()


@pytest.mark.parametrize(
    "content",
    [
        "<p>a < b</p>",
        "<p <b>x</p>",
        '<a title="<b>">x</a>',
        '<a href="x"title="y">x</a>',
        '<a href="x>y</a>',
        "<!-- a -- b --><p>x</p>",
        "<!--> <script>x</script> -->",
        "<![CDATA[ x ]]>",
        "<?php x ?>",
        "<p/onclick=x>y</p>",
        "x <",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(tmp_path: Path, content: str) -> None:
    assert "site-markup" in {it.rule for it in look(tmp_path, content).problems}


def test_active_attributes_outside_the_content_are_found_too(tmp_path: Path) -> None:
    site(tmp_path, {"index.html": page(before='<a href="a/" onclick="x">x</a>')})
    assert [it.rule for it in finish(Site(tmp_path)).problems] == ["site-active"]


# the policy


THEME = '<script>scope=new URL("{{ config.extra.scope | d(base_url) }}",location)</script>'
OURS = '<script>scope=new URL("../..",location)</script>'


def theme(folder: Path) -> Path:
    (folder / "partials").mkdir(parents=True)
    (folder / "partials" / "base.html").write_text(THEME)
    (folder / ".icons").mkdir()
    (folder / ".icons" / "x.html").write_text("<script>icon</script>")
    return folder


def test_a_script_of_the_theme_may_run_and_no_other(tmp_path: Path) -> None:
    templates = [theme(tmp_path / "theme")]
    folder = site(tmp_path / "site", {"b/c/index.html": page("", "../../", before=OURS)})
    assert finish(Site(folder, templates=templates)).problems == ()
    text = (folder / "b/c/index.html").read_text()
    assert sha256('scope=new URL("../..",location)') in text
    for script in (
        "evil()",
        'scope=new URL("";evil();"",location)',
        'scope=new URL("..",location);evil()',
        "icon",
    ):
        foreign = page("", "../../", before=f"<script>{script}</script>")
        site(folder, {"b/c/index.html": foreign})
        found = finish(Site(folder, templates=templates)).problems
        assert [it.rule for it in found] == ["site-active"], script
        assert sha256(script) not in (folder / "b/c/index.html").read_text()


def test_data_in_a_script_element_is_no_script() -> None:
    text = '<script id="__config" type="application/json">{"a": "<b>"}</script><script src="x.js"></script>'
    assert scripts(text) == (
        '<script id="__config" type="application/json"></script><script src="x.js"></script>',
        set(),
    )
    assert scripts("<script type='text/javascript'>x</script>")[1] == {"x"}


def test_the_policy_comes_first_and_the_version_goes(tmp_path: Path) -> None:
    policy = Policy(())
    text = policy.apply(page(), ())
    assert text is not None
    assert text.index('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"') > 0
    assert "generator" not in text
    for part in (
        "default-src 'none'",
        "script-src 'self';",
        "style-src 'self';",
        "base-uri 'none'",
    ):
        assert part in text
    assert text.replace(
        text[text.index("<meta http") : text.index("\n<link")], ""
    ) == page().replace('<meta name="generator" content="x-1.2">', "")


def test_a_page_without_a_head_gets_no_policy_and_says_so(tmp_path: Path) -> None:
    found = finish(Site(site(tmp_path, {"x.html": "<p>x</p>"}))).problems
    assert [it.rule for it in found] == ["site-markup"]


def test_a_preview_gets_no_policy(tmp_path: Path) -> None:
    folder = site(tmp_path)
    finish(Site(folder, policy=False))
    assert "Content-Security" not in (folder / "index.html").read_text()


def test_a_page_without_end_of_head_is_read_in_no_time(tmp_path: Path) -> None:
    policy = Policy(())
    text = '<meta charset="utf-8">' + " \n" * 500_000
    assert policy.apply(text, ()) is not None


def test_the_policy_stops_what_the_checks_would_have_refused(
    tmp_path: Path, serve_folder: Callable[[Path], str], page: Page, troubles: list[Trouble]
) -> None:
    evil = '<p id="x" onclick="window.ran=1">x</p><script>window.ran=2</script><a id="y" href="javascript:window.ran=3">y</a>'
    text = SHELL.format(content=evil, up="../", before="<script>window.theirs=1</script>", after="")
    folder = site(tmp_path / "site", {"d/index.html": text})
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "base.html").write_text("<script>window.theirs=1</script>")
    finish(Site(folder, templates=[tmp_path / "theme"]))
    page.goto(f"{serve_folder(folder)}/d/")
    page.click("#x")
    # An address that is a script is looked at after the click.
    with page.expect_console_message(lambda it: "Content Security Policy" in it.text):
        page.click("#y")
    assert page.evaluate("[typeof window.ran, window.theirs]") == ["undefined", 1]
    blocked = [it for it in troubles if "Content Security Policy" in it.detail]
    assert len(blocked) == 3  # the handler, the script, the address


# the parts


class Peer(HTMLParser):
    """The standard library's idea of the same tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple((key, value or "") for key, value in attrs)))


@pytest.mark.parametrize(
    "text",
    [
        '<a HREF="x&amp;y" Title=\'a "b"\' data-x=1 hidden>t</a>',
        "<input  checked\tvalue = 'x' />",
        '<p title="a > b">t</p><br/><img src=a/b.png>',
        page('<h2 id="ü">x</h2>'),
    ],
)
def test_tags_are_what_another_parser_sees(text: str) -> None:
    peer = Peer()
    peer.feed(text)
    found, readable = markup.tags(text)
    assert readable
    parsed = {markup.parse(tag) for tag in found} - {None}
    assert {(it.name, it.attributes) for it in parsed if it} == peer.tags


def test_the_first_unreadable_place_is_shown() -> None:
    assert markup.unreadable("<p>fine</p> and a < b <c>") == "< b <c>"
    assert markup.unreadable("<" + "x" * 500).endswith("…")


def test_addresses_are_looked_up_once() -> None:
    addresses = Addresses({"a/index.html", "d/1/index.html", "d/2/index.html"})
    first = addresses.target("d/1/index.html", "../../a/")
    assert first.file == "a/index.html"
    assert addresses.target("d/2/index.html", "../../a/") is first
    assert addresses.target("d/2/index.html", "../1/").file == "d/1/index.html"


def test_every_rule_says_what_must_hold() -> None:
    assert all(text.endswith(".") for text in RULES.values())
