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
    assert len(leaves._SEARCH.findall(source)) == 1


def shown(page: Path) -> list[str]:
    """The addresses in the list of runbooks, as the page has them."""
    text = page.read_text(encoding="utf-8").partition("md-nav--primary")[2]
    text = text.partition('data-md-type="toc"')[0]
    return re.findall(r'href="([^"]*runbook-\d+/|\.\./?|\./)"', text)


def test_a_long_list_shows_what_is_near_and_leads_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = leaves.MOST + 30
    paths = [f"failure-modes/runbook-{number:03d}.md" for number in range(count)]
    pages = {path: f"# {path[-6:-3]}\n" for path in paths}
    nav = [*small.NAV[:2], {"Runbooks": ["failure-modes/index.md", *paths]}, small.NAV[3]]
    monkeypatch.setattr(builder, "assemble", lambda root, today: small.assembly(pages, nav=nav))
    out = tmp_path / "site"
    built = build(small.repository(tmp_path / "repository"), out)
    assert built.site == ()
    folder = out / "failure-modes"
    for number, first, last in ((0, 0, 39), (64, 44, 84), (count - 1, count - 41, count - 1)):
        text = (folder / f"runbook-{number:03d}" / "index.html").read_text(encoding="utf-8")
        listed = shown(folder / f"runbook-{number:03d}" / "index.html")
        near = [f"../runbook-{each:03d}/" for each in range(first, last + 1) if each != number]
        assert [each for each in listed if "runbook-" in each] == near
        assert f'<a href="../" class="md-nav__link"><span class="md-ellipsis">All {count}<' in text
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert f'<a href="./" class="md-nav__link"><span class="md-ellipsis">All {count}<' in text


def test_a_list_of_many_pages_that_is_not_long_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"failure-modes/runbook-{number:03d}.md" for number in range(leaves.MOST - 1)]
    pages = {path: f"# {path[-6:-3]}\n" for path in paths}
    nav = [*small.NAV[:2], {"Runbooks": ["failure-modes/index.md", *paths]}, small.NAV[3]]
    monkeypatch.setattr(builder, "assemble", lambda root, today: small.assembly(pages, nav=nav))
    out = tmp_path / "site"
    assert build(small.repository(tmp_path / "repository"), out).site == ()
    listed = shown(out / "failure-modes" / "runbook-050" / "index.html")
    assert len([each for each in listed if "runbook-" in each]) == leaves.MOST - 2
