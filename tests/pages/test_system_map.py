"""The map has everything once, in a place of its own, and says in words what it shows in shape."""

from __future__ import annotations

import datetime
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from firsthour.engine import build
from firsthour.model import Catalog
from firsthour.pages import Context
from firsthour.pages.layers import ACROSS, DOWN, Box, Drawing, Edge, draw
from firsthour.pages.system_map import SystemMap, _width, system_map, wrapped
from firsthour.pipeline import check
from firsthour.site.assembly import assembly
from tests.conftest import Trouble
from tests.hostile.payloads import PAYLOADS
from tests.model.test_model import catalog

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
WIDTH, HEIGHT = 100, 40
SYSTEM = """services:
  - id: web
    title: Web app
    owner: ana
    depends_on: [database, {id: paywave, without: nobody pays}, attic]
  - id: database
    title: Database
    owner: ana
    runs_on: [northcloud]
    single_point_of_failure: there is one
"""
CONTACTS = """people: [{id: ana, name: Ana}]
vendors: [{id: paywave, name: Paywave}, {id: northcloud, name: Northcloud}]
"""


def some_graph(seed: int, count: int, edges: int) -> tuple[list[str], list[Edge]]:
    chance = random.Random(seed)
    nodes = [f"n{number}" for number in range(count)]
    return nodes, [(chance.choice(nodes), chance.choice(nodes)) for _ in range(edges)]


SHAPES: dict[str, tuple[list[str], list[Edge]]] = {
    "nothing": ([], []),
    "one": (["a"], []),
    "one that needs itself": (["a"], [("a", "a")]),
    "two that need each other": (["a", "b"], [("a", "b"), ("b", "a")]),
    "a circle": (["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")]),
    "only circles": (list("abcd"), [(a, b) for a in "abcd" for b in "abcd"]),
    "a diamond with a long way": (list("abcd"), [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]),
    "a star": ([f"n{number}" for number in range(30)], [("n0", f"n{it}") for it in range(1, 30)]),
    "no line at all": ([f"n{number}" for number in range(11)], []),
    "two of a kind": (["a", "b"], [("a", "b"), ("a", "b")]),
    "to nowhere": (["a"], [("a", "gone"), ("gone", "a")]),
    "a chain of 300": (
        [f"n{number}" for number in range(300)],
        [(f"n{number}", f"n{number + 1}") for number in range(299)],
    ),
    **{f"any {seed}": some_graph(seed, 5 + seed * 3, 4 + seed * 4) for seed in range(12)},
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> tuple[list[str], list[Edge]]:
    return SHAPES[request.param]


def overlapping(boxes: Sequence[Box], gap: int = 0) -> list[tuple[str, str]]:
    return [
        (a.id, b.id)
        for a, b in combinations(boxes, 2)
        if a.x < b.x + b.width + gap
        and b.x < a.x + a.width + gap
        and a.y < b.y + b.height + gap
        and b.y < a.y + a.height + gap
    ]


def test_everything_is_there_once_and_nothing_overlaps(
    shape: tuple[list[str], list[Edge]],
) -> None:
    nodes, edges = shape
    drawing = draw(nodes, edges, WIDTH, HEIGHT)
    assert sorted(box.id for box in drawing.boxes) == sorted(nodes)
    # Boxes are counted from whole numbers: two of them may round towards each other.
    assert overlapping(drawing.boxes, min(ACROSS, DOWN) - 1) == []
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - box.width
        assert 0 <= box.y <= drawing.height - box.height


def test_every_line_is_there_once_and_ends_at_its_boxes(
    shape: tuple[list[str], list[Edge]],
) -> None:
    nodes, edges = shape
    drawing = draw(nodes, edges, WIDTH, HEIGHT)
    meant = {edge for edge in edges if edge[0] != edge[1] and set(edge) <= set(nodes)}
    assert sorted((line.start, line.end) for line in drawing.lines) == sorted(meant)
    boxes = {box.id: box for box in drawing.boxes}
    for line in drawing.lines:
        start, end = boxes[line.start], boxes[line.end]
        down = start.y < end.y
        assert line.points[0] == (start.x + WIDTH // 2, start.y + (HEIGHT if down else 0))
        assert line.points[-1] == (end.x + WIDTH // 2, end.y + (0 if down else HEIGHT))


def crossed(drawing: Drawing) -> Iterator[tuple[str, str, str]]:
    """Lines through a box that has nothing to do with them, where they lead straight."""
    for line in drawing.lines:
        points = line.points
        for (x, top), (_, end) in zip(points[1::2], points[2::2], strict=False):
            for box in drawing.boxes:
                low, high = sorted((top, end))
                if (
                    box.x < x < box.x + box.width
                    and box.y < high
                    and low < box.y + box.height
                    and box.id not in (line.start, line.end)
                ):
                    yield line.start, line.end, box.id


def test_no_line_runs_through_a_box(shape: tuple[list[str], list[Edge]]) -> None:
    assert list(crossed(draw(*shape, WIDTH, HEIGHT))) == []


def test_what_is_needed_stands_below_what_needs_it() -> None:
    nodes, edges = SHAPES["a diamond with a long way"]
    tops = {box.id: box.y for box in draw(nodes, edges, WIDTH, HEIGHT).boxes}
    assert tops["a"] < tops["b"] < tops["c"] < tops["d"]


def test_a_circle_is_drawn_with_one_line_upwards() -> None:
    drawing = draw(*SHAPES["a circle"], WIDTH, HEIGHT)
    upwards = [line for line in drawing.lines if line.points[0][1] > line.points[-1][1]]
    assert [(line.start, line.end) for line in upwards] == [("c", "a")]


def test_a_drawing_of_many_is_not_all_width() -> None:
    nodes, edges = SHAPES["a star"]
    assert draw(nodes, edges, WIDTH, HEIGHT).width < len(nodes) * (WIDTH + ACROSS) / 2


def test_the_same_input_gives_the_same_drawing(shape: tuple[list[str], list[Edge]]) -> None:
    nodes, edges = shape
    assert draw(nodes, edges, WIDTH, HEIGHT) == draw(nodes, iter(edges), WIDTH, HEIGHT)


def test_two_hundred_do_not_overlap() -> None:
    nodes, edges = some_graph(7, 200, 400)
    drawing = draw(nodes, edges, WIDTH, HEIGHT)
    assert overlapping(drawing.boxes) == []


def drawn(services: str = SYSTEM, contacts: str = CONTACTS) -> SystemMap:
    made = system_map(catalog(services=services, contacts=contacts))
    assert made is not None
    return made


def test_no_services_no_map() -> None:
    assert system_map(Catalog()) is None


def test_companies_and_what_nobody_described_are_on_the_map() -> None:
    boxes = {box.name: (box.look, box.reference) for box in drawn().boxes}
    assert boxes == {
        "Web app": ("service", "services/web"),
        "Database, on Northcloud, single point of failure": ("service", "services/database"),
        "Paywave, another company": ("vendor", "contacts#paywave"),
        "attic, not described yet": ("unknown", ""),
    }
    assert {(arrow.start, arrow.end) for arrow in drawn().arrows} == {
        ("web", "database"),
        ("web", "paywave"),
        ("web", "attic"),
    }


def test_the_words_fit_their_box(shape_of_text: str) -> None:
    made = drawn(SYSTEM.replace("Web app", shape_of_text))
    for box in made.boxes:
        assert box.texts
        for text in box.texts:
            assert _width(text.words, text.size) <= box.width
            assert box.y < text.y - text.size // 2
            assert text.y < box.y + box.height


@pytest.fixture(
    params=["Web", "Payments and refunds of every clinic", "W" * 80, "a " * 40, "中文" * 30]
)
def shape_of_text(request: pytest.FixtureRequest) -> str:
    return str(request.param).strip()


def test_text_is_wrapped_and_what_is_left_out_becomes_an_ellipsis() -> None:
    assert wrapped("Web app", 142, 13, 3) == ("Web app",)
    assert wrapped("one two three", 60, 13, 3) == ("one two", "three")
    assert wrapped("one two three four", 40, 13, 2) == ("one", "two…")
    assert wrapped("", 60, 13, 3) == ()
    assert wrapped("incomprehensibilities", 60, 13, 3)[0].endswith("…")


def index(found: Catalog) -> str:
    made = assembly(Context(found, TODAY)).files["services/index.md"]
    assert isinstance(made, str)
    return made


def svg_of(found: Catalog) -> ET.Element:
    cut = re.search(r"<svg.*?</svg>", index(found), re.DOTALL)
    assert cut
    assert "\n\n" not in cut.group(), "Markdown ends a block at an empty line"
    return ET.fromstring(cut.group())


def name_of(box: ET.Element) -> str:
    return box.findtext(f"{SVG}title", "")


def test_the_drawing_is_sound_and_says_what_it_is() -> None:
    svg = svg_of(catalog(services=SYSTEM, contacts=CONTACTS))
    labelled = (svg.get("aria-labelledby") or "").split()
    for name, kind in zip(labelled, ("title", "desc"), strict=True):
        assert svg.findtext(f"{SVG}{kind}[@id='{name}']")
    ids = [each.get("id") for each in svg.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not str(name).startswith("fh-map-")] == []
    assert [each for each in svg.iter() if each.get("style") or each.tag == f"{SVG}style"] == []
    links = {name_of(each): each.get("href") for each in svg.iter(f"{SVG}a")}
    assert links["Web app"] == "web/"
    assert links["Paywave, another company"] == "../contacts/#paywave"
    assert "attic, not described yet" not in links


def test_a_single_point_of_failure_has_two_borders_and_words() -> None:
    svg = svg_of(catalog(services=SYSTEM, contacts=CONTACTS))
    for box in svg.iter(f"{SVG}a"):
        words = "".join(text.text or "" for text in box.iter(f"{SVG}text"))
        single = "single point of" in words
        assert len(list(box.iter(f"{SVG}rect"))) == (2 if single else 1), words
        assert single == (words.startswith("Database"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_names_are_only_text(payload: str) -> None:
    title = payload.replace("'", "''").replace("\n", " ")
    services = SYSTEM.replace("title: Web app", f"title: '{title}'")
    found = catalog(services=services, contacts=CONTACTS)
    assert found.services is not None
    svg = svg_of(found)
    titles = [" ".join(name_of(each).split()) for each in svg.iter(f"{SVG}a")]
    assert " ".join(found.services.services[0].title.split()) in titles
    assert {each.tag.removeprefix(SVG) for each in svg.iter()} == {
        *("svg", "title", "desc", "defs", "marker", "path", "g", "a", "rect", "text"),
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return serve_folder(out)


def test_on_a_phone_the_map_scrolls_in_its_box_and_the_page_does_not(
    address: str, new_page: Callable[..., Page], troubles: list[Trouble]
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{address}/services/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.get_by_role("region", name="System map")
    width, inner = box.evaluate("it => [it.clientWidth, it.scrollWidth]")
    assert inner > width
    box.focus()
    before = box.evaluate("it => it.scrollLeft")
    page.keyboard.press("ArrowLeft")
    box.evaluate(
        """(it, was) => new Promise((done) => {
          const look = () => (it.scrollLeft < was ? done() : setTimeout(look, 20));
          look();
        })""",
        before,
    )
    smallest = box.evaluate(
        "it => Math.min(...[...it.querySelectorAll('text')].map(t => t.getBoundingClientRect().height))"
    )
    assert smallest > 11, "words too small to read"
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_the_sample_stay_inside_their_boxes(
    scheme: str, address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(f"{address}/services/")
    page.evaluate("document.fonts.ready")
    outside = page.eval_on_selector_all(
        ".fh-map-box",
        """boxes => boxes.flatMap(box => {
            const edge = box.querySelector("rect").getBBox();
            return [...box.querySelectorAll("text")]
              .map(text => [text.textContent, text.getBBox()])
              .filter(([, it]) => it.x < edge.x || it.x + it.width > edge.x + edge.width)
              .map(([words]) => words);
        })""",
    )
    assert outside == []
    made = system_map(check(ROOT).catalog)
    assert made
    assert page.locator(".fh-map-box").count() == len(made.boxes)


def test_a_box_is_a_link_for_mouse_and_keyboard(address: str, page: Page) -> None:
    page.goto(f"{address}/services/")
    link = page.locator(".fh-map a").first
    name = link.locator("title").text_content() or ""
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*/")
    assert (page.locator("h1").inner_text().rstrip("¶").strip()) in name


def test_the_map_is_there_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/services/")
    assert page.locator(".fh-map text").count() > 10
    context.close()
