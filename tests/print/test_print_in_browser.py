"""The referee: Chromium prints every sheet on one page, and no page with a blank sheet.

Every page is printed once and every combination of screen, paper and margins with a sheet and with
another page; `python tests/print/referee.py build/site` prints everything in every way.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader, PdfWriter

from firsthour.engine import build
from firsthour.pipeline import check, print_all
from tests.print.referee import (
    CASES,
    FONTS,
    SMALLEST,
    blank,
    few,
    is_sheet,
    judge,
    looked_at,
    outside,
    pages,
    printed,
    texts,
)

ROOT = Path(__file__).parents[2]
AS_IT_IS = CASES[0]
SHOW = "(element) => element.style.setProperty('display', 'block', 'important')"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # The press measures the type; what it made before is not made again.
    assert print_all(ROOT).problems == ()
    out = tmp_path_factory.mktemp("built") / "site"
    assert build(ROOT, out).done
    return out


def test_every_page_prints_and_every_combination(
    site: Path, address: str, browser: Browser
) -> None:
    found = [
        f"/{path} ({case}): {fault}"
        for path, case, faults in judge(browser, address, few(pages(site)))
        for fault in faults
    ]
    assert found == []


def test_the_tests_leave_out_no_sheet_and_no_combination(site: Path) -> None:
    matrix = few(pages(site))
    for sheet in (True, False):
        assert {str(case) for path, case in matrix if is_sheet(path) is sheet} == {
            str(case) for case in CASES
        }
    printed_here = {path for path, _ in matrix}
    left_out = {path for path in pages(site) if path not in printed_here}
    assert all(path.startswith("a/") for path in left_out)


def test_the_referee_sees_what_is_wrong(address: str, page: Page) -> None:
    page.goto(f"{address}/severity/")
    page.evaluate(FONTS)
    assert list(looked_at(page, "severity/", AS_IT_IS)) == []
    data = printed(page, AS_IT_IS)
    # What keeps a margin of 10 mm stands over the edge of one of 15.
    narrow = AS_IT_IS._replace(margin="15mm")
    assert any(it.startswith("page 1: `") for it in outside(pypdfium2.PdfDocument(data), narrow))
    writer = PdfWriter(io.BytesIO(data))
    writer.add_blank_page()
    writer.write(longer := io.BytesIO())
    assert any(it.endswith("is blank") for it in blank(pypdfium2.PdfDocument(longer.getvalue())))
    page.locator(".md-header").first.evaluate(SHOW)
    assert "navigation on paper: .md-header" in looked_at(page, "severity/", AS_IT_IS)


def test_ticks_leave_the_printed_page_as_it_is(address: str, page: Page) -> None:
    page.goto(f"{address}/checklists/first-ten-minutes/")
    page.evaluate(FONTS)
    before = list(texts(printed(page, AS_IT_IS)))
    assert min(size for _, size in before) >= SMALLEST
    page.locator(".fh-checks input").first.check()
    assert list(texts(printed(page, AS_IT_IS))) == before


def test_a_table_of_many_columns_stays_on_the_paper(address: str, page: Page) -> None:
    page.goto(f"{address}/benchmarks/")
    page.evaluate(FONTS)
    # As wide as such a table may become when its numbers grow.
    page.evaluate("""() => document.querySelectorAll("main table tbody td:last-child").forEach(
      (cell) => cell.replaceChildren("0.85 (goal 1000)"))""")
    for case in CASES:
        if case.margin == "15mm" and case.scheme == "light":
            assert list(looked_at(page, "benchmarks/", case)) == []


def test_ordinary_pages_say_nothing_of_the_site_on_paper(address: str, page: Page) -> None:
    page.goto(f"{address}/failure-modes/http-502/")
    data = printed(page, AS_IT_IS)
    whole = "".join(it.extract_text() for it in PdfReader(io.BytesIO(data)).pages)
    for words in ("Made with Material", "Built from", "as PDF"):
        assert words not in whole


def test_a_print_that_nobody_knows_is_told_what_to_do(site: Path, page: Page) -> None:
    # A host serves this page for whatever is not there.
    page.goto((site / "404.html").as_uri())
    said = page.locator("article").inner_text()
    assert "begin with v/" in said
    assert "print the sheet again" in said


def test_no_private_number_is_anywhere_in_the_site(site: Path) -> None:
    contacts = check(ROOT).catalog.contacts
    assert contacts is not None
    hidden = [it for it in contacts.people if it.private]
    numbers = {way.value for it in hidden for way in it.channels if way.by in ("call", "text")}
    assert numbers
    # As it is written, as it is dialled, and as it stands in an address.
    digits = {re.sub("[^0-9]", "", number) for number in numbers}
    for path in site.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if path.suffix == ".pdf":
            data = "\n".join(it.extract_text() for it in PdfReader(path).pages).encode()
        assert not [it for it in numbers if it.encode() in data], path
        assert not [it for it in digits if it.encode() in data], path
        if path.suffix in (".html", ".json", ".js", ".svg", ".txt", ".md", ".pdf", ".xml"):
            bare = re.sub(rb"[^0-9]", b"", data)
            assert not [it for it in digits if it.encode() in bare], path
