"""The browser that the tests drive: given, installed, Playwright's own, or the system's package.

python tests/browser.py prints its path, and installs one first where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "FIRSTHOUR_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--headless",
    "--no-first-run",
    "--no-sandbox",
    # No name but the machine's own resolves, whatever a page, a worker or the browser asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


class NoBrowserError(Exception):
    """The tests need a browser and there is none; the message says what to do."""


def find() -> str:
    """The path of a browser that starts.

    Raises:
        NoBrowserError: there is none, or the one that was asked for does not start.
    """
    given = os.environ.get(VARIABLE)
    if given:
        if _starts(given):
            return given
        raise NoBrowserError(f"{VARIABLE} names {given!r}, and that is not a Chromium that starts")
    for candidate in _candidates():
        if _starts(candidate):
            return candidate
    raise NoBrowserError(
        "the tests need Chromium or Chrome and found neither: install one, "
        f"or set {VARIABLE} to the path of one"
    )


def install() -> str:
    """The path of a browser that starts, installed now if need be.

    Raises:
        NoBrowserError: there is none, and none of the ways to install one worked.
    """
    try:
        return find()
    except NoBrowserError:
        if os.environ.get(VARIABLE):
            raise
    for commands in _ways():
        if all(_run(command) for command in commands):
            try:
                return find()
            except NoBrowserError:
                continue
    return find()


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, APPLICATIONS)
    with sync_playwright() as playwright:
        managed = playwright.chromium.executable_path
    if Path(managed).exists():
        yield managed


def _ways() -> Iterator[list[list[str]]]:
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        get = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        yield [[*get, "update"], [*get, "install", "-y", "--no-install-recommends", "chromium"]]


def _starts(path: str) -> bool:
    try:
        done = subprocess.run(
            [path, "--version"], check=False, capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "Chrom" in done.stdout


def _run(command: list[str]) -> bool:
    print("browser:", " ".join(command), file=sys.stderr)
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        print(f"browser: {error}", file=sys.stderr)
        return False
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        print("browser: that failed:", *last, sep="\n  ", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(install())
    except NoBrowserError as reason:
        sys.exit(f"browser: {reason}")
