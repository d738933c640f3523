"""A GitHub of our own on loopback: issues of one repository, as its REST API shows them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

TOKEN = "ghs_0000"
REPOSITORY = "larkspur-example/runbooks"
BOT = {"login": "github-actions[bot]", "type": "Bot"}


@dataclass
class Answer:
    """What the server says instead, once. `after` does what was asked before it says so."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False


class Fake:
    """The state of the repository, everything that was asked, and answers to give instead."""

    def __init__(self) -> None:
        self.address = ""
        self.issues: list[dict[str, Any]] = []
        self.collaborators = {"mara-larkspur", "tomas-larkspur"}
        self.asked: list[tuple[str, str, Any]] = []
        self.answers: list[Answer] = []
        self.page_size = 100
        self.next_host = ""

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        """What was asked that is not just a look."""
        return [each for each in self.asked if each[0] != "GET"]

    def add(self, **values: Any) -> dict[str, Any]:
        """An issue that is there before."""
        issue = {
            "number": len(self.issues) + 1,
            "state": "open",
            "title": "A title",
            "body": None,
            "labels": [],
            "assignees": [],
            "user": BOT,
            "author_association": "NONE",
        } | values
        self.issues.append(issue)
        return issue

    def answer(self, method: str, target: str, values: Any) -> Answer:
        """Do what is asked, by the rules of the real one."""
        parts, query = urlsplit(target), parse_qs(urlsplit(target).query)
        path = parts.path.removeprefix(f"/api/v3/repos/{REPOSITORY}")
        if path == parts.path:
            return Answer(404, {"message": "Not Found"})
        if (method, path) == ("GET", "/issues"):
            return self._list(parts.path, {key: found[0] for key, found in query.items()})
        if method == "GET" and path.startswith("/assignees/"):
            return Answer(204 if path.rpartition("/")[2] in self.collaborators else 404)
        if (method, path) == ("POST", "/issues"):
            wrong = set(values.get("assignees", [])) - self.collaborators
            if wrong:
                return Answer(422, {"message": "Validation Failed", "errors": [{"field": "assignees", "code": "invalid"}]})  # fmt: skip
            return Answer(201, self._set(self.add(), values))
        number = int(path.removeprefix("/issues/"))
        return Answer(200, self._set(self.issues[number - 1], values))

    def _list(self, path: str, query: dict[str, str]) -> Answer:
        found = [
            issue
            for issue in reversed(self.issues)
            if query["state"] in ("all", issue["state"])
            and (
                "labels" not in query
                or query["labels"] in [each["name"] for each in issue["labels"]]
            )
        ]
        page = int(query.get("page", "1"))
        headers = {}
        if len(found) > page * self.page_size:
            more = urlencode(query | {"page": str(page + 1)})
            host = self.next_host or self.address.removesuffix("/api/v3")
            headers["Link"] = f'<{host}{path}?{more}>; rel="next"'
        shown = found[(page - 1) * self.page_size : page * self.page_size]
        return Answer(200, shown, headers)

    def _set(self, issue: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
        for key, value in values.items():
            if key == "labels":
                issue[key] = [{"name": name} for name in value]
            elif key == "assignees":
                issue[key] = [{"login": login} for login in value]
            else:
                issue[key] = value
        return issue


@contextmanager
def serving() -> Iterator[Fake]:
    """A fake that listens; its address is in `address`."""
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            values = json.loads(self.rfile.read(length)) if length else None
            fake.asked.append((self.command, self.path, values))
            instead = fake.answers.pop(0) if fake.answers else None
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                answer = Answer(401, {"message": "Bad credentials"})
            elif instead and not instead.after:
                answer = instead
            else:
                answer = fake.answer(self.command, self.path, values)
            self._say(instead or answer)

        do_GET = do_POST = do_PATCH = _serve  # noqa: N815 - the names are the library's

        def _say(self, answer: Answer) -> None:
            plain = isinstance(answer.body, str)
            text = answer.body if plain else json.dumps(answer.body)
            data = b"" if answer.status == 204 else text.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the test's output to itself."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}/api/v3"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
