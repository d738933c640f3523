"""Schemas with a team's own ids: up to date, and never in the place of another file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from firsthour.cli import main
from firsthour.model import KINDS
from firsthour.pipeline import check
from firsthour.source import read_all
from firsthour.starter import Foreign, known, start, unread, write
from firsthour.starter.schemas import MARK
from firsthour.validate import REFERENCES

ROOT = Path(__file__).parents[2]
NAMES = [f"{kind}.schema.json" for kind in KINDS]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    start(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["schema", *(str(each) for each in arguments)])


def _held(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}


def _checkers(folder: Path) -> dict[str, Any]:
    schemas = {name: json.loads((folder / name).read_text()) for name in NAMES}
    for each in schemas.values():
        Draft202012Validator.check_schema(each)
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(each)
        for name, each in schemas.items()
    }


def _errors(checker: Any, data: Any) -> list[str]:
    return [error.message for error in checker.iter_errors(data)]


def test_the_team_s_own_content_holds_and_another_s_does_not(repository: Path) -> None:
    checkers = _checkers(repository / "schema")
    documents, _ = read_all(repository)
    assert {document.kind for document in documents} == {*KINDS}
    for document in documents:
        assert _errors(checkers[document.kind], document.data) == [], document.path
    runbook = {"title": "Disk full", "owner": "platform", "services": ["web"], "steps": ["look"]}
    assert _errors(checkers["failure-modes"], runbook) == []
    for wrong in (
        {"owner": "plattform"},
        {"services": ["wep"]},
        {"severity": "sev9"},
        {"related": ["procedures/roll-back"]},
        {"escalate": [{"to": "nobody"}]},
        {"steps": [{"use": "procedures/roll-back"}]},
    ):
        assert len(_errors(checkers["failure-modes"], runbook | wrong)) == 1, wrong


def test_every_sort_of_reference_is_known_in_a_fixed_order(repository: Path) -> None:
    have = known(check(repository, rules=()).catalog)
    assert {*have} == {*REFERENCES}
    assert [sort for sort, ids in have.items() if not ids or ids != sorted(ids)] == []


def test_a_second_run_touches_nothing(repository: Path) -> None:
    before = _held(repository / "schema")
    assert [*before] and {*before} == {*NAMES}
    assert _run().output == "no change: schema\n"
    assert _held(repository / "schema") == before


def test_only_what_is_new_is_written(repository: Path) -> None:
    before = _held(repository / "schema")
    page = repository / "runbooks/incidents/2026-11-20-new.yaml"
    shutil.copy(repository / "runbooks/incidents/2026-09-15-login-outage.yaml", page)
    assert _run().output.endswith(" schemas written: schema\n")
    after = _held(repository / "schema")
    changed = {name for name in NAMES if after[name] != before[name]}
    assert {*after} == {*NAMES}
    assert "failure-modes.schema.json" in changed
    assert "severity.schema.json" not in changed
    assert b"incidents/2026-11-20-new" in after["failure-modes.schema.json"][1]


def test_a_broken_page_is_still_a_page(repository: Path) -> None:
    (repository / "runbooks/procedures/restart-service.yaml").write_text("title: [")
    catalog = check(repository, rules=()).catalog
    assert "restart-service" in known(catalog)["procedures"]


@pytest.mark.parametrize("text", [None, "people: ["], ids=["missing", "broken"])
def test_what_cannot_be_read_stays_open(repository: Path, text: str | None) -> None:
    contacts = repository / "runbooks/contacts.yaml"
    contacts.write_text(text) if text else contacts.unlink()
    catalog = check(repository, rules=()).catalog
    assert unread(catalog) == ["runbooks/contacts.yaml"]
    result = _run()
    assert result.exit_code == 0
    said = "ids of runbooks/contacts.yaml stay open: it is missing or cannot be read"
    assert result.output.splitlines()[1:] == [said]
    runbook = {"title": "Disk full", "owner": "anybody", "steps": ["look"]}
    assert _errors(_checkers(repository / "schema")["failure-modes"], runbook) == []


@pytest.mark.parametrize(
    "text",
    [
        "{}\n",
        "[]\n",
        "",
        "not JSON",
        '{"$comment": "ours"}',
        (ROOT / "schema" / NAMES[-1]).read_text(),
    ],
    ids=["object", "list", "empty", "text", "comment", "base"],
)
def test_a_file_of_another_origin_stops_all(repository: Path, text: str) -> None:
    (repository / "schema" / NAMES[-1]).write_text(text)
    (repository / "schema" / NAMES[0]).unlink()
    before = _held(repository / "schema")
    result = _run()
    assert result.exit_code == 1
    assert result.output == (
        f"Error: `schema/{NAMES[-1]}` was not written by firsthour schema; move it away, "
        "or name another folder with --out; nothing was written\n"
    )
    assert _held(repository / "schema") == before


def test_a_folder_in_the_place_of_a_file_is_not_ours(repository: Path) -> None:
    (repository / "schema" / NAMES[0]).unlink()
    (repository / "schema" / NAMES[0]).mkdir()
    with pytest.raises(Foreign):
        write(repository / "schema", check(repository, rules=()).catalog)


def test_the_schemas_of_the_project_itself_are_not_ours_to_write(repository: Path) -> None:
    shutil.rmtree(repository / "schema")
    shutil.copytree(ROOT / "schema", repository / "schema")
    before = _held(repository / "schema")
    assert _run().exit_code == 1
    assert _held(repository / "schema") == before


def test_other_files_of_the_folder_stay(repository: Path) -> None:
    (repository / "schema/notes.txt").write_text("mine")
    assert _run().exit_code == 0
    assert (repository / "schema/notes.txt").read_text() == "mine"


def test_out_is_seen_from_here_and_the_root_from_anywhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("else where")
    monkeypatch.chdir(elsewhere)
    result = _run(repository, "--out", "deep/in")
    assert (result.exit_code, result.output) == (0, "10 schemas written: deep/in\n")
    assert {path.name for path in (elsewhere / "deep/in").iterdir()} == {*NAMES}
    assert all(
        json.loads(text)["$comment"] == MARK for _, text in _held(elsewhere / "deep/in").values()
    )


def test_a_folder_that_cannot_be_written_is_said(repository: Path) -> None:
    (repository / "taken").write_text("a file")
    result = _run("--out", "taken/below")
    assert result.exit_code == 1
    assert result.output == "Error: cannot write into `taken/below`: Not a directory\n"


def test_a_failure_leaves_no_half_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: held[1] for name, held in _held(repository / "schema").items()}
    (repository / "runbooks/contacts.yaml").unlink()

    def failing(path: Path, *arguments: object, **options: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        write(repository / "schema", check(repository, rules=()).catalog)
    assert {name: held[1] for name, held in _held(repository / "schema").items()} == before
