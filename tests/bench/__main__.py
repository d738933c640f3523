"""Ratios against the tools one would use otherwise, and what a reader waits for: `make bench`.

python tests/bench [--quick] [--out docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

import budgets
import corpus
import history
import measure
import sheets

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(sys.executable).parent
SCHEMA = ROOT / "schema" / "failure-modes.schema.json"

PEAK = 1024  # MiB
PAPER = 15.0  # seconds

Row = tuple[str, str, str, measure.Ratio, float, float | None]


def main() -> int:
    """Measure, print, and say whether every goal is met: exit 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs and smaller corpora")
    parser.add_argument("--out", type=Path, help="write the table as a Markdown page as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="firsthour-bench-") as folder:
        rows = [_said(row) for row in _rows(Path(folder), quick=options.quick)]
        count = 1000 if options.quick else 10_000
        peaks = _peaks(Path(folder), count)
        sheets.write(Path(folder) / "sheets")
        paper, again, pdfs = sheets.seconds(Path(folder) / "sheets", str(BIN / "firsthour"))
        kept = _budgets(Path(folder), quick=options.quick)
    table = _table(rows)
    table += f"\n\n`firsthour lint` over {count:,} files: {peaks[0]:.0f} MiB at most (goal {PEAK}), and {peaks[1]:.0f} MiB again."
    table += (
        f"\n\n`firsthour print` of {sheets.COUNT} sheets, {pdfs} PDFs: {median(paper):.1f} s (goal {PAPER:g}, on "
        f"two cores; {paper[0]:.1f} to {paper[-1]:.1f} in {len(paper)} runs); again, with no sheet changed: {again:.1f} s."
    )
    table += f"\n\n{budgets.table(kept)}"
    print(table)
    if options.out:
        options.out.write_text(_page(table), encoding="utf-8")
    met = all(map(_met, rows)) and all(it.met for it in kept)
    return 0 if met and max(peaks) <= PEAK and median(paper) <= PAPER else 1


def _rows(folder: Path, *, quick: bool) -> Iterator[Row]:
    many, some, few = (100, 50, 20) if quick else (1000, 500, 20)
    runs = 3 if quick else 5
    big, middle, small = (_corpus(folder, count) for count in (many, some, few))
    python, firsthour = sys.executable, str(BIN / "firsthour")
    loader = [python, str(HERE / "loader.py")]
    content = str(big / "runbooks")
    yield (
        f"load {many} files with positions", "firsthour", "yaml.CSafeLoader",
        measure.pair([*loader, "firsthour", content], [*loader, "csafe", content], big, runs), 0.8, None,
    )  # fmt: skip
    for root, count, goal in ((big, many, 0.25), (small, few, 0.4)):
        files = sorted(map(str, (root / "runbooks" / "failure-modes").glob("*.yaml")))
        checked = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *files]
        yield (
            f"lint {count} files, cold", "firsthour lint", "check-jsonschema",
            measure.pair([firsthour, "lint", "--no-cache", str(root)], checked, root, runs), goal, None,
        )  # fmt: skip
    files = sorted(map(str, (big / "runbooks" / "failure-modes").glob("*.yaml")))
    checked = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *files]
    yield (
        f"lint {many} files again", "firsthour lint", "check-jsonschema",
        measure.pair([firsthour, "lint", str(big)], checked, big, runs), 0.02 if many > 500 else 0.15, None,
    )  # fmt: skip
    changed = [python, str(HERE / "changed.py"), files[0], firsthour, "lint", str(big)]
    yield (
        f"lint {many} files, one of them changed", "firsthour lint", "check-jsonschema",
        measure.pair(changed, checked, big, runs), 0.15 if many > 500 else 0.3, None,
    )  # fmt: skip
    files = sorted(map(str, (big / "runbooks" / "failure-modes").glob("*.yaml")))
    linted = [str(BIN / "yamllint"), "-d", "relaxed", *files]
    yield (
        f"lint {many} files, cold", "firsthour lint", "yamllint",
        measure.pair([firsthour, "lint", "--no-cache", str(big)], linted, big, runs), 0.25, None,
    )  # fmt: skip
    yield (
        "--help", "firsthour --help", "python -c pass",
        measure.pair([firsthour, "--help"], [python, "-c", "pass"], folder, 4 * runs), 6.0, None,
    )  # fmt: skip
    yield (
        f"build {some} runbooks", "firsthour build", "mkdocs build, same pages",
        _build(middle, firsthour, python, runs=3), 1.15, 3.0,
    )  # fmt: skip
    history.write(middle)
    yield (
        f"build {some} runbooks, each in {history.COMMITS} commits", "firsthour build",
        "mkdocs build, same pages", _build(middle, firsthour, python, runs=3), 1.15, 3.0,
    )  # fmt: skip


def _build(root: Path, firsthour: str, python: str, *, runs: int) -> measure.Ratio:
    """The whole of firsthour against MkDocs alone on the Markdown that firsthour makes."""
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "docs").mkdir(exist_ok=True)
    measure.run([python, str(HERE / "plain_tree.py"), str(root), str(root / "plain")], root)
    plain = [python, "-m", "mkdocs", "build", "-q", "-f", str(root / "plain" / "mkdocs.yml")]
    return measure.pair([firsthour, "build", str(root)], plain, root, runs, accept=(0,))


def _budgets(folder: Path, *, quick: bool) -> list[budgets.Budget]:
    """On the site of the sample, and on the one of many runbooks that was built before."""
    count = 50 if quick else 500
    sample = folder / "sample"
    measure.run([str(BIN / "firsthour"), "build", str(ROOT), "--out", str(sample)], ROOT)
    large = folder / f"corpus-{count}" / "build" / "site"
    return list(budgets.budgets(sample, large, count, runs=1 if quick else 5))


def _peaks(folder: Path, count: int) -> tuple[float, float]:
    """The memory that a first lint of many files takes, and the next, which finds nothing new."""
    root = _corpus(folder, count)
    command = [str(BIN / "firsthour"), "lint", str(root)]
    return measure.run(command, root).peak_mib, measure.run(command, root).peak_mib


def _corpus(folder: Path, count: int) -> Path:
    root = folder / f"corpus-{count}"
    corpus.write(root, count)
    return root


def _said(row: Row) -> Row:
    """The row, shown at once: the whole takes a quarter of an hour."""
    print(_table([row]).rpartition("\n")[2], file=sys.stderr, flush=True)
    return row


def _met(row: Row) -> bool:
    _, _, _, ratio, goal, memory = row
    return ratio.ratio <= goal and (memory is None or ratio.memory <= memory)


def _table(rows: list[Row]) -> str:
    lines = [
        "| what | A | B | A, CPU s | B, CPU s | A/B (low to high) | goal | memory A/B |",
        "|---|---|---|---:|---:|---:|---:|---:|",
    ]
    for what, a, b, ratio, goal, memory in rows:
        limit = f" (goal {memory:g})" if memory else ""
        lines.append(
            f"| {what} | {a} | {b} | {ratio.a:.2f} | {ratio.b:.2f} "
            f"| **{ratio.ratio:.2f}** ({ratio.low:.2f} to {ratio.high:.2f}) "
            f"| {goal:g} | {ratio.memory:.2f}{limit} |"
        )
    return "\n".join(lines)


def _page(table: str) -> str:
    return f"""# Benchmarks

Ratios, not seconds: A and B ran in turn in one go on the same machine, after one run of each that
does not count. CPU seconds count the process and its children. What a reader waits for was taken in
Chromium: bytes as they were sent, gzipped; the largest paint as a phone of a slow 4G network has it
(562.5 ms for each request, 1.4 Mbit/s, a processor four times as slow, nothing remembered), the median
of five. `make bench` makes this page.

{table}

Measured with {measure.here()}.
"""


if __name__ == "__main__":
    sys.exit(main())
