"""A hundred sheets: the sample's, and copies of them under other names, a share of each kind.

    python tests/bench/sheets.py OUT

prints how many seconds `firsthour print` takes for them, in three runs, and for a further one in
which no sheet has changed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[2]
COUNT = 100
RUNS = 3
# Besides the pages: severity, contacts, wallet, messages, A to Z.
CARDS = 5
KINDS = ("checklists", "failure-modes", "procedures")


def write(out: Path, count: int = COUNT) -> None:
    """Write a repository of so many sheets."""
    content = out / "runbooks"
    shutil.copytree(ROOT / "runbooks", content, dirs_exist_ok=True)
    pages = [path for kind in KINDS for path in sorted((content / kind).glob("*.yaml"))]
    # One of each kind in turn would change the shares; every third page keeps them.
    order = cycle(pages[0::3] + pages[1::3] + pages[2::3])
    for number in range(count - CARDS - len(pages)):
        path = next(order)
        text = re.sub(
            r"(?m)^title: (.*)$", rf"title: \1 {number}", path.read_text("utf-8"), count=1
        )
        path.with_stem(f"{path.stem}-{number}").write_text(text, encoding="utf-8")


def seconds(root: Path, program: str) -> tuple[list[float], float, int]:
    """How long printing takes, the quickest run first; how long the next; and how many PDFs there are."""
    out = root / "build" / "print"
    first = []
    for _ in range(RUNS):
        shutil.rmtree(out, ignore_errors=True)
        first.append(_time([program, "print", str(root)]))
    again = _time([program, "print", str(root)])
    return sorted(first), again, len(list(out.glob("*.pdf")))


def _time(command: list[str]) -> float:
    start = time.monotonic()
    # A sheet too long is said, and costs nothing less.
    subprocess.run(command, check=False, capture_output=True)
    return time.monotonic() - start


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    program = str(Path(sys.executable).parent / "firsthour")
    runs, again, pdfs = seconds(Path(sys.argv[1]), program)
    print(", ".join(f"{each:.1f}" for each in runs), f"s, then {again:.1f} s, {pdfs} PDFs")
