"""What people get: installed in the two ways they do it, and used in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Install = Callable[[Path, Path], None]
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "VIRTUAL_ENV", "GIT_", "COV_", "COVERAGE_"))
} | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def _call(cwd: Path, *arguments: str | Path) -> str:
    """Run a program from a folder of its own, and return what it printed."""
    said = subprocess.run(
        arguments, cwd=cwd, env=CLEAN, check=False, capture_output=True, text=True
    )
    assert said.returncode == 0, f"{arguments}\n{said.stdout}\n{said.stderr}"
    return said.stdout


def _pip(python: Path, *arguments: str | Path) -> None:
    # Nothing is fetched: what firsthour needs is there, and so is what builds it.
    _call(
        python.parent,
        *(sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"),
        *("--python", python, "install", "--no-index", "--no-deps", "--no-build-isolation"),
        # There is one in the folder that is lent, and it is not this one's to replace.
        *("--ignore-installed", *arguments),
    )


def _from_wheel_of_sdist(python: Path, folder: Path) -> None:
    # Without --wheel, it makes the wheel of the sdist and not of the checkout.
    _call(folder, sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    _pip(python, wheel)


def _from_checkout(python: Path, folder: Path) -> None:
    _pip(python, ROOT)


@pytest.fixture(scope="module", params=[_from_wheel_of_sdist, _from_checkout])
def programs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment: firsthour is installed in it, and the rest is lent."""
    install: Install = request.param
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv/bin/python"
    paths = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    own = Path(sysconfig.get_path("purelib", "venv", paths))
    (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install(python, folder)
    found = _call(folder, python, "-c", "import firsthour; print(firsthour.__file__)")
    assert Path(found.strip()) == own / "firsthour/__init__.py"
    return python.parent


def test_the_first_steps_work_from_what_was_installed(programs: Path, tmp_path: Path) -> None:
    firsthour = programs / "firsthour"
    empty = tmp_path / "an empty folder"
    empty.mkdir()
    _call(empty, firsthour, "init", "our runbooks")
    ours = empty / "our runbooks"
    # Both ways were folders of this machine, and it says so.
    *notice, taken = ours.joinpath("requirements.txt").read_text().splitlines()
    assert notice
    assert taken.startswith("firsthour[print] @ file:///")

    assert "no errors or warnings" in _call(ours, firsthour, "lint")
    assert _call(ours, firsthour, "build").splitlines()[0].endswith(": build/site")
    assert "Larkspur" in (ours / "build/site/index.html").read_text()
    assert (ours / "build/site/failure-modes/http-502/index.html").is_file()

    git = ("git", "-c", "user.name=Mara", "-c", "user.email=mara@larkspur.example")
    _call(ours, *git, "init", "--quiet")
    _call(ours, *git, "add", "--all")
    _call(ours, *git, "commit", "--quiet", "--message", "Begin")
    assert _call(ours, firsthour, "schema") == "no change: schema\n"
    assert _call(ours, *git, "status", "--porcelain") == ""

    assert _call(ours, firsthour, "new", "procedures", "empty-the-cache").startswith(
        "runbooks/procedures/empty-the-cache.yaml\n"
    )
    assert "no errors or warnings" in _call(ours, firsthour, "lint")
    assert _call(ours, firsthour, "schema").endswith("schemas written: schema\n")
    assert _call(ours, *git, "status", "--porcelain", "--", "schema") != ""


def test_mkdocs_builds_the_same_repository(programs: Path, tmp_path: Path) -> None:
    _call(tmp_path, programs / "firsthour", "init", "ours")
    # Its program is lent, too, and would find the other firsthour.
    _call(tmp_path / "ours", programs / "python", "-m", "mkdocs", "build", "--quiet")
    assert "Larkspur" in (tmp_path / "ours/build/site/index.html").read_text()
