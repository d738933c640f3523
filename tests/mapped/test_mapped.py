"""Runbooks of other people, in our words: the model can say them, and nothing is lost on the way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from firsthour.engine import build
from firsthour.pipeline import check
from firsthour.source import read_all

HERE = Path(__file__).parent
STARTER = HERE.parents[1] / "generator/firsthour/starter/files"
COMMANDS = ("run", "dry_run")
PAGES = sorted((HERE / "runbooks").glob("*/*.yaml"))


class _Commands(HTMLParser):
    """The text of every `<pre>` of a page, as a reader copies it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "pre":
            self.found.append("")
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def _commands(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in COMMANDS and isinstance(value, str):
                yield value.rstrip("\n")
            else:
                yield from _commands(value)
    elif isinstance(data, list):
        for item in data:
            yield from _commands(item)


def _shown(page: Path) -> list[str]:
    parser = _Commands()
    parser.feed(page.read_text())
    parser.close()
    return parser.found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mapped")
    shutil.copytree(HERE / "runbooks", root / "runbooks")
    shutil.copy(STARTER / "mkdocs.yml", root)
    (root / "docs").mkdir()
    built = build(root)
    assert [problem.message for problem in built.site] == []
    assert built.done
    return built.out


def test_they_hold_and_have_no_finding() -> None:
    checked = check(HERE)
    assert [f"{it.location}: {it.message}" for it in checked.problems] == []
    assert checked.files == len(PAGES) + 5


def test_there_are_twelve_and_each_is_explained() -> None:
    rows = re.findall(
        r"^\| `([\w/-]+)` \| ([^|]+) \|", (HERE / "README.md").read_text(), re.MULTILINE
    )
    assert {name for name, _ in rows} == {f"{it.parent.name}/{it.stem}" for it in PAGES}
    assert len(rows) == 12
    assert len({collection for _, collection in rows}) == 3


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_command_is_on_the_page_as_it_was_written(site: Path, path: Path) -> None:
    (document,) = [it for it in read_all(HERE)[0] if it.path.endswith(f"/{path.name}")]
    wanted = [*_commands(document.data)]
    shown = _shown(site / path.parent.name / path.stem / "index.html")
    assert [command for command in wanted if command not in shown] == []


def test_there_are_commands_of_every_shape() -> None:
    found = [command for it in read_all(HERE)[0] for command in _commands(it.data)]
    assert len(found) > 50
    for shape in ("\n", "\\\n", "<namespace>", "`", "${", "jq -r", "'", "|"):
        assert any(shape in command for command in found), shape


def test_invented_hosts_alone() -> None:
    hosts = {
        host
        for it in (*PAGES, *(HERE / "runbooks").glob("*.yaml"))
        for host in re.findall(r"https?://([^/\s\"]+)", it.read_text())
    }
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []
