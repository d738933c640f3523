"""What a team writes arrives on the page as the same characters, whatever they are."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from firsthour.site import escape

EXTENSIONS = ["admonition", "attr_list", "tables", "toc"]
# Characters that mean something to Markdown, HTML, attributes, Jinja or YAML come up often.
HOSTILE = st.text(st.one_of(st.sampled_from("\\`*_{}[]()<>&\"'|~^=$#+-.!:;/%@ \n\t0123456789"), st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])))  # fmt: skip
WHERE = {
    "paragraph": "{}",
    "middle of a sentence": "before {} after",
    "heading": "## x {} { #id }",
    "list item": "- {}",
    "table cell": "| a | b |\n|---|---|\n| {} | c |",
    "html block": "<div><p>{}</p></div>",
    "attribute": '<div title="{}"></div>',
}


class Reader(HTMLParser):
    """Collects text, and every tag and attribute that a template did not write."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.titles: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.titles.extend(value or "" for name, value in attrs if name == "title")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(source: str) -> Reader:
    reader = Reader()
    reader.feed(markdown.markdown(source, extensions=EXTENSIONS))
    reader.close()
    return reader


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("where", WHERE)
@given(text=HOSTILE)
def test_text_arrives_as_it_was_written(where: str, text: str) -> None:
    frame = WHERE[where]
    reader = read(frame.replace("{}", str(escape.escape(text)), 1))
    plain = read(frame.replace("{}", "plain", 1))
    assert reader.tags <= plain.tags | {"p"}
    assert reader.attributes <= plain.attributes
    seen = "".join(reader.titles if where == "attribute" else reader.text)
    assert words(text) in words(seen)


@pytest.mark.parametrize("written", [escape.command, escape.words])
@given(text=HOSTILE)
def test_commands_keep_their_lines(written: Callable[[str], str], text: str) -> None:
    source = f"<div><pre><code>{written(text)}</code></pre></div>"
    reader = read(source)
    assert reader.tags <= {"div", "pre", "code", "var", "span"}
    assert "".join(reader.text).strip("\n") == text.expandtabs(4).strip("\n")


def test_an_empty_line_before_a_parameter_stays() -> None:
    text = "one\n\n<host>\n\n\n<port> two"
    shown = read(f"<pre>{escape.command(text + chr(10))}</pre>")
    assert "".join(shown.text).rstrip("\n") == text


def test_placeholders_in_commands_are_marked_and_nothing_else_is() -> None:
    shown = escape.command("psql -h <host> -c 'select 1 < 2' <Not-one>")
    assert shown.count("<var") == 1
    assert 'data-param="host">&lt;host&gt;</var>' in shown
    assert html.unescape(Markup(shown).striptags()) == "psql -h <host> -c 'select 1 < 2' <Not-one>"


def test_the_words_of_a_command_are_whole() -> None:
    shown = escape.words("head -n 5 | tee\n--file=<host>.log")
    assert shown == (
        "head <span>-n</span> 5 &#124; tee&#10;<span>--file&#61;"
        '<var class="fh-param" data-param="host">&lt;host&gt;</var>.log</span>'
    )


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x?y=1#z", "http://a.example", "mailto:a@b.example", "tel:+442079460000", "sms:+442079460000", "../x/", "#part"],
)  # fmt: skip
def test_addresses_that_lead_somewhere_stay(address: str) -> None:
    assert html.unescape(str(escape.url(address))) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "http://[::1"],
)  # fmt: skip
def test_addresses_that_could_run_code_are_refused(address: str) -> None:
    assert escape.url(address) == "#refused"


@given(text=HOSTILE)
def test_metadata_can_hold_no_tag_and_end_no_attribute(text: str) -> None:
    shown = escape.front_matter(text)
    assert not set("<>\"'") & set(shown)
    assert html.unescape(shown) == re.sub(r"\s+", " ", text)


@given(text=HOSTILE)
def test_search_words_can_hold_no_tag(text: str) -> None:
    (shown,) = escape.front_matter((text,))
    assert not set("<>") & set(shown)
    assert html.unescape(shown) == re.sub(r"\s+", " ", text)
