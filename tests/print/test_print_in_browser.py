"""The referee: Chromium prints every sheet on one page, and no page with a blank sheet.

FIRSTHOUR_PRINT=all prints the whole matrix; without it, one combination of screen and paper that
differ most stands for the others.
"""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page
from pypdf import PdfReader

from firsthour.engine import build
from firsthour.pipeline import print_all

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
HEADER = '<div style="font-size:8px;width:100%;text-align:center">20/11/2026, 03:12</div>'


class Case(NamedTuple):
    scheme: Any
    screen: dict[str, int]
    paper: str
    margin: str
    header: bool = False


ALL = [
    Case(scheme, screen, paper, margin, header)
    for scheme, screen, paper, (margin, header) in itertools.product(
        ("light", "dark"),
        (DESKTOP, PHONE),
        ("A4", "Letter"),
        (("", False), ("0", False), ("15mm", False), ("10mm", True)),
    )
]
FEW = [
    Case("light", DESKTOP, "A4", ""),
    Case("dark", PHONE, "Letter", "15mm"),
    Case("light", DESKTOP, "Letter", "10mm", header=True),
]
CASES = ALL if os.environ.get("FIRSTHOUR_PRINT") == "all" else FEW
WIDTHS = {"A4": 210.0, "Letter": 215.9}
MARGINS = """margin => {
  const sheet = new CSSStyleSheet();
  if (margin) sheet.replaceSync(`@page { margin: ${margin} }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # The press measures the type; what it made before is not made again.
    assert print_all(ROOT).problems == ()
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return out


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site)


def printed(page: Page, case: Case) -> bytes:
    page.evaluate(MARGINS, case.margin)
    return page.pdf(
        format=case.paper,
        display_header_footer=case.header,
        header_template=HEADER,
        footer_template=HEADER,
    )


def sheets(site: Path) -> list[str]:
    return sorted(path.parent.name for path in site.glob("checklists/*/index.html"))


def texts(data: bytes) -> Iterator[tuple[float, float, float]]:
    """Left edge and size of every piece of text, in millimetres and points, and the page's width."""
    (only,) = PdfReader(io.BytesIO(data)).pages
    found: list[tuple[float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + cm[4]
            scale = abs((tm[3] or tm[0]) * cm[3])
            found.append((x / MM, size * scale, float(only.mediabox.width) / MM))

    only.extract_text(visitor_text=visit)
    yield from found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_checklist_is_one_page_whatever_the_screen_and_the_margins(
    case: Case, site: Path, address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport=case.screen, color_scheme=case.scheme)
    for name in sheets(site):
        page.goto(f"{address}/checklists/{name}/")
        page.evaluate("document.fonts.ready")
        data = printed(page, case)
        assert len(PdfReader(io.BytesIO(data)).pages) == 1, name
        least = 0 if case.margin == "0" else 9.9
        # What the browser itself writes at the edge is smaller.
        found = [each for each in texts(data) if each[1] > 6.5]
        assert all(least <= left <= width - least for left, _, width in found), name
        assert min(size for _, size, _ in found) >= 9.5 * 0.92, name


def test_paper_has_no_colour_and_its_qr_code_can_be_read(
    site: Path, address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport=PHONE, color_scheme="dark")
    for name in sheets(site)[:3]:
        page.goto(f"{address}/checklists/{name}/")
        data = printed(page, Case("dark", PHONE, "A4", ""))
        image = pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil().convert("RGB")
        colours = image.getcolors(1 << 24) or []
        assert not [rgb for _, rgb in colours if max(rgb) - min(rgb) > 8], name
        (code,) = zxingcpp.read_barcodes(image)
        assert (site / "v" / code.text.rstrip("/").rpartition("/")[2] / "index.html").is_file()


def test_ticks_leave_the_printed_page_as_it_is(address: str, page: Page) -> None:
    page.goto(f"{address}/checklists/first-ten-minutes/")
    case = Case("light", DESKTOP, "A4", "")
    before = list(texts(printed(page, case)))
    page.locator(".fh-checks input").first.check()
    assert list(texts(printed(page, case))) == before


ORDINARY = (
    "",
    "severity",
    "contacts",
    "a-to-z",
    "failure-modes/http-502",
    "procedures",
    "messages",
)


def test_ordinary_pages_print_without_a_blank_sheet_and_without_navigation(
    address: str, page: Page
) -> None:
    for path in ORDINARY:
        page.goto(f"{address}/{path}/".replace("//", "/").replace(":/", "://"))
        data = printed(page, Case("light", DESKTOP, "A4", ""))
        for number, each in enumerate(pypdfium2.PdfDocument(data)):
            words = each.get_textpage().get_text_range().strip()
            assert words, f"{path}: page {number + 1} is blank"
            assert "Search" not in words.splitlines()[:2], path
        whole = "".join(it.extract_text() for it in PdfReader(io.BytesIO(data)).pages)
        assert "Made with Material" not in whole
        assert "Built from" not in whole
