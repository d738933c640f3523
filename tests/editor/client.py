"""A small client of the language server that editors start for YAML files."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60


class Server:
    """The server at work on one folder; used as a context manager.

    `schemas` are the settings an editor has for `yaml.schemas`: a schema's path below the folder
    (with `./`) and the files it is for.
    """

    def __init__(self, node: str, script: str, folder: Path, schemas: Mapping[str, str]) -> None:
        self._folder = folder
        self._settings = {
            "yaml": {
                "schemas": {(folder / path).as_uri(): glob for path, glob in schemas.items()},
                "schemaStore": {"enable": False, "url": ""},
                "validate": True,
                "hover": True,
                "completion": True,
                "yamlVersion": "1.2",
            },
            "http": {"proxy": "", "proxyStrictSSL": False},
        }
        self._process = subprocess.Popen(
            [node, script, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._news = threading.Condition()
        self._answers: dict[int, Any] = {}
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._reader.start()
        self.ask(
            "initialize",
            processId=None,
            rootUri=self._folder.as_uri(),
            workspaceFolders=[{"uri": self._folder.as_uri(), "name": "runbooks"}],
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True}},
                    "hover": {"contentFormat": ["markdown"]},
                },
                "workspace": {"configuration": True},
            },
        )
        self._tell("initialized")
        # This one request waits until the server has fetched its settings.
        self.ask("textDocument/codeLens", textDocument={"uri": self._folder.as_uri()})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()

    def open(self, name: str, text: str) -> str:
        """Show the server a file, which need not exist; its address."""
        uri = (self._folder / name).as_uri()
        file = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=file)
        return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """What the editor would underline in an open file."""
        found: list[dict[str, Any]] = self._wait(self._diagnostics, uri)
        return found

    def completions(self, uri: str, line: int, column: int) -> list[dict[str, Any]]:
        """What the editor would offer; line and column count from 0 here."""
        answer = self.ask("textDocument/completion", **_place(uri, line, column))
        items: list[dict[str, Any]] = answer["items"]
        return items

    def hover(self, uri: str, line: int, column: int) -> str:
        """The text that the editor would show at a place."""
        answer = self.ask("textDocument/hover", **_place(uri, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._wait(self._answers, self._number)

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _wait(self, box: dict[Any, Any], key: Any) -> Any:
        with self._news:
            assert self._news.wait_for(lambda: key in box, PATIENCE), f"no answer about {key}"
            return box[key]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._receive(json.loads(stream.read(length)))

    def _receive(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params")
        if method == "workspace/configuration" and params:
            wanted = [self._settings.get(item["section"]) for item in params["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        with self._news:
            if method == "textDocument/publishDiagnostics" and params:
                self._diagnostics[params["uri"]] = params["diagnostics"]
            elif not method:
                assert "error" not in message, message
                self._answers[message["id"]] = message.get("result")
            self._news.notify_all()


def _place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
