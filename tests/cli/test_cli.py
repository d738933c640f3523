"""The commands as people and scripts meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import firsthour
from firsthour.cli import main
from firsthour.cli.common.formats import FORMATS
from firsthour.cli.common.terminal import screen
from firsthour.lint import RULES as DECIDED
from firsthour.report import FORMATS as REPORTS
from firsthour.rules import all_rules
from tests.rules.cases import HERE, lay_out

ROOT = Path(__file__).parents[2]
BAD = HERE / "owner-exists/bad"
WARNED = HERE / "declarations-used/bad"
HINTED = HERE / "sample-replaced/bad"
COMMANDS = main.list_commands(click.Context(main))
HEAVY = {
    "yaml", "jsonschema", "jinja2", "mkdocs", "firsthour.rules", "firsthour.model",
    "firsthour.report",
}  # fmt: skip


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        check=True, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


def _firsthour(
    root: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "firsthour", *arguments],
        cwd=root, capture_output=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_the_commands_are_there() -> None:
    assert {"explain", "lint", "rules"} <= {*COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    assert command.get_short_help_str(limit=200).endswith(".")
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
    result = _run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {name}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lnit", "did you mean `lint`?"),
        ("check", "did you mean `lint`?"),
        ("nothing-of-the-kind", "there is alerts, build, bundle, codeowners"),
    ],
)
def test_an_unknown_command_is_wrong_usage_with_a_suggestion(typed: str, said: str) -> None:
    result = _run(typed)
    assert result.exit_code == 2
    assert said in result.output


def test_version() -> None:
    assert _run("--version").output == f"main {firsthour.__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["lint", "--help"], ["drift", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom firsthour.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    assert _python(code).stderr == "[]\n"


def test_help_says_every_format() -> None:
    assert set(FORMATS) == set(REPORTS)


# lint


def test_a_clean_tree_is_0(tmp_path: Path) -> None:
    result = _run("lint", lay_out(tmp_path))
    assert (result.exit_code, result.output) == (0, "5 files checked, nothing to fix\n")


def test_a_file_that_becomes_no_page_is_counted_where_it_is_found(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    for name in "abcdefg":
        (root / "runbooks" / f"{name}.txt").write_text("left here")
    output = _run("lint", root, "--no-cache").output
    assert "\n7 warnings in 7 of 12 files\n" in output
    one = _run("lint", root / "runbooks" / "a.txt", "--no-cache").output
    assert "\n1 warning in 1 of 1 file\n" in one


@pytest.mark.parametrize(
    ("case", "fail_on", "code"),
    [
        (BAD, "error", 1),
        (BAD, "warning", 1),
        (BAD, "info", 1),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "info", 1),
        (HINTED, "error", 0),
        (HINTED, "warning", 0),
        (HINTED, "info", 1),
    ],
)
def test_fail_on(case: Path, fail_on: str, code: int, tmp_path: Path) -> None:
    assert _run("lint", lay_out(tmp_path, case), "--fail-on", fail_on).exit_code == code


def test_an_error_fails_unless_told_otherwise(tmp_path: Path) -> None:
    assert _run("lint", lay_out(tmp_path, BAD)).exit_code == 1
    assert _run("lint", lay_out(tmp_path / "warned", WARNED)).exit_code == 0


def test_json_is_one_object(tmp_path: Path) -> None:
    result = _run("lint", lay_out(tmp_path, BAD), "--format", "json")
    said = json.loads(result.output)
    assert said["counts"]["error"] == 3
    assert said["problems"][0]["location"]["path"] == "runbooks/failure-modes/http-502.yaml"


def test_hints_are_shown_when_wanted(tmp_path: Path) -> None:
    root = lay_out(tmp_path, HINTED)
    assert "[sample-replaced]" not in _run("lint", root).output
    assert "[sample-replaced]" in _run("lint", root, "--verbose").output


@pytest.mark.parametrize(("options", "code"), [([], 1), (["--fail-on", "error"], 0)])
def test_the_settings_say_what_fails(options: list[str], code: int, tmp_path: Path) -> None:
    settings = lay_out(tmp_path, WARNED) / "runbooks/settings.yaml"
    settings.write_text("product: Larkspur\nlint: {fail_on: warning}\n")
    assert _run("lint", tmp_path, *options).exit_code == code


@pytest.mark.parametrize(("ci", "kept"), [("true", False), ("", True)])
def test_a_gate_keeps_nothing(
    ci: str, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    assert _run("lint", lay_out(tmp_path)).exit_code == 0
    assert (tmp_path / "build").exists() == kept


def test_what_is_waived_is_counted_beside_the_report(tmp_path: Path) -> None:
    page = lay_out(tmp_path) / "runbooks/failure-modes/a.yaml"
    page.parent.mkdir()
    waiver = "# firsthour: ignore[owner-exists] because she comes until 2026-12-31"
    page.write_text(f"title: A\nowner: nobody  {waiver}\nsteps: [Look]\n")
    result = _run("lint", tmp_path, "--today=2026-12-31")
    assert result.exit_code == 0
    assert result.stdout.endswith("not shown: 1 finding waived\n")
    result = _run("lint", tmp_path, "--today=2026-12-31", "--format=json")
    assert json.loads(result.stdout)["problems"] == []
    assert result.stderr == "not shown: 1 finding waived\n"
    assert _run("lint", tmp_path, "--today=2027-01-01").exit_code == 1


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--select", "owner-exists"], 3),
        (["--select", "role-exists"], 0),
        (["--select", "role-exists,owner-exists"], 3),
        (["--select", "role-exists", "--select", "owner-exists"], 3),
        (["--ignore", "owner-exists"], 0),
        (["--ignore", "role-exists, level-exists"], 3),
    ],
)
def test_rules_can_be_chosen(options: list[str], lines: int, tmp_path: Path) -> None:
    result = _run("lint", lay_out(tmp_path, BAD), *options)
    assert result.output.count("[owner-exists]") == lines


def test_a_file_that_cannot_be_read_is_never_ignored(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "runbooks/roles.yaml").write_text("roles: [\n")
    result = _run("lint", root, "--select", "owner-exists")
    assert result.exit_code == 1
    assert "[yaml-syntax]" in result.output


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_wrong_usage_with_a_suggestion(option: str, tmp_path: Path) -> None:
    result = _run("lint", lay_out(tmp_path), option, "owner-exist")
    assert result.exit_code == 2
    assert "did you mean `owner-exists`?" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["--format", "xml"], ["--fail-on", "never"], ["--nonsense"], ["nowhere"]],
)
def test_wrong_usage_is_2(arguments: list[str], tmp_path: Path) -> None:
    assert _run("lint", lay_out(tmp_path), *arguments).exit_code == 2


# which files


@pytest.mark.parametrize(
    ("here", "paths", "shown"),
    [
        (".", [], ["runbooks/failure-modes/http-502.yaml", "runbooks/procedures/restart.yaml", "runbooks/services.yaml"]),
        ("runbooks/procedures", [], ["../failure-modes/http-502.yaml", "restart.yaml", "../services.yaml"]),
        ("..", ["repo"], ["repo/runbooks/failure-modes/http-502.yaml", "repo/runbooks/procedures/restart.yaml", "repo/runbooks/services.yaml"]),
        ("..", ["repo/runbooks/procedures"], ["repo/runbooks/procedures/restart.yaml"]),
        (".", ["runbooks/procedures/restart.yaml"], ["runbooks/procedures/restart.yaml"]),
        (".", ["runbooks/procedures", "runbooks/services.yaml"], ["runbooks/procedures/restart.yaml", "runbooks/services.yaml"]),
        ("runbooks", ["../runbooks/roles.yaml"], []),
        (".", [".", "runbooks/roles.yaml"], ["runbooks/failure-modes/http-502.yaml", "runbooks/procedures/restart.yaml", "runbooks/services.yaml"]),
    ],
)  # fmt: skip
def test_paths_are_found_and_shown_from_here(
    here: str, paths: list[str], shown: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "repo", BAD)
    monkeypatch.chdir(root / here)
    result = _run("lint", *paths)
    places = [line for line in result.output.splitlines() if "[owner-exists]" in line]
    assert [line.partition(":")[0] for line in places] == shown


def test_a_linked_repository_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path / "repo", BAD)
    (tmp_path / "link").symlink_to(tmp_path / "repo")
    monkeypatch.chdir(tmp_path)
    result = _run("lint", "link/runbooks/services.yaml")
    assert result.output.startswith("link/runbooks/services.yaml:4:12: error")


def test_no_runbooks_anywhere_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run("lint")
    assert result.exit_code == 2
    assert "there is no folder runbooks/" in result.output


def test_a_file_outside_the_runbooks_is_wrong_usage(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "README.md").write_text("")
    result = _run("lint", root / "README.md")
    assert result.exit_code == 2
    assert "is not in runbooks/" in result.output


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("runbooks/failure-modes/htpp-502.yaml", "runbooks/failure-modes/http-502.yaml"),
        ("runbooks/failure-modes/http-502.yml", "runbooks/failure-modes/http-502.yaml"),
        ("failure-modes/http-502", "runbooks/failure-modes/http-502.yaml"),
        ("restart", "runbooks/procedures/restart.yaml"),
        ("runbooks/failure_modes", "runbooks/failure-modes"),
    ],
)
def test_a_path_that_leads_nowhere_gets_the_one_that_was_meant(
    typed: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, BAD))
    result = _run("lint", typed)
    assert result.exit_code == 2
    assert f"there is no `{typed}`; did you mean `{meant}`?" in result.output


def test_a_path_like_no_other_is_just_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay_out(tmp_path, BAD))
    assert "there is no `zebra`; see runbooks/\n" in _run("lint", "zebra").output


def test_two_repositories_are_wrong_usage(tmp_path: Path) -> None:
    result = _run("lint", lay_out(tmp_path / "a"), lay_out(tmp_path / "b"))
    assert result.exit_code == 2
    assert "different repositories" in result.output


# terminals


def test_a_reader_that_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    root = lay_out(tmp_path, BAD)
    for number in range(400):
        path = root / f"runbooks/failure-modes/p{number}.yaml"
        path.write_text("title: A page\nowner: nobody\nsteps:\n  - Look\n")
    with subprocess.Popen(
        [sys.executable, "-m", "firsthour", "lint"],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        assert b"owner-exists" in running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_any_encoding_of_the_terminal_will_do(environment: dict[str, str], tmp_path: Path) -> None:
    root = lay_out(tmp_path, BAD)
    page = root / "runbooks/failure-modes/http-502.yaml"
    page.write_text(page.read_text().replace("Customers", "日本の \U0001f600 Kunden …"))
    done = _firsthour(root, "lint", **environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"platfrom" in done.stdout


def test_no_colour_without_a_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in _run("lint", lay_out(tmp_path, BAD)).output


@pytest.mark.parametrize(
    ("tty", "environment", "color"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_on_a_terminal_that_wants_it(
    tty: bool, environment: dict[str, str], color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: tty, raising=False)
    assert screen(ROOT, False).color is color


# rules and explain


def test_rules_lists_every_rule() -> None:
    output = _run("rules").output
    for rule in all_rules():
        assert f"{rule.id} ({rule.severity.value})\n" in output
        assert rule.summary.split()[-1] in output
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_explain_says_all_there_is_to_say(rule: firsthour.rules.Rule) -> None:
    result = _run("explain", rule.id)
    said = " ".join(result.output.split())
    assert result.exit_code == 0
    for part in (rule.id, rule.severity.value, rule.summary, f"To fix: {rule.fix}"):
        assert part in said
    assert " ".join(rule.why.split()) in said
    assert max(map(len, result.output.splitlines())) <= 80


@pytest.mark.parametrize("rule", ["yaml-alias", "schema-unknown-key"])
def test_explain_knows_what_is_found_while_reading(rule: str) -> None:
    result = _run("explain", rule)
    assert result.exit_code == 0
    assert result.output.startswith(f"{rule} (error, found while ")


@pytest.mark.parametrize("rule", [*DECIDED])
def test_explain_knows_what_a_team_decided(rule: str) -> None:
    result = _run("explain", rule)
    assert result.exit_code == 0
    found = "found in what the team decided about findings"
    mild = ("baseline-outdated", "waiver-expired", "waiver-unused")
    severity = "warning" if rule in mild else "error"
    assert result.output.startswith(f"{rule} ({severity}, {found})\n")


def test_explain_takes_a_rule_with_the_brackets_of_its_finding() -> None:
    assert _run("explain", "[owner-exists]").output == _run("explain", "owner-exists").output


def test_explain_suggests_a_rule_for_one_it_does_not_know() -> None:
    result = _run("explain", "undo-where-neded")
    assert result.exit_code == 2
    assert "did you mean `undo-where-needed`?" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["lint"], ["lint", "--format=sarif"], ["rules"], ["explain", "no-secrets"], ["-h"]],
)
@pytest.mark.parametrize("held_back", [True, False])
def test_a_full_disk_is_one_sentence(
    arguments: list[str], held_back: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, BAD)
    # Nothing else than an empty word means no.
    monkeypatch.setenv("PYTHONUNBUFFERED", "" if held_back else "1")
    # A device that takes nothing.
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "firsthour", *arguments],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.stderr == "Error: cannot write: no space left on device\n"
    assert done.returncode == 1


@pytest.mark.parametrize("stream", ["1", "2"])
def test_without_a_stream_the_exit_code_is_left(stream: str, tmp_path: Path) -> None:
    lay_out(tmp_path, BAD)
    command = f'"{sys.executable}" -m firsthour lint --fail-on "$1" {stream}>&-'
    for bound, code in (("error", 1), ("worse", 2)):
        done = subprocess.run(
            ["sh", "-c", command, "sh", bound],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    command = f'"{sys.executable}" -m firsthour --version {stream}>&-'
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_a_path_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in ("nowhere", "no/where.yaml", tmp_path / "none"):
        result = _run("lint", path)
        assert result.exit_code == 2
        assert result.output.endswith(f"Error: there is no `{path}`\n")


def test_a_file_that_may_not_be_read_is_a_finding_when_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like any other that cannot be read. Root may read all, so the system is asked in vain."""
    path = lay_out(tmp_path) / "runbooks/roles.yaml"
    path.unlink()
    path.mkdir()
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    result = _run("lint", "--no-cache", path)
    assert result.exit_code == 1
    assert "roles.yaml:1:1: error [file-unreadable]" in result.output
