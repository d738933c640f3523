"""A site of a few pages, made by hand: it shows what the engines do with any tree."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from firsthour.problem import Problem
from firsthour.site.assembly import Assembly
from firsthour.site.assets import assets

ROOT = Path(__file__).parents[2]
EDIT = "https://git.larkspur.example/ops/runbooks/edit/main/"
PAGES = {
    "index.md": '# Home\n\n<p><a href="failure-modes/http-502/#steps">502</a></p>\n',
    "checklists/index.md": "# Checklists\n",
    "checklists/first-ten-minutes.md": '# First\n\n<p><a href="../../contacts/">Who</a></p>\n',
    "failure-modes/index.md": '# Runbooks\n\n<p id="all"><a href="http-502/">502</a></p>\n',
    "failure-modes/http-502.md": (
        '# 502\n\n<p><a href="../disk-full/#steps">Disk</a> <a href="#steps">Steps</a>'
        ' <a href="../../contacts/?who=mara#mara">Mara</a> <a href="tel:+442079460123">Call</a></p>\n\n'
        "## Steps { #steps }\n\n<pre><code>curl -s https://app.example</code></pre>\n"
    ),
    "failure-modes/disk-full.md": '# Disk\n\n## Steps { #steps }\n\n<p><a href="../&#35;all">All</a> <a href="&#35;steps">Steps</a></p>\n',
    "a-to-z.md": '# A to Z\n\n<p><a href="../failure-modes/http-502/#steps">502</a></p>\n',
    "contacts.md": '# Contacts\n\n<p id="mara"><a href="../">Mara</a></p>\n',
    "a/index.md": "# Alerts\n",
    "find.md": "# Paste an error\n",
    "a/EdgeHigh502Rate.md": '# Alert\n\n<p><a href="../../failure-modes/http-502/">502</a></p>\n',
}
SOURCES = {
    "checklists/first-ten-minutes.md": "runbooks/checklists/first-ten-minutes.yaml",
    "failure-modes/http-502.md": "runbooks/failure-modes/http-502.yaml",
    "failure-modes/disk-full.md": "runbooks/failure-modes/disk-full.yaml",
}
NAV: list[Any] = [
    {"Home": "index.md"},
    {"Checklists": ["checklists/index.md", "checklists/first-ten-minutes.md"]},
    {
        "Runbooks": [
            "failure-modes/index.md",
            "failure-modes/http-502.md",
            "failure-modes/disk-full.md",
        ]
    },
    {"More": ["a-to-z.md", "contacts.md"]},
]


def assembly(
    pages: dict[str, str] | None = None, problems: tuple[Problem, ...] = (), **changes: Any
) -> Assembly:
    """The small site, with other pages or facts where they are given."""
    files: dict[str, str | bytes] = dict(assets())
    for path, body in {**PAGES, **(pages or {})}.items():
        title = path.removesuffix(".md").capitalize()
        source = f"source: {SOURCES[path]}\n" if path in SOURCES else ""
        files[path] = f"---\ntitle: {title}\n{source}---\n\n{body}"
    made = Assembly(
        files=files,
        sources=SOURCES,
        nav=NAV,
        problems=problems,
        site_name="Larkspur runbooks",
        site_url="https://runbooks.larkspur.example/base/",
        edit_url=EDIT,
    )
    return dataclasses.replace(made, **changes)


def repository(root: Path) -> Path:
    """The files around the runbooks: a configuration and one hand-written page in a folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "docs" / "how-to").mkdir(parents=True)
    (root / "docs" / "about.md").write_text(
        "# About\n\n[How to write](how-to/write.md#first)\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n"
        "```console\n$ firsthour lint\n```\n"
    )
    (root / "docs" / "how-to" / "write.md").write_text(
        "# Write\n\n## First\n\n[Back](../about.md)\n"
    )
    return root
