"""Links asked of real servers on loopback, with everything that servers do."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from firsthour import online
from firsthour.cache import Cache
from firsthour.model.links import Answer
from firsthour.online import addresses
from firsthour.online.addresses import Allowed, NoAddressError, is_public

LOOPBACK = ["127.0.0.0/8"]
NOTHING = Cache(None)


def answers(*of: Any, **options: Any) -> dict[str, Answer]:
    """Asked from a thread of their own: the one of the tests may have the browser's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(online.answers, *of, **options).result()


class Server:
    """Answers by path, and remembers what it was asked."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self.asked: list[tuple[str, str]] = []
        self.hosts: list[str] = []
        self.together = 0
        self.most = 0
        self.release = threading.Event()
        self.full = threading.Event()
        self._counting = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                outer.asked.append((self.command, self.path))
                outer.hosts.append(self.headers["Host"])
                with outer._counting:
                    outer.together += 1
                    outer.most = max(outer.most, outer.together)
                try:
                    answer = outer._answer(self)
                finally:
                    with outer._counting:
                        outer.together -= 1
                # Only now: whoever has an answer asks the next at once.
                if answer:
                    outer._say(self, *answer)

            do_GET = do_HEAD  # noqa: N815

            def log_message(self, format: str, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((address, port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait(self, number: int) -> None:
        """Until it was asked so often, or for too long."""
        end = time.monotonic() + 30
        while len(self.asked) < number and time.monotonic() < end:
            time.sleep(0.01)

    def count(self, path: str) -> int:
        return sum(asked == path for _, asked in self.asked)

    def _answer(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str]] | None:
        path, _, rest = request.path.partition("?")
        head = request.command == "HEAD"
        headers: dict[str, str] = {}
        status = 200
        match path.strip("/").split("/"):
            case ["status", code]:
                status = int(code)
            case ["get-only"]:
                status = 405 if head else 200
            case ["head-lies"]:
                status = 404 if head else 200
            case ["later", code, wait]:
                status = int(code)
                headers["Retry-After"] = wait.replace("_", " ")
            case ["once", code, wait]:
                status = int(code) if self.count(request.path) == 1 else 200
                headers["Retry-After"] = wait.replace("_", " ")
            case ["to", code]:
                status = int(code)
                headers["Location"] = rest
            case ["loop", one]:
                status = 302
                headers["Location"] = "/loop/b" if one == "a" else "/loop/a"
            case ["on", number]:
                status = 302
                headers["Location"] = f"/on/{int(number) + 1}"
            case ["slow"]:
                self.release.wait(20)
            case ["meet", number]:
                # Nobody is answered before so many are here, or one has waited for too long.
                if self.together >= int(number):
                    self.full.set()
                self.full.wait(5)
            case ["trickle"]:
                # Each byte is in time, and all of them are not.
                with contextlib.suppress(OSError):
                    while not self.release.wait(0.05):
                        request.wfile.write(b"H")
                        request.wfile.flush()
                return None
            case ["rude-once"] if self.count(request.path) == 1:
                request.connection.shutdown(socket.SHUT_RDWR)
                return None
            case ["rude"]:
                request.connection.shutdown(socket.SHUT_RDWR)
                return None
            case ["endless"]:
                headers["Content-Length"] = str(10**12)
        return status, headers

    def _say(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
        with contextlib.suppress(OSError):
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name, value)
            request.end_headers()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


class Waits:
    """Waits for nothing, and knows how long it should have."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def _names(host: str, port: int) -> list[str]:
    if host.startswith("gone"):
        raise NoAddressError(lasting=True)
    if host.startswith("mute"):
        raise NoAddressError(lasting=False)
    return ["127.0.0.1"]


def _ask(
    *links: str,
    allow: list[str] = LOOPBACK,
    cache: Cache = NOTHING,
    seconds: float = 5,
    waits: Waits | None = None,
) -> list[Answer]:
    found = answers(
        links, allow, cache, resolve=_names, sleep=waits or Waits(), seconds=seconds
    )  # fmt: skip
    assert [*found] == [*dict.fromkeys(links)]
    return [found[link] for link in links]


@pytest.mark.parametrize(
    ("path", "state", "why"),
    [
        ("/", "alive", ""),
        ("/status/204", "alive", ""),
        ("/endless", "alive", ""),
        ("/get-only", "alive", ""),
        ("/head-lies", "alive", ""),
        ("/status/401", "alive", ""),
        ("/status/403", "alive", ""),
        ("/status/404", "dead", "answers with status 404"),
        ("/status/410", "dead", "answers with status 410"),
        ("/status/500", "dead", "answers with status 500"),
        ("/once/500/0", "alive", ""),
        ("/once/429/3", "alive", ""),
        ("/status/429", "unclear", "asks to come back later (status 429)"),
        ("/status/503", "unclear", "asks to come back later (status 503)"),
        ("/to/302?/", "alive", ""),
        ("/to/302?/status/404", "dead", "leads on to `http://a.corp:PORT/status/404`, which answers with status 404"),
        ("/to/301?/", "moved", "has moved to `http://a.corp:PORT/` for good"),
        ("/to/301?/to/308?/", "moved", "has moved to `http://a.corp:PORT/` for good"),
        ("/to/301?/to/302?/", "moved", "has moved to `http://a.corp:PORT/to/302?/` for good"),
        ("/to/301?/status/404", "dead", "leads on to `http://a.corp:PORT/status/404`, which answers with status 404"),
        ("/to/302?/to/301?/", "alive", ""),
        ("/loop/a", "dead", "leads round in a circle"),
        ("/on/0", "dead", "leads on more than 8 times"),
        ("/to/302?javascript:alert(1)", "dead", "leads on to what is no web address"),
        ("/to/302?file:///etc/passwd", "dead", "leads on to what is no web address"),
        ("/to/302?http://x:99999/", "dead", "leads on to what is no web address"),
        ("/status/302", "alive", ""),
        ("/rude", "dead", "broke the connection before it answered"),
    ],
)  # fmt: skip
def test_what_a_server_says(path: str, state: str, why: str, server: Server) -> None:
    where = f"http://a.corp:{server.port}"
    (answer,) = _ask(where + path)
    assert (answer.state, answer.why) == (state, why.replace("PORT", str(server.port)))


def test_where_it_moved_is_said(server: Server) -> None:
    where = f"http://a.corp:{server.port}"
    (answer,) = _ask(f"{where}/to/301?/new#part")
    assert answer.to == f"{where}/new#part"


def test_head_comes_first_and_get_only_where_it_is_needed(server: Server) -> None:
    where = f"http://a.corp:{server.port}"
    _ask(f"{where}/", f"{where}/get-only")
    assert server.asked == [("HEAD", "/"), ("HEAD", "/get-only"), ("GET", "/get-only")]


def test_the_name_is_sent_and_what_is_secret_is_not(server: Server) -> None:
    _ask(f"http://user:secret@a.corp:{server.port}/x?y=1#z")
    assert server.asked == [("HEAD", "/x?y=1")]
    assert server.hosts == [f"a.corp:{server.port}"]


@pytest.mark.parametrize(
    ("path", "waited"),
    [
        ("/once/429/7", [7.0]),
        ("/once/503/0", [0.0]),
        ("/once/503/x", [0.5]),
        ("/once/503/Sun,_06_Nov_1994_08:49:37_GMT", [0.0]),
        ("/later/429/3", [3.0, 3.0]),
        ("/later/429/21", []),
        ("/later/503/Fri,_31_Dec_9999_23:59:59_GMT", []),
        ("/status/500", [0.5, 1.0]),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to(path: str, waited: list[float], server: Server) -> None:
    waits = Waits()
    _ask(f"http://a.corp:{server.port}{path}", waits=waits)
    assert waits.seconds == waited


def test_a_server_that_is_silent_is_asked_again_and_then_dead(server: Server) -> None:
    (answer,) = _ask(f"http://a.corp:{server.port}/slow", seconds=0.7)
    assert (answer.state, answer.why) == ("dead", "has not answered within 0.7 seconds")
    # The one who asked is gone before the server need have read the last request.
    server.wait(3)
    assert len(server.asked) == 3


def test_a_server_that_sends_a_byte_at_a_time_takes_no_longer(server: Server) -> None:
    (answer,) = _ask(f"http://a.corp:{server.port}/trickle", seconds=0.3)
    assert (answer.state, answer.why) == ("dead", "has not answered within 0.3 seconds")


def test_a_name_that_takes_too_long_is_given_up(server: Server) -> None:
    async def stuck(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return ["127.0.0.1"]

    link = f"http://a.corp:{server.port}/"
    found = answers([link], LOOPBACK, NOTHING, resolve=stuck, sleep=Waits(), seconds=0.1)
    assert (found[link].state, found[link].why) == ("dead", "has not answered within 0.1 seconds")
    assert server.asked == []


def test_a_connection_that_breaks_once_is_no_fault_of_the_link(server: Server) -> None:
    waits = Waits()
    (answer,) = _ask(f"http://a.corp:{server.port}/rude-once", waits=waits)
    assert (answer.state, waits.seconds) == ("alive", [0.5])


def _closed_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        port: int = it.getsockname()[1]
    return port


def test_a_port_where_nobody_listens() -> None:
    (answer,) = _ask(f"http://a.corp:{_closed_port()}/")
    assert answer.state == "dead"
    assert answer.why == "leads to a host that refuses the connection"


def test_a_server_without_tls(server: Server) -> None:
    (answer,) = _ask(f"https://a.corp:{server.port}/")
    assert (answer.state, answer.why) == ("dead", "does not speak TLS")


def test_a_host_that_does_not_exist(server: Server) -> None:
    here, gone = _ask(f"http://a.corp:{server.port}/", "http://gone.corp/")
    assert here.state == "alive"
    assert (gone.state, gone.why) == ("dead", "leads to a host that does not exist")


def test_one_host_that_does_not_answer_is_asked_once() -> None:
    port = _closed_port()
    waits = Waits()
    found = _ask(*(f"http://a.corp:{port}/{n}" for n in range(50)), waits=waits)
    assert {it.state for it in found} == {"dead"} and all(it.whole_host for it in found)
    assert len(waits.seconds) == 2


# private addresses


def test_nothing_is_sent_to_a_private_address(server: Server) -> None:
    links = [
        f"http://{host}:{server.port}/"
        for host in ("a.corp", "127.0.0.1", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "localhost")
    ]
    for answer in _ask(*links, allow=[]):
        assert (answer.state, answer.why) == (
            "private",
            "is at a private address, and was not followed",
        )
    assert server.asked == []


@pytest.mark.parametrize("code", [301, 302, 307])
def test_nothing_is_sent_where_a_page_leads_to(code: int, server: Server) -> None:
    other = Server()
    try:
        target = f"http://127.0.0.1:{other.port}/latest/meta-data"
        (answer,) = _ask(f"http://a.corp:{server.port}/to/{code}?{target}", allow=["a.corp"])
        assert answer.state == "private"
        assert answer.why.startswith(f"leads on to `{target}`, which is at a private address")
        assert answer.to == "127.0.0.1"
        assert (len(server.asked), other.asked) == (1, [])
    finally:
        other.close()


def test_a_name_that_has_a_private_address_is_not_followed_on_the_way_either(
    server: Server,
) -> None:
    """Each hop is looked up and judged by itself, the last one like the first."""
    known = {"a.corp": "127.0.0.2", "b.corp": "127.0.0.2", "inside.corp": "127.0.0.3"}
    asked: list[str] = []

    async def names(host: str, port: int) -> list[str]:
        asked.append(host)
        return [known[host]]

    inside = f"http://inside.corp:{server.port}/secret"
    on = f"http://b.corp:{server.port}/to/302?{inside}"
    link = f"http://a.corp:{server.port}/to/301?{on}"
    other = Server(address="127.0.0.2", port=server.port)
    try:
        found = answers([link], ["127.0.0.2"], NOTHING, resolve=names, sleep=Waits(), seconds=5)
        assert found[link].state == "private"
        assert found[link].to == "inside.corp"
        assert found[link].why.startswith(f"leads on to `{inside}`, which is at a private address")
        assert asked == ["a.corp", "b.corp", "inside.corp"]
        assert [path.partition("?")[0] for _, path in other.asked] == ["/to/301", "/to/302"]
        assert server.asked == []
    finally:
        other.close()


def test_a_name_with_private_and_public_addresses_is_asked_at_the_public_one_alone(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here 127.0.0.1 stands for what is public."""
    public = addresses.is_public
    here = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(addresses, "is_public", lambda each: each == here or public(each))

    async def both(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "169.254.169.254", "fd00::1", "127.0.0.1"]

    link = f"http://a.corp:{server.port}/"
    found = answers([link], [], NOTHING, resolve=both, sleep=Waits(), seconds=5)
    assert (found[link].state, server.asked) == ("alive", [("HEAD", "/")])


def test_a_name_that_changes_what_it_says_changes_nothing(server: Server) -> None:
    """What was looked at is what is connected to."""
    said: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        said.append(host)
        return ["127.0.0.1" if len(said) % 2 == 0 else "127.0.0.2"]

    links = [f"http://a.corp:{server.port}/get-only"]
    found = answers(links, ["127.0.0.2"], NOTHING, resolve=rebinding, sleep=Waits(), seconds=5)
    assert found[links[0]].state in ("dead", "private")
    assert server.asked == []


def test_of_several_addresses_only_those_are_asked_that_may_be(server: Server) -> None:
    async def two(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "127.0.0.1"]

    links = [f"http://a.corp:{server.port}/"]
    found = answers(links, ["127.0.0.1"], NOTHING, resolve=two, sleep=Waits(), seconds=5)
    assert found[links[0]].state == "alive"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1",
        "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "2001:db8::1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:0:4136:e378::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_what_is_allowed() -> None:
    allowed = Allowed.of(["Grafana.Internal.", "10.1.0.0/16", "fd00::/8", "192.168.7.7"])
    for host, address, may in (
        ("grafana.internal", "10.9.9.9", True),
        ("a.grafana.internal", "10.9.9.9", False),
        ("x", "10.1.2.3", True),
        ("x", "10.2.2.3", False),
        ("x", "fd00::1", True),
        ("x", "192.168.7.7", True),
        ("x", "192.168.7.8", False),
    ):
        assert allowed.permits(host, ipaddress.ip_address(address)) is may


@pytest.mark.parametrize(
    "link", ["http://", "https://[::1", "http://a.corp:99999/", "http://\u00ad/", "http://x..y/"]
)
def test_what_is_no_address_is_an_answer(link: str) -> None:
    assert _ask(link)[0].state in ("dead", "unclear", "private")


# no network


def test_without_a_network_nothing_is_dead() -> None:
    found = _ask("http://mute-a.corp/", "http://mute-b.corp/1", "http://gone.corp/")
    assert {answer.state for answer in found} == {"offline"}


def test_one_answer_shows_that_there_is_a_network(server: Server) -> None:
    found = _ask(
        "http://mute-a.corp/", "http://mute-b.corp/", "http://gone.corp/",
        f"http://a.corp:{server.port}/status/404",
    )  # fmt: skip
    assert {answer.state for answer in found} == {"dead"}


# kept answers


def _rows(folder: Path) -> dict[str, list[object]]:
    kept = Cache(folder).get("answers")
    assert isinstance(kept, dict)
    return kept


def test_an_answer_is_kept_for_a_while(server: Server, tmp_path: Path) -> None:
    where = f"http://a.corp:{server.port}"
    links = [f"{where}/", f"{where}/status/404", f"{where}/status/429"]
    first = _ask(*links, cache=Cache(tmp_path))
    count = len(server.asked)
    assert _ask(*links, cache=Cache(tmp_path)) == first
    assert {path for _, path in server.asked[count:]} == {"/status/429"}
    assert {*_rows(tmp_path)} == {*links[:2]}


@pytest.mark.parametrize(
    ("path", "age", "again"),
    [("/", 80_000, False), ("/", 90_000, True), ("/", -60, True),
     ("/status/404", 800, False), ("/status/404", 1000, True)],
)  # fmt: skip
def test_an_answer_grows_old(
    path: str, age: float, again: bool, server: Server, tmp_path: Path
) -> None:
    link = f"http://a.corp:{server.port}{path}"
    _ask(link, cache=Cache(tmp_path))
    rows = _rows(tmp_path)
    then = rows[link][-1]
    assert isinstance(then, float)
    rows[link][-1] = then - age
    Cache(tmp_path).put("answers", rows)
    count = len(server.asked)
    _ask(link, cache=Cache(tmp_path))
    assert (len(server.asked) > count) is again


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: row[:3],
        lambda row: ["offline", *row[1:]],
        lambda row: [*row[:4], "now"],
        lambda row: 7,
        lambda row: [None] * 5,
    ],
    ids=range(5),
)
def test_a_strange_row_is_asked_again(
    spoil: Callable[[list[object]], object], server: Server, tmp_path: Path
) -> None:
    link = f"http://a.corp:{server.port}/"
    _ask(link, cache=Cache(tmp_path))
    Cache(tmp_path).put("answers", {link: spoil(_rows(tmp_path)[link])})
    assert _ask(link, cache=Cache(tmp_path))[0].state == "alive"
    assert len(server.asked) == 2


def test_links_that_are_gone_are_forgotten(server: Server, tmp_path: Path) -> None:
    where = f"http://a.corp:{server.port}"
    _ask(f"{where}/", f"{where}/x", cache=Cache(tmp_path))
    _ask(f"{where}/y", cache=Cache(tmp_path))
    assert {*_rows(tmp_path)} == {f"{where}/y"}


# how much at once


def test_many_hosts_are_asked_together_and_one_host_never_twice_at_once(server: Server) -> None:
    now: dict[str, int] = {}
    most: list[int] = []
    twice: list[str] = []

    async def counted(host: str, port: int) -> list[str]:
        now[host] = now.get(host, 0) + 1
        most.append(sum(now.values()))
        if now[host] > 1:
            twice.append(host)
        await asyncio.sleep(0.01)
        now[host] -= 1
        return ["127.0.0.1"]

    links = [f"http://h{n}.corp:{server.port}/{m}" for n in range(20) for m in range(3)]
    found = answers(links, LOOPBACK, NOTHING, resolve=counted, sleep=Waits(), seconds=5)
    assert {answer.state for answer in found.values()} == {"alive"}
    assert max(most) == 8, "as many as may, from the start"
    assert twice == []


def test_eight_requests_are_on_their_way_together_and_no_more(server: Server) -> None:
    """As the server counts them; nobody is answered before eight have come."""
    links = [f"http://h{n}.corp:{server.port}/meet/8" for n in range(24)]
    assert {answer.state for answer in _ask(*links, seconds=10)} == {"alive"}
    assert (server.most, server.full.is_set(), len(server.asked)) == (8, True, 24)


# the command


def _lint(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "firsthour", "lint", str(root), "--no-cache", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def _page(root: Path, port: int, hosts: str) -> Path:
    folder = root / "runbooks/procedures"
    folder.mkdir(parents=True)
    (root / "runbooks/settings.yaml").write_text(f"product: X\n{hosts}")
    (folder / "a.yaml").write_text(
        "title: A\nowner: nobody\ncategory: reference\nsteps:\n"
        f"  - do: Look at http://127.0.0.1:{port}/status/404, or at [x](http://127.0.0.1:{port}/).\n"
        f"    run: curl http://127.0.0.1:{port}/never\n"
    )
    return root


def test_the_command_follows_links_only_when_it_is_told(server: Server, tmp_path: Path) -> None:
    root = _page(tmp_path, server.port, "lint: {private_hosts: [127.0.0.1]}\n")
    for arguments in ((), ("--offline",)):
        assert "link-" not in _lint(root, *arguments).stdout
    assert server.asked == []
    done = _lint(root, "--online", "--format=json")
    found = [it for it in json.loads(done.stdout)["problems"] if it["rule"].startswith("link-")]
    assert [(it["rule"], it["severity"], it["clock"]) for it in found] == [
        ("link-dead", "warning", True)
    ]
    assert found[0]["location"]["line"] == 5
    assert {path for _, path in server.asked} == {"/status/404", "/"}


def test_the_command_sends_nothing_to_private_addresses(server: Server, tmp_path: Path) -> None:
    root = _page(tmp_path, server.port, "")
    done = _lint(root, "--online", "--verbose")
    assert done.stdout.count("[link-refused]") == 1
    assert "add `127.0.0.1` to lint.private_hosts" in done.stdout
    assert server.asked == []


def test_a_dead_link_fails_no_change_of_another_page(server: Server, tmp_path: Path) -> None:
    root = _page(tmp_path, server.port, "lint: {private_hosts: [127.0.0.1]}\n")
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "x")):
        who = ("-c", "user.name=A", "-c", "user.email=a@larkspur.example")
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)
    online = ("--online", "--since", "main", "--select", "link-dead", "--fail-on", "info")
    other = root / "runbooks/procedures/b.yaml"
    other.write_text("title: B\nowner: nobody\ncategory: reference\nsteps: [Look]\n")
    assert _lint(root, *online).returncode == 0
    own = root / "runbooks/procedures/a.yaml"
    own.write_text(own.read_text() + "verify: [Look again]\n")
    done = _lint(root, *online)
    assert (done.returncode, "[link-dead]" in done.stdout) == (1, True)


def test_httpx_is_loaded_only_for_that(tmp_path: Path) -> None:
    root = _page(tmp_path, 1, "")
    code = (
        "import sys\nfrom firsthour.cli import main\n"
        f"try:\n    main(['lint', {str(root)!r}, '--no-cache'])\nexcept SystemExit:\n    pass\n"
        "print({'httpx', 'asyncio', 'firsthour.online'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
