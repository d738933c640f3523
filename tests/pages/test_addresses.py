"""Addresses that people have written down: they stay, whatever happens to the file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from firsthour.pages.alerts import named
from firsthour.pipeline import assemble

TODAY = datetime.date(2026, 11, 21)
RUNBOOK = "title: Disk full\nowner: ops\nsteps: [Look.]\n"


def files(root: Path, **pages: str) -> dict[str, str]:
    for name, text in pages.items():
        path = root / "runbooks" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made = assemble(root, today=TODAY).files
    return {path: text for path, text in made.items() if isinstance(text, str)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("alerts: [DiskFull, 'A B']\n", ["DiskFull", "A B"]),
        ("alerts: [DiskFull]  # why\n", ["DiskFull"]),
        (
            "alerts:\n  - DiskFull\n  - name: JobAge\n    match: {queue: x}\ntitle: T\n",
            ["DiskFull", "JobAge"],
        ),
        (
            'alerts:\n- "Disk (>80%) => call"\n\n# more\n- Other  # why\n',
            ["Disk (>80%) => call", "Other"],
        ),
        ("alerts:\nsteps:\n  - DiskFull\n", []),
        ("title: alerts:\n", []),
        ("alerts: {\n", []),
    ],
)
def test_alerts_are_read_from_a_file_that_cannot_be(text: str, names: list[str]) -> None:
    assert list(named(text)) == names


def test_the_alert_of_a_broken_runbook_keeps_its_address(tmp_path: Path) -> None:
    broken = RUNBOOK + "alerts:\n  - DiskFull\n  - <b>\nnope: 1\n"
    made = files(tmp_path, **{"failure-modes__disk-full": broken})
    page = made["a/DiskFull.md"]
    assert "The runbook of this alert cannot be read" in page
    assert "runbooks/failure-modes/disk-full.yaml" in page
    assert 'href="../../failure-modes/disk-full/"' in page
    assert 'href="DiskFull/"' in made["a/index.md"]
    assert "<b>\n" not in page
    other = files(
        tmp_path, **{"failure-modes__other": RUNBOOK.replace("Disk", "x") + "alerts: [DiskFull]\n"}
    )
    assert "data-alert>" in other["a/DiskFull.md"], "another runbook has it, and can be read"


def test_a_page_keeps_the_addresses_that_it_had(tmp_path: Path) -> None:
    old = "formerly: [volume-full, procedures/clear-disk, taken, broken]\n"
    made = files(
        tmp_path,
        **{
            "failure-modes__disk-full": RUNBOOK + old,
            "failure-modes__taken": RUNBOOK.replace("Disk full", "Taken"),
            "failure-modes__broken": "nope: 1\n",
        },
    )
    page = made["failure-modes/volume-full.md"]
    assert 'href="../disk-full/"' in page
    assert "data-alert>" in page
    assert "assets/firsthour/alerts.js" in page, "the script that leads on is there"
    assert 'href="../../failure-modes/disk-full/"' in made["procedures/clear-disk.md"]
    assert "Taken" in made["failure-modes/taken.md"]
    assert "another name" not in made["failure-modes/taken.md"] + made["failure-modes/broken.md"]
