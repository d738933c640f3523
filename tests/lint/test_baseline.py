"""The baseline: what it sets aside, how it shrinks, and that it never grows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.lint.baseline import NAME, Baseline
from firsthour.pipeline import Request, check, lint_all
from tests.rules.cases import lay_out

PAGE = "title: Customers see {}\nowner: nobody\nsteps:\n  - Look at the proxy\n"
NO_CACHE = Request(cache=False)


def _page(root: Path, name: str, text: str = PAGE) -> Path:
    path = root / "runbooks/failure-modes" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("{}", name))
    return path


def _repository(root: Path) -> Path:
    lay_out(root)
    _page(root, "a.yaml")
    _page(root, "b.yaml")
    return root


def _write(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", str(root), "--write-baseline", *arguments])


def _rules(root: Path) -> list[str]:
    return [problem.rule for problem in lint_all(root, NO_CACHE).problems]


def test_what_was_there_is_set_aside_and_counted(tmp_path: Path) -> None:
    _repository(tmp_path)
    assert _rules(tmp_path) == ["owner-exists"] * 2
    written = _write(tmp_path)
    assert (written.exit_code, written.output.split(":")[1]) == (0, " 2 findings\n")
    assert _rules(tmp_path) == []
    assert lint_all(tmp_path, NO_CACHE).known == 2
    assert check(tmp_path).problems == ()
    result = CliRunner().invoke(main, ["lint", str(tmp_path)])
    assert result.exit_code == 0
    assert result.output.endswith("not shown: 2 findings in the baseline\n")


def test_it_is_sorted_with_a_line_for_each_finding(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    text = (tmp_path / NAME).read_text()
    found = json.loads(text)["findings"]
    assert [(each["path"][-6:], each["rule"]) for each in found] == [
        ("a.yaml", "owner-exists"),
        ("b.yaml", "owner-exists"),
    ]
    assert "nobody" in found[0]["message"]
    assert sum('"fingerprint"' in line for line in text.split("\n")) == 2
    assert len(text.split("\n")) == 8


def test_text_above_changes_nothing(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    _page(tmp_path, "a.yaml", "# checked\n\n" + PAGE.replace("owner", "status: active\nowner"))
    assert _rules(tmp_path) == []


def test_a_new_finding_is_reported_and_never_added(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    before = (tmp_path / NAME).read_text()
    _page(tmp_path, "c.yaml")
    (found,) = lint_all(tmp_path, NO_CACHE).problems
    assert found.location.path.endswith("c.yaml")
    result = _write(tmp_path)
    assert result.exit_code == 1
    assert "1 new finding not taken: a baseline only shrinks" in result.output
    assert "c.yaml:2:8 [owner-exists]" in result.output
    assert (tmp_path / NAME).read_text() == before


def test_an_empty_baseline_stays_empty(tmp_path: Path) -> None:
    """Once all is mended there is no way back to a beginning."""
    lay_out(tmp_path)
    assert _write(tmp_path).exit_code == 0
    before = (tmp_path / NAME).read_text()
    assert json.loads(before)["findings"] == []
    _page(tmp_path, "a.yaml")
    assert _write(tmp_path).exit_code == 1
    assert (tmp_path / NAME).read_text() == before
    assert _rules(tmp_path) == ["owner-exists"]


def test_an_entry_sets_aside_one_finding_and_no_other_of_its_rule(tmp_path: Path) -> None:
    _repository(tmp_path)
    services = "services:\n  - gone\n"
    _page(tmp_path, "a.yaml", PAGE + services)
    _write(tmp_path)
    assert _rules(tmp_path) == []
    _page(tmp_path, "a.yaml", PAGE + services + "  - lost\n")
    (found,) = lint_all(tmp_path, NO_CACHE).problems
    assert (found.rule, "`lost`" in found.message) == ("service-exists", True)
    assert _write(tmp_path).exit_code == 1
    assert len(json.loads((tmp_path / NAME).read_text())["findings"]) == 3


def test_what_was_mended_is_a_finding_until_it_is_left_out(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    _page(tmp_path, "b.yaml", PAGE.replace("nobody", "mara"))
    (found,) = lint_all(tmp_path, NO_CACHE).problems
    assert (found.rule, found.location.path, found.location.line) == ("baseline-outdated", NAME, 5)
    assert "b.yaml" in found.message
    assert "firsthour lint --write-baseline" in found.help
    result = _write(tmp_path)
    assert "1 finding, 1 fewer than before" in result.output
    assert _rules(tmp_path) == []
    _page(tmp_path, "b.yaml")
    assert _rules(tmp_path) == ["owner-exists"]


def test_several_that_were_mended_are_one_finding(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        _page(tmp_path, name, PAGE.replace("nobody", "mara"))
    (found,) = lint_all(tmp_path, NO_CACHE).problems
    assert "2 findings that no longer occur" in found.message


def test_a_rule_that_did_not_run_outdates_nothing(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    request = Request(cache=False, ignore=frozenset(["owner-exists"]))
    assert lint_all(tmp_path, request).problems == ()


def test_a_broken_file_outdates_nothing(tmp_path: Path) -> None:
    _repository(tmp_path)
    _write(tmp_path)
    (tmp_path / "runbooks/contacts.yaml").write_text("people: [\n")
    assert _rules(tmp_path) == ["yaml-syntax"]


def test_what_breaks_a_file_is_not_taken(tmp_path: Path) -> None:
    _repository(tmp_path)
    _page(tmp_path, "c.yaml", "title: [\n")
    result = _write(tmp_path)
    assert result.exit_code == 0
    assert "1 finding not taken: only what firsthour rules lists can be set aside" in result.output
    assert "c.yaml:2:1 [yaml-syntax]" in result.output
    assert _rules(tmp_path) == ["yaml-syntax"]


def test_a_name_of_such_a_finding_written_by_hand_sets_nothing_aside(tmp_path: Path) -> None:
    _repository(tmp_path)
    _page(tmp_path, "c.yaml", "title: [\n")
    linted = lint_all(tmp_path, NO_CACHE)
    rows = [
        {"fingerprint": name, "rule": it.rule, "path": it.location.path, "message": it.message}
        for name, it in linted.named
    ]
    (tmp_path / NAME).write_text(json.dumps({"version": 1, "findings": rows}))
    assert _rules(tmp_path) == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is not JSON"),
        (b"<<<<<<< HEAD\n{}", "it is not JSON"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[]", "there is no list `findings` in it"),
        (b'{"version": 1, "findings": {}}', "there is no list `findings` in it"),
        (b'{"version": 2, "findings": []}', "its version is not 1"),
        (b'{"version": 1, "findings": [1]}', "a finding in it lacks"),
        (b'{"version": 1, "findings": [{"fingerprint": "x", "rule": 1}]}', "a finding in it lacks"),
        (b"[" * 100_000, "it is nested too deep"),
    ],
)
def test_a_damaged_baseline_sets_nothing_aside_and_stays(
    data: bytes, why: str, tmp_path: Path
) -> None:
    _repository(tmp_path)
    (tmp_path / NAME).write_bytes(data)
    first, *rest = lint_all(tmp_path, NO_CACHE).problems
    assert (first.rule, [each.rule for each in rest]) == (
        "baseline-unreadable",
        ["owner-exists"] * 2,
    )
    assert why in first.message
    result = _write(tmp_path)
    assert result.exit_code == 1
    assert why in result.output
    assert (tmp_path / NAME).read_bytes() == data


def test_a_baseline_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    problem = Baseline.of(tmp_path).problem
    assert problem is not None
    assert "cannot be read" in problem.message


@pytest.mark.parametrize("option", ["--since=HEAD", "--select=owner-exists", "--fix"])
def test_a_baseline_is_of_everything(option: str, tmp_path: Path) -> None:
    assert _write(_repository(tmp_path), option).exit_code == 2
    assert not (tmp_path / NAME).exists()
