"""What people type: `firsthour build` and `mkdocs build`, on the sample team and on what is wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from firsthour.engine import ENGINES
from firsthour.paper import Fit
from firsthour.postbuild import marker
from tests.site import small

BROKEN = "runbooks/failure-modes/http-502.yaml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("commands") / "repository"
    small.repository(root)
    shutil.copytree(small.ROOT / "runbooks", root / "runbooks")
    return root


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(sample, tmp_path / "repository", ignore=shutil.ignore_patterns("build"))
    )


def run(root: Path, *arguments: str, code: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert "Traceback" not in done.stdout
    return done.stdout


@pytest.mark.parametrize("engine", ENGINES)
def test_firsthour_build_says_what_it_built_and_what_to_open(root: Path, engine: str) -> None:
    said = run(root, "firsthour", "build", "--engine", engine, code=0)
    pages = len(list((root / "build" / "site").rglob("*.html")))
    assert re.search(rf"^{pages} pages in \d+\.\d seconds: build/site$", said, re.MULTILINE)
    assert "build/site/index.html" in said
    assert "firsthour serve" in said
    assert len(said.splitlines()) <= 3


def test_mkdocs_build_makes_the_same_pages_without_a_warning(root: Path) -> None:
    run(root, "firsthour", "build", "--out", "ours", code=0)
    said = run(root, "mkdocs", "build", "--strict", code=0)
    assert "WARNING" not in said
    assert "ERROR" not in said

    def pages(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith("sitemap")
        }

    assert pages(root / "build" / "site") == pages(root / "ours")


def test_the_folder_of_a_build_is_the_one_that_is_named(root: Path, tmp_path: Path) -> None:
    run(tmp_path, "firsthour", "build", str(root), "--out", "elsewhere", code=0)
    assert (tmp_path / "elsewhere" / "index.html").is_file()
    assert not (root / "build").exists()


@pytest.mark.parametrize("command", [["firsthour", "build"], ["mkdocs", "build"]])
def test_a_file_that_cannot_be_read_stops_a_build_before_it_begins(
    root: Path, command: list[str]
) -> None:
    site = root / "build" / "site"
    site.mkdir(parents=True)
    marker.mark(site)
    (site / "index.html").write_text("the old site")
    (root / BROKEN).write_text("title: [never closed\n")
    said = run(root, *command, code=1)
    assert f"{BROKEN}:" in said
    assert "[yaml-syntax]" in said
    assert "never closed" in said
    assert (site / "index.html").read_text() == "the old site"


@pytest.mark.parametrize("command", [["firsthour", "build"], ["mkdocs", "build"]])
def test_a_folder_of_someone_else_is_never_emptied(root: Path, command: list[str]) -> None:
    site = root / "build" / "site"
    site.mkdir(parents=True)
    (site / "thesis.txt").write_text("years of work")
    said = run(root, *command, code=1)
    assert "did not make" in said
    assert [path.name for path in site.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("command", [["firsthour", "build"], ["mkdocs", "build"]])
def test_a_link_of_a_hand_written_page_that_leads_nowhere_is_named(
    root: Path, command: list[str]
) -> None:
    (root / "docs" / "about.md").write_text("# About\n\n[Gone](gone.md)\n")
    said = run(root, *command, code=1)
    assert "docs/about.md" in said
    assert "`gone.md`" in said


@pytest.mark.parametrize("command", [["firsthour", "build"], ["mkdocs", "build"]])
def test_two_pages_with_one_address_are_named(root: Path, command: list[str]) -> None:
    (root / "docs" / "contacts.md").write_text("# Mine\n")
    said = run(root, *command, code=1)
    assert "docs/contacts.md" in said
    assert "runbooks/contacts.yaml" in said


def test_findings_of_the_linter_are_one_line(root: Path) -> None:
    path = root / "runbooks" / "failure-modes" / "http-502.yaml"
    path.write_text(re.sub(r"(?m)^owner: .*$", "owner: nobody-here", path.read_text(), count=1))
    said = run(root, "firsthour", "build", code=0)
    found = [line for line in said.splitlines() if "finding" in line]
    assert len(found) == 1
    assert "firsthour lint" in found[0]


@pytest.mark.parametrize("command", [["build"], ["bundle"]], ids=lambda it: it[0])
def test_pdfs_that_stay_off_the_site_are_one_line_at_the_end(
    root: Path, command: list[str]
) -> None:
    folder = root / "build" / "print"
    folder.mkdir(parents=True)
    fit = asdict(Fit(12.0))
    notes = {
        name: {"key": "of before", "fit": fit, "files": {"": [f"{name}.pdf", ""]}}
        for name in ("binder", "card-contacts")
    }
    (folder / ".firsthour-sheets.json").write_text(json.dumps(notes))
    usual = run(root, "firsthour", *command, code=0).splitlines()[-1]
    assert "no longer" not in usual
    for name in notes:
        (folder / f"{name}.pdf").write_bytes(b"%PDF")
    said = run(root, "firsthour", *command, code=0)
    last = said.splitlines()[-1]
    assert last == (
        "2 of 2 PDFs no longer say what the site says, and are not on it: run firsthour print"
    )
    assert "no binder" not in said


@pytest.mark.parametrize("folder", ["nowhere", "mkdocs.yml"])
def test_a_folder_without_runbooks_is_wrong_usage(root: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "mkdocs.yml").write_text("")
    run(tmp_path, "firsthour", "build", folder, code=2)
