"""The referee: Chromium prints the pages of a built site, and what is wrong with the paper is said.

    python tests/print/referee.py build/site

prints every page in every combination, which takes its time, and counts. The tests print every page
once and every combination at least once.
"""

from __future__ import annotations

import functools
import io
import itertools
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

MM = 72 / 25.4
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
HEADER = '<div style="font-size:8px;width:100%;text-align:center">20/11/2026, 03:12</div>'
WIDTHS = {"A4": 210.0, "Letter": 215.9}
# Asked for by name: what is ready before the first layout is ready without a font.
FONTS = """Promise.all(["400", "700"].map(
  weight => document.fonts.load(weight + " 1em 'Atkinson Hyperlegible'")))"""
# The smallest type of a sheet, which a browser may shrink by a little to make a page fit.
SMALLEST = 9.5 * 0.92
# What a browser itself writes at the edge is smaller.
OWN = 6.5
MARGINS = """margin => {
  const sheet = new CSSStyleSheet();
  if (margin) sheet.replaceSync(`@page { margin: ${margin} }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Whatever leads away from the page, and is still there on paper.
SHOWN = """() => [".md-header", ".md-sidebar", ".md-footer", ".md-tabs", ".md-top", ".md-path", ".md-skip"]
  .filter((name) => [...document.querySelectorAll(name)].some((it) => it.checkVisibility()))"""
# What a reader copies: commands that are shown, opened or not.
COMMANDS = """() => [...document.querySelectorAll("main pre code")]
  .filter((it) => !it.closest("[hidden], template"))
  .map((it) => it.textContent)"""
_DEFAULT = 10.0
# What a glyph may stand out by; no printer is more exact.
_TOLERANCE = 0.5


class Case(NamedTuple):
    """How a page is printed."""

    scheme: Any
    screen: dict[str, int]
    paper: str
    margin: str
    header: bool = False

    def __str__(self) -> str:
        """The case in words."""
        screen = "phone" if self.screen is PHONE else "desktop"
        margin = f"margin {self.margin or 'as it is'}"
        return ", ".join([self.scheme, screen, self.paper, margin, *["header"] * self.header])


CASES = [
    Case(scheme, screen, paper, margin, header)
    for scheme, screen, paper, (margin, header) in itertools.product(
        ("light", "dark"),
        (DESKTOP, PHONE),
        ("A4", "Letter"),
        (("", False), ("0", False), ("15mm", False), ("10mm", True)),
    )
]


def pages(site: Path) -> list[str]:
    """Addresses of all pages of a site but those of the camera, each with a slash at its end."""
    found = sorted(path.relative_to(site).parent.as_posix() for path in site.rglob("index.html"))
    folders = ("" if path == "." else f"{path}/" for path in found)
    return [path for path in folders if not path.startswith("v/")]


def is_sheet(path: str) -> bool:
    """True for a checklist, which has one page."""
    return re.fullmatch(r"checklists/.+/", path) is not None


def printed(page: Page, case: Case) -> bytes:
    """The PDF that the browser makes of the page that is open."""
    page.evaluate(MARGINS, case.margin)
    return page.pdf(
        format=case.paper,
        display_header_footer=case.header,
        header_template=HEADER,
        footer_template=HEADER,
    )


def faults(page: Page, address: str, path: str, case: Case) -> Iterator[str]:
    """What is wrong with one page on one paper."""
    # The page of an alert leads on to another at some moment, unless it is asked to stay.
    page.goto(f"{address}/{path}{'#stay' if path.startswith('a/') else ''}")
    page.evaluate(FONTS)
    yield from looked_at(page, path, case)


def looked_at(page: Page, path: str, case: Case) -> Iterator[str]:
    """The same of the page that is open."""
    commands = page.evaluate(COMMANDS)
    data = printed(page, case)
    page.emulate_media(media="print")
    shown = page.evaluate(SHOWN)
    page.emulate_media(media="null")
    if shown:
        yield f"navigation on paper: {', '.join(shown)}"
    document = pypdfium2.PdfDocument(data)
    yield from blank(document)
    yield from outside(document, case)
    said = _squeezed("".join(it.get_textpage().get_text_range() for it in document))
    for command in commands:
        if _squeezed(command) not in said:
            yield f"command not whole: {command.strip()[:60]}"
    if is_sheet(path):
        yield from _sheet(document, data)


def _sheet(document: Any, data: bytes) -> Iterator[str]:
    if len(document) != 1:
        yield f"{len(document)} pages"
        return
    smallest = min(size for _, size in texts(data) if size > OWN)
    if smallest < SMALLEST:
        yield f"type of {smallest:.1f} pt"
    image = document[0].render(scale=150 / 72).to_pil()
    if coloured(image):
        yield f"{coloured(image)} coloured pixels"
    if len(zxingcpp.read_barcodes(image)) != 1:
        yield "no QR code that can be read"


def blank(document: Any) -> Iterator[str]:
    """Sheets with nothing on them."""
    for number, page in enumerate(document, 1):
        words = page.get_textpage().get_text_range().replace("20/11/2026, 03:12", "").strip()
        if not words:
            yield f"page {number} of {len(document)} is blank"


def outside(document: Any, case: Case) -> Iterator[str]:
    """Text over the edge: what a printer cuts off."""
    margin = 0.0 if case.margin == "0" else float(case.margin.removesuffix("mm") or _DEFAULT)
    most = (WIDTHS[case.paper] - margin + _TOLERANCE) * MM
    least = (margin - _TOLERANCE) * MM
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, _, right, _ = text.get_rect(index)
            if (left < least or right > most) and right > left:
                words = text.get_text_bounded(*text.get_rect(index)).strip()
                yield f"page {number}: `{words[:40]}` from {left / MM:.1f} to {right / MM:.1f} mm"


def texts(data: bytes) -> Iterator[tuple[float, float]]:
    """Left edge in millimetres, and size in points, of every piece of text of one page."""
    (only,) = PdfReader(io.BytesIO(data)).pages
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            scale = abs((tm[3] or tm[0]) * cm[3])
            found.append(((tm[4] * cm[0] + cm[4]) / MM, size * scale))

    only.extract_text(visitor_text=visit)
    yield from found


def coloured(image: Image.Image) -> int:
    """How many pixels are neither black nor white nor grey."""
    colours: Any = image.convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, rgb in colours if max(rgb) - min(rgb) > 8)


def _squeezed(text: str) -> str:
    """Without spaces and breaks, and without the sign for a soft break that some readers see."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\ufeff\x02-]+", "", text)


def judge(
    browser: Browser, address: str, matrix: Sequence[tuple[str, Case]]
) -> Iterator[tuple[str, Case, list[str]]]:
    """Every fault of every page in its cases; those of one screen are looked at in one window."""
    by_screen: dict[tuple[str, int], list[tuple[str, Case]]] = {}
    for path, case in matrix:
        by_screen.setdefault((case.scheme, case.screen["width"]), []).append((path, case))
    for cases in by_screen.values():
        case = cases[0][1]
        context = browser.new_context(
            viewport=case.screen,  # type: ignore[arg-type]
            color_scheme=case.scheme,
            service_workers="block",
        )
        page = context.new_page()
        for path, case in cases:
            yield path, case, list(faults(page, address, path, case))
        context.close()


def few(paths: Sequence[str]) -> list[tuple[str, Case]]:
    """Every page once, every combination with a sheet and with another page, one alert for all."""
    alerts = [path for path in paths if re.fullmatch(r"a/.+/", path)]
    sheets = [path for path in paths if is_sheet(path)]
    others = [path for path in paths if path not in {*sheets, *alerts[1:]}]
    return [
        pair
        for kind in (sheets, others)
        for pair in itertools.islice(
            zip(itertools.cycle(kind), itertools.cycle(CASES), strict=False),
            max(len(kind), len(CASES)) if kind else 0,
        )
    ]


def main(site: Path) -> int:
    """Print everything in every way, and count."""
    from tests import browser as browsers

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    paths = pages(site)
    matrix = [(path, case) for case in CASES for path in paths]
    bad = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browsers.find(), args=list(browsers.FLAGS)
        )
        for number, (page, case, found) in enumerate(judge(browser, address, matrix), 1):
            bad += bool(found)
            for fault in found:
                print(f"/{page} ({case}): {fault}", flush=True)
            if number % 500 == 0:
                print(f"{number} of {len(matrix)}", file=sys.stderr, flush=True)
    sheets = sum(map(is_sheet, paths))
    print(
        f"{len(paths)} pages, {sheets} of them sheets of one page, printed in {len(CASES)} ways: "
        f"{len(matrix)} prints, {bad} with a fault"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    sys.exit(main(Path(sys.argv[1])))
