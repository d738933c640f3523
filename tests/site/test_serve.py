"""A preview follows what is written, survives what is wrong, and shows it on the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import small

RUNBOOK = "runbooks/failure-modes/http-502.yaml"
SECONDS = 60


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError):
        return ""


class Preview:
    """A running server, the repository it shows, and what it said."""

    def __init__(self, root: Path, command: list[str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.root = root
        self.log = root.parent / "log.txt"
        arguments = [argument.format(port=self.port) for argument in command]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
            )

    def page(self, path: str = "failure-modes/http-502/") -> str:
        return fetch(f"http://127.0.0.1:{self.port}/{path}")

    def wait(self, path: str, wanted: Callable[[str], bool]) -> str:
        """The page as soon as it is as wanted."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            text = self.page(path)
            if wanted(text):
                return text
            time.sleep(0.2)
        raise AssertionError(f"{path} never came to be as wanted:\n{self.log.read_text()}")

    def wait_said(self, wanted: str) -> None:
        """Until it has said so: while a build fails, it answers no one."""
        end = time.monotonic() + SECONDS
        while wanted not in self.said():
            assert time.monotonic() < end, f"never said: {wanted}\n{self.said()}"
            time.sleep(0.2)

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def said(self) -> str:
        return self.log.read_text()


@pytest.fixture(
    params=[
        ["firsthour", "serve", "--port", "{port}"],
        ["mkdocs", "serve", "--livereload", "-a", "127.0.0.1:{port}"],
    ],
    ids=["firsthour", "mkdocs"],
)
def preview(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Preview]:
    root = small.repository(tmp_path / "repository")
    shutil.copytree(small.ROOT / "runbooks", root / "runbooks")
    shutil.copytree(small.ROOT / "monitoring", root / "monitoring")
    shown = Preview(root, request.param)
    yield shown
    shown.process.terminate()
    shown.process.wait(timeout=SECONDS)


def test_a_preview_follows_what_is_written(preview: Preview) -> None:
    path = "failure-modes/http-502/"
    text = preview.wait(path, lambda text: "<h1" in text)
    assert "Content-Security-Policy" not in text  # it would stop the script that reloads the page
    assert "livereload(" in text

    whole = (preview.root / RUNBOOK).read_text(encoding="utf-8")
    lines = whole.splitlines()
    title = next(line for line in lines if line.startswith("title:"))
    preview.write(RUNBOOK, whole.replace(title, "title: Purple elephants in the proxy"))
    preview.wait(path, lambda text: "Purple elephants in the proxy" in text)

    preview.write(RUNBOOK, whole + "titel: [never closed\n")
    text = preview.wait(path, lambda text: "Purple elephants" not in text and "<h1" in text)
    assert "yaml-syntax" in text
    assert "yaml-syntax" in preview.said()
    assert f"{RUNBOOK}:" in preview.said()
    assert "<h1" in preview.page("failure-modes/disk-full/"), "the other pages stay"

    preview.write(RUNBOOK, whole.replace("owner: ", "owner: nobody-", 1))
    preview.wait(path, lambda text: "nobody-" in text)
    assert "nobody-" in preview.said()
    assert f"{RUNBOOK}:" in preview.said()
    assert "[owner-exists]" in preview.said()
    assert "1 finding; `firsthour lint` shows it in full" in preview.said()

    preview.write(RUNBOOK, whole)
    preview.wait(path, lambda text: "<h1" in text and "nobody-" not in text)
    config = (preview.root / "mkdocs.yml").read_text(encoding="utf-8")
    preview.write("mkdocs.yml", config + "nav: [never closed\n")
    preview.wait_said("the site was not built again: MkDocs")
    preview.write("mkdocs.yml", config)
    preview.write(RUNBOOK, whole.replace(title, "title: Back again"))
    preview.wait(path, lambda text: "Back again" in text)

    preview.write("docs/about.md", "# About\n\nGreen giraffes, [nowhere](nowhere.md).\n")
    preview.wait("about/", lambda text: "Green giraffes" in text)
    preview.wait("", lambda text: "nowhere.md" in preview.said())
    assert preview.process.poll() is None
    assert "Traceback" not in preview.said()


@pytest.mark.parametrize("preview", [["firsthour", "serve", "--port", "{port}"]], indirect=True)
def test_a_preview_that_begins_with_a_broken_file_is_up(preview: Preview) -> None:
    # The fixture has started it on sound files; one that starts on a broken one is another.
    preview.wait("", lambda text: "<h1" in text)
    preview.process.terminate()
    preview.process.wait(timeout=SECONDS)
    preview.write(RUNBOOK, "title: [never closed\n")
    again = Preview(preview.root, ["firsthour", "serve", "--port", "{port}"])
    try:
        again.wait("failure-modes/disk-full/", lambda text: "<h1" in text)
        assert "yaml-syntax" in again.said()
    finally:
        again.process.terminate()
        again.process.wait(timeout=SECONDS)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    root = small.repository(tmp_path / "repository")
    shutil.copytree(small.ROOT / "runbooks", root / "runbooks")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "firsthour", "serve", str(root), "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
