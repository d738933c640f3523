"""A repository of their own: whole, sound and at once, or not at all."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import firsthour
from firsthour.cli import main
from firsthour.model import SINGLES
from firsthour.pipeline import assemble, check
from firsthour.problem import Severity
from firsthour.source import CONTENT
from firsthour.starter import NotEmpty, start, write
from firsthour.starter.requirement import requirement
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
FILES = ROOT / "generator/firsthour/starter/files"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "our runbooks"
    start(folder)
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "nearly nothing"
    start(folder, empty=True)
    return folder


def _tree(folder: Path) -> dict[str, str]:
    """Everything below a folder: text of files, targets of links, nothing for folders."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_text()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


def test_it_says_what_it_wrote(made: Path, tmp_path: Path) -> None:
    written = start(tmp_path / "again")
    assert written == sorted(path for path in _tree(made) if (made / path).is_file())
    assert _tree(tmp_path / "again") == _tree(made)


def test_it_has_every_file_of_the_sample_and_no_other(made: Path) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        found = (folder / CONTENT).rglob("*.yaml")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    assert len(content(made)) > 50
    ours, theirs = content(made), content(ROOT)
    assert ours.pop("runbooks/settings.yaml") != theirs.pop("runbooks/settings.yaml")
    assert ours == theirs


def test_alert_rules_that_do_not_come_along_stand_in_a_comment(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settings(folder: Path) -> Any:
        return yaml.safe_load((folder / "runbooks/settings.yaml").read_text())

    theirs = settings(ROOT)
    (source,) = theirs["alerts"].pop("sources")
    assert settings(made) == theirs
    text = (made / "runbooks/settings.yaml").read_text()
    assert f"  # sources:\n  #   - {source}\n" in text
    monkeypatch.chdir(made)
    said = CliRunner().invoke(main, ["alerts"])
    assert said.exit_code == 0
    assert "firsthour alerts FILE" in said.output
    assert "alerts.sources" in said.output
    assert (
        json.loads(CliRunner().invoke(main, ["alerts", "--format", "json"]).output)["files"] == []
    )


def test_it_lints_without_a_finding_but_that_all_of_it_is_a_sample(made: Path) -> None:
    checked = check(made, today=TODAY)
    assert {problem.rule for problem in checked.problems} == {"sample-replaced"}
    assert {problem.severity for problem in checked.problems} == {Severity.INFO}
    assert len(checked.problems) == checked.files


def test_its_schemas_are_those_that_the_command_writes(made: Path) -> None:
    assert write(made / "schema", check(made, rules=()).catalog) == []


@pytest.mark.parametrize("folder", ["made", "bare"])
def test_every_file_leads_the_editor_to_its_schema(
    folder: str, request: pytest.FixtureRequest
) -> None:
    made: Path = request.getfixturevalue(folder)
    for path in (made / CONTENT).rglob("*.yaml"):
        first = path.read_text().splitlines()[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        kind = path.stem if path.parent.name == CONTENT else path.parent.name
        assert schema == made.resolve() / f"schema/{kind}.schema.json"
        assert schema.is_file()


@pytest.mark.parametrize("name", ["mkdocs.yml", ".vscode/settings.json", ".vscode/extensions.json"])
def test_what_both_repositories_have_is_the_same(golden: Golden, name: str) -> None:
    golden(FILES / name.replace(".vscode", "dot-vscode"), (ROOT / name).read_text())


VERSION = firsthour.__version__
ADDRESS = "https://git.larkspur.example/firsthour.git"


@pytest.mark.parametrize(
    ("came_from", "line"),
    [
        (None, f"firsthour[print]=={VERSION}"),
        (
            {"url": ADDRESS, "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            f"firsthour[print] @ git+{ADDRESS}@c0ffee",
        ),
        (
            {"url": "https://larkspur.example/firsthour-1-py3-none-any.whl", "archive_info": {}},
            "firsthour[print] @ https://larkspur.example/firsthour-1-py3-none-any.whl",
        ),
        (
            {"url": "file:///home/mara/firsthour", "dir_info": {"editable": True}},
            "firsthour[print] @ file:///home/mara/firsthour",
        ),
    ],
    ids=["an index", "git", "an address", "a folder"],
)
def test_it_takes_the_firsthour_that_wrote_it(
    came_from: dict[str, Any] | None, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(came_from) if came_from else None

    monkeypatch.setattr("firsthour.starter.requirement.distribution", lambda _: Installed())
    *notice, last = requirement().splitlines()
    assert last == line
    assert all(each.startswith("# ") for each in notice)
    # What nobody else reaches does not go unsaid; a name alone would be anybody's to take.
    assert bool(notice) == ("file:" in line)


def test_without_an_installation_it_takes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("firsthour.starter.requirement.distribution", missing)
    assert requirement() == f"firsthour[print]=={VERSION}\n"


def test_what_it_takes_stands_in_the_repository(made: Path, bare: Path) -> None:
    for folder in (made, bare):
        assert (folder / "requirements.txt").read_text() == requirement()


def test_nothing_is_left_to_fill_in_but_by_its_owner(made: Path, bare: Path) -> None:
    for folder in (made, bare):
        names = [path for path, text in _tree(folder).items() if re.search("__[A-Z]+__", text)]
        assert names == []


# without the sample team


def test_without_the_sample_it_has_what_every_team_needs(made: Path, bare: Path) -> None:
    held = {path.relative_to(bare).as_posix() for path in (bare / CONTENT).rglob("*.yaml")}
    singles = {f"{CONTENT}/{kind}.yaml" for kind in SINGLES}
    assert held == {*singles, f"{CONTENT}/checklists/first-ten-minutes.yaml"}
    beside = {path for path in _tree(bare) if not path.startswith((CONTENT, "schema"))}
    assert beside == {path for path in _tree(made) if not path.startswith((CONTENT, "schema"))}


def test_without_the_sample_it_lints_and_says_what_is_not_yours_yet(bare: Path) -> None:
    checked = check(bare, today=TODAY)
    assert {problem.rule for problem in checked.problems} == {"sample-replaced"}
    marked = {problem.location.path for problem in checked.problems}
    assert marked == {f"{CONTENT}/{kind}.yaml" for kind in SINGLES}
    assert "Larkspur" not in "".join(_tree(bare / CONTENT).values())
    assert write(bare / "schema", checked.catalog) == []


def test_without_the_sample_it_has_a_site_that_says_what_comes_next(bare: Path) -> None:
    home = assemble(bare).files["index.md"]
    assert isinstance(home, str)
    assert "First ten minutes" in home
    asked = re.findall(r"<code>(runbooks/\S+\.yaml)</code>", home)
    assert asked == ["runbooks/failure-modes/site-down.yaml"]


def test_a_first_runbook_of_five_lines_is_all_that_is_missing(tmp_path: Path) -> None:
    start(tmp_path / "ours", empty=True)
    page = tmp_path / "ours/runbooks/failure-modes/site-down.yaml"
    page.parent.mkdir()
    page.write_text("title: The site is down\nowner: everyone\nsteps:\n  - Open the status page.\n")
    for path in (tmp_path / "ours" / CONTENT).glob("*.yaml"):
        text = path.read_text()
        assert text.endswith("\nsample: true\n")
        path.write_text("".join(text.splitlines(keepends=True)[:-2]))
    assert check(tmp_path / "ours", today=TODAY).problems == ()
    home = assemble(tmp_path / "ours").files["index.md"]
    assert "What to write next" not in str(home)


def test_the_command_without_the_sample_says_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init", "--empty", "ours"])
    assert result.exit_code == 0
    monkeypatch.chdir(tmp_path / "ours")
    said = re.findall(r"^  firsthour (.+?)(?:   .*)?$", result.output, re.MULTILINE)
    assert said == ["lint --verbose", "new failure-modes site-down", "serve"]
    for line in said[:2]:
        assert CliRunner().invoke(main, line.split()).exit_code == 0


def test_the_pages_of_the_sample_go_in_one_line(tmp_path: Path) -> None:
    ours = tmp_path / "our runbooks"
    start(ours)
    (line,) = re.findall(r"^\$ (grep .*)$", (ours / "README.md").read_text(), re.MULTILINE)
    kept = ours / "runbooks/failure-modes/http-502.yaml"
    kept.write_text(kept.read_text().replace("sample: true\n", ""))
    subprocess.run(line, shell=True, cwd=ours, check=True)
    left = {
        path.relative_to(ours / CONTENT).as_posix() for path in ours.rglob("runbooks/**/*.yaml")
    }
    assert left == {f"{kind}.yaml" for kind in SINGLES} | {
        "checklists/first-ten-minutes.yaml",
        "failure-modes/http-502.yaml",
    }


def test_its_workflows_install_what_it_takes(made: Path) -> None:
    found = {path.name: path.read_text() for path in (made / ".github/workflows").iterdir()}
    assert {*found} == {"copies.yml", "publish.yml", "review.yml", "runbooks.yml"}
    for text in found.values():
        installed = text.count("run: pip install -r requirements.txt\n")
        assert installed == text.count("pip install") == text.count("uses: actions/setup-python@")
    assert yaml.safe_load((made / ".github/dependabot.yml").read_text())["version"] == 2


@pytest.mark.parametrize("folder", ["made", "bare"])
def test_its_readme_names_commands_that_exist_and_everything_in_it(
    folder: str, request: pytest.FixtureRequest
) -> None:
    made: Path = request.getfixturevalue(folder)
    readme = (made / "README.md").read_text()
    shell = re.findall(r"^\$ firsthour (\w+)", readme, re.MULTILINE)
    assert {*shell} == {"lint", "print", "build", "serve", "new", "schema", "codeowners"}
    assert {*shell} <= {*main.commands, *main.list_commands(None)}  # type: ignore[arg-type]
    rows = re.findall(r"^\| (`.*`) \|", readme, re.MULTILINE)
    named = {name.split("/")[0] for row in rows for name in re.findall(r"`([^`]+)`", row)}
    there = {path.name for path in made.iterdir()}
    assert there - named == {"README.md", "requirements.txt", ".gitignore"}
    assert named - there == set()


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path) -> None:
    for name, hold in {"file": "notes.md", "hidden": ".env", "folder": "old/notes.md"}.items():
        held = tmp_path / name / hold
        held.parent.mkdir(parents=True)
        held.write_text("mine")
    (tmp_path / "plain").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "linked").symlink_to(tmp_path / "file")
    before = _tree(tmp_path)
    for name in ("file", "hidden", "folder", "plain", "dangling", "linked"):
        with pytest.raises(NotEmpty):
            start(tmp_path / name)
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("git", [False, True], ids=["empty", "with .git"])
def test_an_empty_folder_is_filled_and_stays_the_same_folder(
    made: Path, tmp_path: Path, git: bool
) -> None:
    if git:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main")
    node = tmp_path.stat().st_ino
    start(tmp_path)
    assert tmp_path.stat().st_ino == node
    shutil.rmtree(tmp_path / ".git", ignore_errors=True)
    assert _tree(tmp_path) == _tree(made)


def test_folders_can_be_read_by_others(made: Path) -> None:
    usual = made.parent / "usual"
    usual.mkdir(exist_ok=True)
    modes = {path.stat().st_mode for path in (made, *made.rglob("*")) if path.is_dir()}
    assert modes == {usual.stat().st_mode}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("function", ["write_bytes", "write_text", "rename"])
@pytest.mark.parametrize("name", ["new/below/it", "there"])
def test_a_failure_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    function: str,
    error: BaseException,
) -> None:
    (tmp_path / "there/.git").mkdir(parents=True)
    before = _tree(tmp_path)
    original = getattr(Path, function)
    left = 1 if function == "rename" and name != "there" else 5
    calls = 0

    def failing(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == left:
            raise error
        return original(*arguments, **options)

    monkeypatch.setattr(Path, function, failing)
    with pytest.raises(type(error)):
        start(tmp_path / name)
    monkeypatch.undo()
    assert calls >= left
    assert _tree(tmp_path) == before


def test_the_command_says_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init", "a b/ours"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) <= 8
    assert "  cd 'a b/ours'" in lines
    assert (tmp_path / "a b/ours/README.md").is_file()
    named = re.findall(r"^  firsthour (\w+)", result.output, re.MULTILINE)
    assert named == ["lint", "serve"]


def test_the_command_in_this_folder_does_not_tell_to_leave_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init", "."])
    assert result.exit_code == 0
    assert "cd " not in result.output
    assert (tmp_path / "README.md").is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("full", "`full` is not empty; nothing was written, name a new folder"),
        ("file", "`file` is there, and is not a folder; nothing was written, name a new folder"),
        ("file/below", "cannot write `file`: File exists; nothing was written"),
    ],
)
def test_the_command_refuses_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/notes").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = _tree(tmp_path)
    result = CliRunner().invoke(main, ["init", name])
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")
    assert _tree(tmp_path) == before


def test_the_command_wants_a_folder() -> None:
    assert CliRunner().invoke(main, ["init"]).exit_code == 2
