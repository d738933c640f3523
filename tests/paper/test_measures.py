"""The numbers that paper is measured by, and the table of them in the docs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from firsthour.pipeline import print_all
from firsthour.rules.common.measure import MAIN, SIDE, WHOLE
from firsthour.rules.panel_line_fits import _ROLES
from tests.conftest import Golden
from tests.paper.measured import Measured, measure
from tests.paper.test_paper import ONE_CHECKLIST, ROOT, TODAY, repository

PAGE = ROOT / "docs" / "paper.md"
SHEETS = {
    "First ten minutes": ONE_CHECKLIST,
    "A disk is full": "runbook-disk-full",
    "Severity": "card-severity",
    "Who to call": "card-contacts",
    "A to Z": "list-a-to-z",
}
Row = tuple[str, str, Callable[[Measured], str]]
ROWS: tuple[Row, ...] = (
    ("pages", "1; a runbook 2", lambda it: str(it.pages)),
    (
        "height of an x in what is to be done",
        "0.10 in; floor 0.075",
        lambda it: f"{it.x_height:.3f} in",
    ),
    ("smallest type", "9.5 pt; commands 8", lambda it: f"{it.smallest:.1f} pt"),
    ("line height", "1.25 to 1.33", lambda it: f"{it.line_height:.2f}"),
    ("contrast", "21:1, black on white", lambda it: f"{it.contrast:.0f}:1"),
    ("coloured pixels at 150 dpi", "0", lambda it: str(it.coloured)),
    (
        "width of all that is printed",
        "190 mm and the lines' own width",
        lambda it: f"{it.width:.1f} mm",
    ),
    ("height of all that is printed", "255 mm, less 4 mm", lambda it: f"{it.height:.1f} mm"),
    (
        "code for the camera, read at 150 dpi",
        "24 mm with its margin",
        lambda it: f"{it.code:.1f} mm",
    ),
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    root = repository(
        tmp_path_factory.mktemp("measured"),
        f"checklists/{ONE_CHECKLIST}",
        "failure-modes/disk-full",
    )
    shutil.rmtree(root / "build", ignore_errors=True)
    folder = print_all(root, today=TODAY).out
    return {title: measure(folder / f"{name}-letter.pdf") for title, name in SHEETS.items()}


def test_the_table_in_the_docs_is_what_was_measured(
    measured: dict[str, Measured], golden: Golden
) -> None:
    lines = [
        f"| what | wanted | {' | '.join(SHEETS)} |",
        f"|---|---|{'---|' * len(SHEETS)}",
        *(
            f"| {what} | {wanted} | {' | '.join(said(measured[name]) for name in SHEETS)} |"
            for what, wanted, said in ROWS
        ),
    ]
    text = PAGE.read_text()
    golden(PAGE, re.sub(r"(?m)^\| what \|.*\n(\|.*\n)+", "\n".join(lines) + "\n", text))


def test_what_was_measured_is_what_is_wanted(measured: dict[str, Measured]) -> None:
    for name, it in measured.items():
        assert it.coloured == 0, name
        assert it.contrast > 20.9, name
        assert it.line_height > 1.24, name
        assert it.width < 190.7, name
        assert it.height < 251.3, name
        assert 19 < it.code < 25, name
        assert it.x_height > 0.075, name
    sheet = measured["First ten minutes"]
    assert sheet.pages == 1
    assert sheet.smallest >= 9.49
    assert measured["A disk is full"].pages <= 2


def test_the_linter_counts_with_the_columns_that_the_press_sets() -> None:
    sources = (ROOT / "generator/firsthour/paper/typ").glob("*.typ")
    written = "".join(path.read_text() for path in sources)
    wide = {name: float(mm) for name, mm in re.findall(r"#let ([a-z-]+) = ([\d.]+)mm", written)}
    inside = 4, 3  # what a panel, and a cell of a table, keep free
    assert wide["box-width"] == WHOLE
    assert wide["box-width"] - wide["side-width"] - wide["gutter"] == MAIN
    assert wide["side-width"] - inside[0] == SIDE
    assert wide["roles-width"] - inside[1] == _ROLES
