"""Hostile text in every field: literal on the page, never code, never a crash."""

from __future__ import annotations

import html
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from firsthour.engine import build
from firsthour.pipeline import assemble
from tests.hostile.payloads import PAYLOADS, RAN
from tests.hostile.repository import ROOT, documents, dump, hostile

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Dialog, Page

    from tests.conftest import Trouble

CODE = re.compile(r"<script|<iframe|<meta|<base|<link|\son\w+=|href=.javascript:")
DOCUMENTS = {document.path: document for document in documents()}
ONE_OF_EACH_KIND = {document.kind: document for document in DOCUMENTS.values()}


def write(root: Path, path: str, content: bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
@pytest.mark.parametrize("kind", ONE_OF_EACH_KIND)
def test_one_payload_in_one_kind(kind: str, number: int, tmp_path: Path) -> None:
    document = ONE_OF_EACH_KIND[kind]
    payload = PAYLOADS[number]
    data = hostile(document, lambda: payload)
    write(tmp_path, document.path, dump(data))
    made = assemble(tmp_path)
    assert not [it for it in made.problems if it.rule.startswith(("yaml-", "schema-"))]
    for path, page in made.files.items():
        if isinstance(page, str):
            body = page.partition("\n---\n")[2]
            assert not CODE.search(body), path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole sample with a payload in every field that takes text, built for real."""
    root = tmp_path_factory.mktemp("hostile")
    payloads = itertools.cycle(PAYLOADS)
    for path, document in DOCUMENTS.items():
        write(root, path, dump(hostile(document, lambda: next(payloads))))
    write(root, "mkdocs.yml", (ROOT / "mkdocs.yml").read_bytes())
    write(root, "docs/about.md", b"# About\n\nBy hand.\n")
    assert build(root, root / "site").done
    return root / "site"


def test_nothing_runs_and_nothing_breaks(
    site: Path, page: Page, serve_folder: Callable[[Path], str], troubles: list[Trouble]
) -> None:
    base = serve_folder(site)
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    seen = 0
    for path in sorted(site.rglob("index.html")):
        # The page of an alert would lead on to another at some moment.
        page.goto(f"{base}/{path.parent.relative_to(site).as_posix()}/#stay")
        assert page.evaluate("typeof window.ran") == "undefined", path
        assert page.locator("article h1").count() == 1, path
        assert page.locator("footer").count() >= 1, f"{path}: the page ends before its footer"
        seen += 1
    assert seen > len(DOCUMENTS)
    assert dialogs == []
    assert troubles == []


def test_payloads_are_read_as_they_were_written(site: Path) -> None:
    text = " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))
        for path in site.rglob("index.html")
    )
    seen = " ".join(text.split())
    missing = [it for it in PAYLOADS if " ".join(it.split()) not in seen]
    assert missing == []
    assert RAN in seen
