"""Promises that the files around the code make."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import firsthour

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
MOST_BYTES = 500_000
ACTIONS = sorted((ROOT / ".github").glob("**/*.yml"))


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return found[0].lower()


def test_the_lock_pins_everything_with_hashes_and_names_no_host() -> None:
    lock = (ROOT / "constraints.txt").read_text()
    assert "://" not in lock
    assert "index-url" not in lock
    entries = re.split(r"\n(?=[a-z])", lock.partition("\n\n")[0].split("make lock\n")[1])
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    pinned = {_name(entry) for entry in entries}
    asked = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["print"],
        *PROJECT["project"]["optional-dependencies"]["zensical"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    assert {_name(requirement) for requirement in asked} - pinned == set()


def test_nothing_is_in_git_that_the_project_makes_or_installs() -> None:
    def tracked(*options: str) -> list[str]:
        found = subprocess.run(
            ["git", "ls-files", "-z", "--cached", *options],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return found.stdout.split("\0")[:-1]

    assert tracked("--ignored", "--exclude-standard") == []
    sizes = {path: (ROOT / path).lstat().st_size for path in tracked() if (ROOT / path).is_file()}
    assert sizes
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("folder", ["access", "editor", "incident"])
def test_the_locks_for_node_name_no_host(folder: str) -> None:
    lock = json.loads((ROOT / "tests" / folder / "package-lock.json").read_text())
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages
    assert [path for path, package in packages.items() if "integrity" not in package] == []
    assert [path for path, package in packages.items() if "resolved" in package] == []


def test_no_dependency_brings_the_formats_of_jsonschema() -> None:
    assert "jsonschema[" not in " ".join(PROJECT["project"]["dependencies"])


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    loose = [
        line.strip()
        for line in path.read_text().splitlines()
        if re.search(r"\buses:", line)
        and not re.search(r"uses: (\./\S*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", line)
    ]
    assert loose == []


def test_continuous_integration_runs_what_the_readme_says() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]
    steps = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert steps == ["make site", "make test"]
    assert (ROOT / ".ci/run").read_text().endswith("exec make test\n")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_the_version_is_the_constant() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert importlib.metadata.version("firsthour") == firsthour.__version__


def test_the_wheel_carries_schemas_sample_and_licence(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    version = firsthour.__version__
    assert {
        f"firsthour-{version}.dist-info/licenses/LICENSE",
        *(f"firsthour/schema/{path.name}" for path in (ROOT / "schema").iterdir()),
        *(
            f"firsthour/sample/{path.relative_to(ROOT / 'runbooks').as_posix()}"
            for path in (ROOT / "runbooks").rglob("*.yaml")
        ),
    } - held == set()
    assert {name.partition("/")[0] for name in held} == {
        "firsthour",
        f"firsthour-{version}.dist-info",
    }


def test_make_help_lists_every_target() -> None:
    declared = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    said = subprocess.run(
        ["make", "-C", ROOT, "--no-print-directory"], check=True, capture_output=True, text=True
    )
    targets = declared[0].split()
    assert [line.split()[1] for line in said.stdout.splitlines()] == targets
    assert all(len(line.split()) > 3 for line in said.stdout.splitlines())
