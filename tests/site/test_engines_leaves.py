"""The short way to a navigation shows what the theme shows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from firsthour.engine import build, builder, leaves
from tests.site import small

THEME = Path(get_theme_dir("material")) / "partials" / "nav-item.html"
DEEP = {
    "failure-modes/group/one.md": "# One\n",
    "failure-modes/group/two.md": "# Two\n",
    "failure-modes/disk-full/part.md": "# Part\n",
    "failure-modes/marked.md": "# Marked\n",
}
NAV = [
    *small.NAV[:2],
    {
        "Runbooks": [
            "failure-modes/index.md",
            "failure-modes/http-502.md",
            {"Group": ["failure-modes/group/one.md", "failure-modes/group/two.md"]},
            "failure-modes/disk-full.md",
            "failure-modes/disk-full/part.md",
            "failure-modes/marked.md",
            {"Elsewhere": "https://elsewhere.example/"},
        ]
    },
    small.NAV[3],
]


class Navigation(HTMLParser):
    """Links, texts and marks of a navigation, without what only lays them out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Numbers of entries only have to differ.
        kept = [(k, v) for k, v in attrs if k not in ("id", "for", "aria-labelledby")]
        self.seen.append((tag, sorted(kept, key=str)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.seen.append(" ".join(data.split()))


def navigations(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    made = small.assembly(DEEP, nav=NAV)
    marked = str(made.files["failure-modes/marked.md"]).replace("---\n", "---\nstatus: new\n", 1)
    files = {**made.files, "failure-modes/marked.md": marked}
    monkeypatch.setattr(
        builder, "assemble", lambda root, today: small.assembly(DEEP, nav=NAV, files=files)
    )
    built = build(root, out)
    assert built.site == ()
    found = {}
    for path in out.rglob("*.html"):
        text = path.read_text(encoding="utf-8").partition("md-nav--primary")[2]
        text = text.partition('data-md-type="toc"')[0]
        parser = Navigation()
        parser.feed(text)
        found[path.relative_to(out).as_posix()] = parser.seen
        numbers = re.findall(r'id="(__nav_[\w]+)"', text)
        assert len(numbers) == len(set(numbers))
    return found


def test_every_page_has_the_navigation_that_the_theme_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small.repository(tmp_path / "repository")
    quick = navigations(root, tmp_path / "quick", monkeypatch)
    used: list[int] = []
    texts = leaves.Leaves._texts

    def counted(self: leaves.Leaves, *arguments: object) -> object:
        used.append(1)
        return texts(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(leaves.Leaves, "_texts", counted)
    navigations(root, tmp_path / "again", monkeypatch)
    assert used, "the short way was not taken"
    monkeypatch.setattr(leaves, "install", lambda environment: None)
    slow = navigations(root, tmp_path / "slow", monkeypatch)
    assert quick.keys() == slow.keys()
    for page, seen in slow.items():
        assert quick[page] == seen, page


def test_the_theme_has_the_loop_that_is_replaced() -> None:
    source = THEME.read_text(encoding="utf-8")
    assert len(leaves._LOOP.findall(source)) == 1
