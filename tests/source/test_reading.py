"""A file that cannot be read is a document that says why, and nothing waits for it."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthour.problem import Location
from firsthour.source import read_all
from firsthour.source.reading import read_bytes
from tests.source.tree import FAILURES, told


def odd_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


ODD: list[tuple[str, Callable[[Path], object], str]] = [
    ("folder", lambda path: path.mkdir(), "error file-unreadable: this is a folder, not a file"),
    (
        "broken link",
        lambda path: path.symlink_to("nowhere"),
        "error file-link: this symbolic link leads nowhere: `nowhere`",
    ),
    (
        "link to itself",
        lambda path: path.symlink_to(path.name),
        "error file-link: this symbolic link leads back to itself",
    ),
    (
        "link out",
        lambda path: path.symlink_to("/etc/passwd"),
        "error file-link: this symbolic link leads out of the repository, and is not followed",
    ),
    (
        "link to a device",
        lambda path: path.symlink_to("/dev/zero"),
        "error file-link: this symbolic link leads out of the repository, and is not followed",
    ),
    ("pipe", lambda path: os.mkfifo(path), "error file-unreadable: this is a pipe, not a file"),
    ("socket", odd_socket, "error file-unreadable: this is a socket, not a file"),
    ("nothing in it", lambda path: path.touch(), "error yaml-empty: the file has no content"),
    (
        "1 GiB of nothing",
        sparse,
        "error yaml-too-large: the file has 1,073,741,824 bytes; the limit is 1,048,576",
    ),
]


@pytest.mark.parametrize(
    ("make", "expected"), [row[1:] for row in ODD], ids=[row[0] for row in ODD]
)
@pytest.mark.parametrize("place", ["failure-modes/x.yaml", "roles.yaml"])
def test_what_is_no_readable_file_is_a_document_that_says_so(
    root: Path, place: str, make: Callable[[Path], object], expected: str
) -> None:
    make(root / "runbooks" / place)
    documents, problems = read_all(root)
    assert [line.split(" | ")[0] for line in told(documents, problems)] == [
        f"runbooks/{place}:1:1 {expected}"
    ]
    assert problems == []
    document = next(document for document in documents if document.id != "disk-full")
    assert (document.data, document.text) == (None, "")
    assert document.kind == place.split("/")[0].removesuffix(".yaml")
    assert document.locate(("a",)) == Location(f"runbooks/{place}")


def test_a_device_is_not_opened(root: Path) -> None:
    path = root / FAILURES / "x.yaml"
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError:
        path.mkdir()  # only root makes devices; a folder takes the same way
    documents, _ = read_all(root)
    assert [problem.rule for document in documents for problem in document.problems] == [
        "file-unreadable"
    ]


def test_a_link_inside_the_repository_is_followed(root: Path) -> None:
    (root / "roles-of-all.yaml").write_text("a: 1\n")
    (root / "runbooks" / "roles.yaml").symlink_to("../roles-of-all.yaml")
    documents, problems = read_all(root)
    assert told(documents, problems) == []
    assert [document.data for document in documents if document.kind == "roles"] == [{"a": 1}]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "this file may not be read"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "this file went away while it was read"),
        (OSError(errno.EIO, "Input/output error"), "this file cannot be read: input/output error"),
        (OSError("odd"), "this file cannot be read: oserror"),
    ],
)
def test_a_file_that_cannot_be_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: str
) -> None:
    (root / FAILURES / "other.yaml").write_text("a: 1\n")
    real = os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith("disk-full.yaml"):
            raise error
        return real(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    documents, problems = read_all(root)
    assert problems == []
    assert [problem.message for problem in documents[0].problems] == [expected]
    assert documents[0].problems[0].rule == "file-unreadable"
    assert documents[1].data == {"a": 1}


def test_a_file_that_went_away_after_listing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def late(path: Path, root: Path, limit: int) -> object:
        path.unlink()
        return read_bytes(path, root, limit)

    monkeypatch.setattr("firsthour.source.files.read_bytes", late)
    documents, _ = read_all(root)
    assert [problem.message for problem in documents[0].problems] == [
        "this file went away while it was read"
    ]


def test_a_file_that_grows_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sparse(root / FAILURES / "disk-full.yaml")
    real = root.stat()
    monkeypatch.setattr(
        os, "fstat", lambda _: os.stat_result((0o100644, *real[1:6], 5, *real[7:10]))
    )
    documents, _ = read_all(root)
    assert [problem.rule for problem in documents[0].problems] == ["yaml-too-large"]


def test_a_file_that_became_a_pipe_before_it_was_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = root.stat()
    pipe = os.stat_result((stat.S_IFIFO | 0o644, *status[1:10]))
    monkeypatch.setattr(os, "fstat", lambda _: pipe)
    documents, _ = read_all(root)
    assert [problem.message for problem in documents[0].problems] == ["this is a pipe, not a file"]
