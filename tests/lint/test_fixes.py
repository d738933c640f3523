"""`--fix` and `--diff`: only what is safe, nothing else in the file, and never over other work."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.lint.findings import lint
from firsthour.lint.fixes import ChangedError, Repair, repairs, write
from firsthour.model import Catalog, build_catalog
from firsthour.pipeline import Request, lint_all
from firsthour.problem import Edit, Location, Problem, Severity
from firsthour.rules import Finding, rule
from firsthour.source import load
from firsthour.validate.wording import slip
from tests.rules.cases import lay_out

PAGE = """\
# yaml-language-server: $schema=../x.json
title:   Customers see 502   # in their words

owner: mara
steps:
  - Look at the proxy

  # and then
  - do: 'Look again'
"""


def _repository(root: Path, text: str | bytes) -> Path:
    lay_out(root)
    path = root / "runbooks/failure-modes/a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _lint(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["lint", str(root), *options])


@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ("Look at the proxy", "NO", '"NO"'),
        ("Look at the proxy", "12:30", '"12:30"'),
        ("Look at the proxy", "1.10", '"1.10"'),
        ("Look at the proxy", "0x1F # hex", '"0x1F" # hex'),
        ("Look at the proxy", "true", '"true"'),
        ("Look at the proxy", "{do: 0777, note: off}", '{do: "0777", note: "off"}'),
        ("owner", "onwer", "owner"),
        ("steps", "step", "steps"),
        ("'Look again'", "Look\u200b again\u2060", "Look again"),
        ("owner: mara", "owner: mara\nstatus: activ  # now", "owner: mara\nstatus: active  # now"),
        ("owner: mara", "onwer: mara\nstatus: 'activ'", "owner: mara\nstatus: active"),
        ("# and then", '# and\n    expect: ""', None),
        ("Look at the proxy", "#later", None),
        ("Look at the proxy", "9" * 50, None),
        ("owner: mara", "owner: mar", None),
        ("owner: mara", "owner: mara\nsumary: x", None),
        ("owner: mara", "onwer: mara\nownr: mara", None),
        ("owner: mara", "owner: mara\nowner: mara", None),
        ("owner: mara", "owner: mara\nresponse: 2", None),
    ],
)
def test_what_is_safe_is_mended_and_nothing_else(
    old: str, new: str, mended: str | None, tmp_path: Path
) -> None:
    bad = PAGE.replace(old, new, 1)
    path = _repository(tmp_path, bad)
    before = lint_all(tmp_path, Request()).problems
    assert before
    _lint(tmp_path, "--fix")
    good = bad if mended is None else PAGE.replace(old, mended, 1)
    assert path.read_bytes().decode() == good
    if mended is not None:
        left = {it.rule for it in lint_all(tmp_path, Request()).problems}
        assert left.isdisjoint(it.rule for it in before)


# All that a program that writes YAML anew would put in order.
ODD = (
    "# \t a comment with a tab and spaces behind it  \n"
    "---   # the page\n"
    "title:    'Customers see ''502'''   \n"
    "   \n"
    "\n"
    "onwer:   mara   #the team's own\n"
    "symptoms: [ 'a' ,b,  \"c\\u00e9\" , ]\n"
    "meaning: >-  # folded\n"
    "     one  \n"
    "     two\n"
    "\n"
    "steps:\n"
    "- {do:   Look , note: off }   # short\n"
    "#   - not now\n"
    "-   do: Look\n"
    "    run: |\n"
    "      uptime   \n"
    "    expect:    1.10\n"
    "# the end"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nothing_but_the_spans_of_findings_is_written(end: str, tmp_path: Path) -> None:
    bad = ODD.replace("\n", end)
    path = _repository(tmp_path, bad)
    _lint(tmp_path, "--fix")
    good = bad.replace("onwer", "owner").replace("note: off", 'note: "off"')
    assert path.read_bytes().decode() == good.replace("   1.10", '   "1.10"')


def test_line_ends_mark_and_mode_of_a_file_stay(tmp_path: Path) -> None:
    bad = b"\xef\xbb\xbf" + PAGE.replace("owner", "onwer").replace("\n", "\r\n").encode()
    path = _repository(tmp_path, bad)
    path.chmod(0o640)
    assert _lint(tmp_path, "--fix").exit_code == 0
    assert path.read_bytes() == bad.replace(b"onwer", b"owner")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [*path.parent.iterdir()] == [path]


def test_a_link_stays_one(tmp_path: Path) -> None:
    path = _repository(tmp_path, PAGE.replace("owner", "onwer"))
    target = tmp_path / "elsewhere.yaml"
    path.rename(target)
    path.symlink_to(target)
    assert _lint(tmp_path, "--fix").exit_code == 0
    assert path.is_symlink()
    assert target.read_text() == PAGE


def test_in_a_file_that_cannot_be_read_no_value_is_mended(tmp_path: Path) -> None:
    # Its key wants true or false, which is known only when the whole file has been read.
    path = _repository(tmp_path, PAGE + "rollback:\n  tested: yes\nlinks:\n  - @x\n")
    before = path.read_text()
    result = _lint(tmp_path, "--fix")
    assert "mended" not in result.output
    assert path.read_text() == before


def test_a_switch_that_says_yes_is_true(tmp_path: Path) -> None:
    path = _repository(tmp_path, PAGE + "sample: yes\n")
    assert _lint(tmp_path, "--fix", "--ignore=sample-replaced").exit_code == 0
    assert path.read_text() == PAGE + "sample: true\n"


def test_fix_says_what_it_did_and_reports_the_rest(tmp_path: Path) -> None:
    _repository(tmp_path, PAGE.replace("owner: mara", "onwer: nobody"))
    result = _lint(tmp_path, "--fix")
    assert result.exit_code == 1
    assert "a.yaml: 1 finding mended\n" in result.stderr
    assert "[owner-exists]" in result.stdout
    assert "[schema-unknown-key]" not in result.stdout
    assert "mended" not in _lint(tmp_path, "--fix").stderr


def test_only_what_is_asked_for_is_mended(tmp_path: Path) -> None:
    path = _repository(tmp_path, PAGE.replace("owner", "onwer"))
    _lint(tmp_path / "runbooks/roles.yaml", "--fix")
    assert "onwer" in path.read_text()


def test_diff_shows_what_fix_would_do_and_writes_nothing(tmp_path: Path) -> None:
    bad = PAGE.replace("owner", "onwer").rstrip("\n")
    path = _repository(tmp_path, bad)
    result = _lint(tmp_path, "--diff")
    assert result.exit_code == 1
    assert path.read_text() == bad
    assert "\n-onwer: mara\n+owner: mara\n" in result.stdout
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=result.stdout_bytes, check=True)
    assert path.read_text() == PAGE.rstrip("\n")
    result = _lint(tmp_path, "--diff")
    assert (result.exit_code, result.output) == (0, "")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = _repository(tmp_path, PAGE)
    repair = Repair("runbooks/failure-modes/a.yaml", PAGE + "# old\n", PAGE + "# new\n", 1)
    with pytest.raises(ChangedError):
        write(tmp_path, repair)
    assert path.read_text() == PAGE
    assert [*path.parent.iterdir()] == [path]


def test_a_file_that_changes_while_it_is_mended_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _repository(tmp_path, PAGE)
    chmod = Path.chmod

    def meanwhile(self: Path, mode: int) -> None:
        path.write_text("mine")
        chmod(self, mode)

    monkeypatch.setattr(Path, "chmod", meanwhile)
    with pytest.raises(ChangedError):
        write(tmp_path, Repair("runbooks/failure-modes/a.yaml", PAGE, "x", 1))
    assert path.read_text() == "mine"
    assert [*path.parent.iterdir()] == [path]


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _repository(tmp_path, PAGE.replace("owner", "onwer"))

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = _lint(tmp_path, "--fix", "--no-cache")
    assert result.exit_code == 1
    assert "cannot be written: no space left on device" in result.stderr
    assert [*path.parent.iterdir()] == [path]


# Fixes that a rule carries


def _problem(line: int, column: int, length: int, text: str, message: str = "x") -> Problem:
    place = Location("a.yaml", line, column, line, column + length)
    return Problem(place, Severity.ERROR, "a", message, fix=(Edit(place, text),))


def test_a_fix_that_makes_new_faults_is_left_out_and_the_others_are_made() -> None:
    problems = [_problem(1, 1, 1, "A"), _problem(1, 3, 1, "["), _problem(1, 5, 1, "C")]

    def look(_path: str, text: str) -> list[Problem]:
        return [_problem(1, 1, 1, "", "broken")] if "[" in text else []

    (found,) = repairs(problems, {"a.yaml": "a b c\n"}, look)
    assert (found.after, found.count) == ("A b C\n", 2)


def test_of_two_fixes_of_one_place_the_first_is_made() -> None:
    problems = [_problem(1, 1, 3, "x"), _problem(1, 2, 3, "y", "z")]
    (found,) = repairs(problems, {"a.yaml": "abcde"}, lambda _path, _text: [])
    assert (found.after, found.count) == ("xde", 1)


def test_a_fix_that_leaves_its_finding_is_none() -> None:
    problem = _problem(1, 1, 1, "A")
    assert repairs([problem], {"a.yaml": "a"}, lambda _path, _text: [problem]) == []


@pytest.mark.parametrize(("excerpt", "mended"), [("web", "proxy"), ("gone", None), ("", "proxy")])
def test_a_rule_can_say_what_belongs_there(excerpt: str, mended: str | None) -> None:
    def words(catalog: Catalog):  # type: ignore[no-untyped-def]
        """Words are plain."""
        for page in catalog.failure_modes.values():
            yield Finding(page.origin.at("title"), "no", excerpt=excerpt, replacement="proxy")

    text = "title: The web\nowner: mara\nsteps: [Look]\n"
    document = load("runbooks/failure-modes/a.yaml", text.encode(), "failure-modes", "a")
    (found,) = lint(build_catalog([document]), [rule(Severity.ERROR)(words)])
    assert [edit.text for edit in found.fix] == ([] if mended is None else [mended])
    if mended is not None:
        assert found.fix[0].location == found.location


@pytest.mark.parametrize(
    ("word", "options", "meant"),
    [
        ("onwer", ["owner", "status"], "owner"),
        ("ownr", ["owner"], "owner"),
        ("ownner", ["owner"], "owner"),
        ("owmer", ["owner"], "owner"),
        ("wner", ["owner"], "owner"),
        ("owners", ["owner"], "owner"),
        ("oenwr", ["owner"], None),
        ("owner", ["owner"], None),
        ("bond", ["bold", "bone"], None),
        ("sev1", ["sev2"], None),
        ("sev", ["sev2"], None),
        ("rol", ["role"], None),
        ("", ["a"], None),
        (12, ["12"], None),
    ],
)
def test_one_slip_of_a_finger_is_no_doubt(
    word: object, options: list[str], meant: str | None
) -> None:
    assert slip(word, options) == meant


# Statistics and standard input


def test_statistics_count_each_rule_and_what_can_be_mended(tmp_path: Path) -> None:
    _repository(tmp_path, PAGE.replace("owner", "onwer"))
    (tmp_path / "runbooks/failure-modes/b.yaml").write_text(
        PAGE.replace("Look at the proxy", "NO").replace("'Look again'", "off")
    )
    (tmp_path / "runbooks/failure-modes/c.yaml").write_text(PAGE.replace("mara", "nobody"))
    result = _lint(tmp_path, "--statistics")
    assert (result.exit_code, result.output.split("\n")) == (
        1,
        [
            "     2  error    yaml-ambiguous-scalar  2 with --fix",
            "     1  error    owner-exists",
            "     1  error    schema-unknown-key     1 with --fix",
            "4 findings",
            "",
        ],
    )


def test_statistics_of_nothing(tmp_path: Path) -> None:
    result = _lint(lay_out(tmp_path), "--statistics")
    assert (result.exit_code, result.output) == (0, "nothing to fix\n")


def _stdin(
    root: Path, text: bytes, name: str = "runbooks/failure-modes/a.yaml", *options: str
) -> Result:
    here = Path.cwd()
    os.chdir(root)
    try:
        return CliRunner().invoke(
            main, ["lint", "-", "--stdin-filename", name, *options], input=text
        )
    finally:
        os.chdir(here)


def test_an_editor_checks_what_is_not_saved_yet(tmp_path: Path) -> None:
    path = _repository(tmp_path, PAGE.replace("mara", "nobody"))
    path.with_name("b.yaml").write_text(PAGE.replace("mara", "nobody"))
    assert _stdin(tmp_path, PAGE.encode()).exit_code == 0
    result = _stdin(tmp_path, PAGE.replace("mara", "mare").encode())
    assert result.exit_code == 1
    assert result.stdout.startswith("runbooks/failure-modes/a.yaml:4:8: error [owner-exists]\n")
    assert "4 | owner: mare" in result.stdout
    assert "1 error in 1 of 1 file\n" in result.stdout
    assert "nobody" in path.read_text()


def test_a_file_that_is_not_there_yet_can_be_checked(tmp_path: Path) -> None:
    _repository(tmp_path, PAGE)
    result = _stdin(tmp_path, PAGE.replace("mara", "x").encode(), "runbooks/failure-modes/n.yaml")
    assert "runbooks/failure-modes/n.yaml:4:8" in result.stdout


@pytest.mark.parametrize("data", [b"\xff", b"", b"\0", b"title: [", b"a" * 1_100_000])
def test_any_input_is_answered(data: bytes, tmp_path: Path) -> None:
    _repository(tmp_path, PAGE)
    result = _stdin(tmp_path, data)
    assert result.exit_code == 1
    assert "[yaml-" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "needs a name"),
        (["-", "runbooks", "--stdin-filename", "runbooks/roles.yaml"], "checked alone"),
        (["--stdin-filename", "runbooks/roles.yaml"], "checked alone"),
        (["-", "--stdin-filename", "README.md"], "is not in runbooks/"),
        (["-", "--stdin-filename", "runbooks/rolls.yaml"], "did you mean `roles.yaml`?"),
        (["-", "--stdin-filename", "runbooks/roles.yaml", "--fix"], "cannot be combined"),
        (["-", "--stdin-filename", "runbooks/roles.yaml", "--since=x"], "cannot be combined"),
        (["--fix", "--diff"], "--diff alone shows what --fix would do"),
        (["--statistics", "--format=json"], "--statistics and --format json cannot be combined"),
        (["--today", "31.12.2026"], "`31.12.2026` is no date; write it as 2026-12-31"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _repository(tmp_path, PAGE)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["lint", *arguments], input=PAGE)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
