"""A repository that is hardly begun: it has pages, and they and the linter say what comes next."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.model import SINGLES, Catalog
from firsthour.pages.home import FIRST_FILES
from firsthour.pipeline import assemble, check
from firsthour.site.assembly import Assembly
from firsthour.starter import new

NOW = datetime.datetime(2026, 11, 21, 10, 7, tzinfo=datetime.UTC)
FIRST_PAGES = [
    "runbooks/checklists/first-ten-minutes.yaml",
    "runbooks/failure-modes/site-down.yaml",
]


def _begin(root: Path, *kinds: str) -> Path:
    (root / "mkdocs.yml").write_text(
        "site_name: Runbooks\nsite_dir: build/site\nstrict: true\n"
        "theme: {name: material}\nplugins: [search, firsthour]\n"
    )
    (root / "docs").mkdir()
    for kind in kinds:
        new(root, kind, "", Catalog(), NOW)
    return root


def _home(made: Assembly) -> str:
    text = made.files["index.md"]
    assert isinstance(text, str)
    return text


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.mark.parametrize("folder", [False, True], ids=["no folder", "empty folder"])
def test_an_empty_repository_lists_everything_to_write(tmp_path: Path, folder: bool) -> None:
    root = _begin(tmp_path)
    if folder:
        (root / "runbooks").mkdir()
    home = _home(assemble(root))
    named = [f"runbooks/{kind}.yaml" for kind in FIRST_FILES] + FIRST_PAGES
    places = [home.index(f"<code>{path}</code>") for path in named]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", SINGLES)
def test_what_is_there_is_not_asked_for_again(tmp_path: Path, kind: str) -> None:
    home = _home(assemble(_begin(tmp_path, kind)))
    asked = {name for name in FIRST_FILES if f"<code>runbooks/{name}.yaml</code>" in home}
    assert asked == {*FIRST_FILES} - {kind}


@pytest.mark.parametrize("kind", SINGLES)
@pytest.mark.parametrize("text", ["", "levels: [", "- a list", "nonsense: true", "\0"])
def test_a_broken_file_is_not_asked_for_and_the_rest_is(
    tmp_path: Path, kind: str, text: str
) -> None:
    root = _begin(tmp_path, *SINGLES)
    (root / f"runbooks/{kind}.yaml").write_text(text)
    (root / "runbooks/failure-modes").mkdir()
    (root / "runbooks/failure-modes/broken.yaml").write_text(text)
    made = assemble(root)
    asked = {path for path in FIRST_PAGES if f"<code>{path}</code>" in _home(made)}
    assert asked >= {FIRST_PAGES[0]}
    assert not any(f"<code>runbooks/{name}.yaml</code>" in _home(made) for name in FIRST_FILES)
    found = {problem.location.path for problem in made.problems}
    assert found == {f"runbooks/{kind}.yaml", "runbooks/failure-modes/broken.yaml"}


def test_without_a_folder_the_linter_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_begin(tmp_path))
    result = _run("lint")
    assert result.exit_code == 2
    assert "there is no folder runbooks/" in result.output
    assert "firsthour init" in result.output


def test_in_an_empty_folder_the_linter_says_how_to_begin(tmp_path: Path) -> None:
    root = _begin(tmp_path)
    (root / "runbooks").mkdir()
    result = _run("lint", root)
    assert result.exit_code == 1
    assert "`runbooks` holds no content file" in result.output
    assert "firsthour init" in result.output


@pytest.mark.parametrize("kind", SINGLES)
def test_one_file_alone_gives_at_most_a_finding_for_each_other(tmp_path: Path, kind: str) -> None:
    problems = check(_begin(tmp_path, kind)).problems
    assert all(" is missing" in problem.message for problem in problems)
    said = [problem.message.partition("because ")[2] for problem in problems]
    assert len(said) == len({*said}) <= 1


@pytest.mark.parametrize("kind", [None, *SINGLES])
def test_a_repository_that_is_hardly_begun_has_a_site(tmp_path: Path, kind: str | None) -> None:
    root = _begin(tmp_path, *([kind] if kind else []))
    (root / "runbooks").mkdir(exist_ok=True)
    result = _run("build", root)
    assert result.exit_code == 0, result.output
    home = (root / "build/site/index.html").read_text()
    assert "What to write next" in home
    assert "runbooks/failure-modes/site-down.yaml" in home


def test_a_site_grows_with_every_file(tmp_path: Path) -> None:
    root = _begin(tmp_path)
    for kind in FIRST_FILES:
        new(root, kind, "", check(root, rules=()).catalog, NOW)
        result = _run("build", root)
        assert result.exit_code == 0, result.output
    for kind, name in (("checklists", "first-ten-minutes"), ("failure-modes", "site-down")):
        new(root, kind, name, check(root, rules=()).catalog, NOW)
    assert _run("build", root).exit_code == 0
    assert "What to write next" not in (root / "build/site/index.html").read_text()
    assert (root / "build/site/failure-modes/site-down/index.html").is_file()
