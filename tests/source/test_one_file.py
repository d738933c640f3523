"""`read_one` is `read_all` for a single file, which may be named in any way."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.source import read_all, read_one
from tests.source.tree import FAILURES

ONE = [
    ("runbooks/failure-modes/disk-full.yaml", "failure-modes", "disk-full", ""),
    ("runbooks/failure-modes/../failure-modes/disk-full.yaml", "failure-modes", "disk-full", ""),
    ("runbooks/roles.yaml", "roles", "roles", "file-unreadable"),
    ("runbooks/failure-modes/group/y.yaml", "failure-modes", "y", "file-unreadable"),
    (
        "runbooks/failure-modes/Bad Name.yaml",
        "failure-modes",
        "Bad Name",
        "file-name file-unreadable",
    ),
    ("runbooks/other.yaml", "", "other", "file-unknown file-unreadable"),
    ("other.yaml", "", "other", "file-unknown file-unreadable"),
    ("runbooks/failure-modes", "", "failure-modes", "file-unknown file-unreadable"),
    ("../other.yaml", "", "other", "file-unknown"),
    ("/etc/passwd", "", "passwd", "file-unknown"),
    ("a\0b.yaml", "", "a\0b", "file-unknown"),
    (".", "", ".", "file-unknown file-unreadable"),
]


@pytest.mark.parametrize(
    ("path", "kind", "identifier", "rules"), ONE, ids=[repr(row[0]) for row in ONE]
)
def test_one_file(root: Path, path: str, kind: str, identifier: str, rules: str) -> None:
    document = read_one(root, path)
    assert (document.kind, document.id) == (kind, identifier)
    assert " ".join(problem.rule for problem in document.problems) == rules
    assert (document.data == {"title": "Disk is full"}) is (not rules)


def test_one_file_by_its_whole_path_is_what_read_all_finds(root: Path) -> None:
    one = read_one(root, root / FAILURES / "disk-full.yaml")
    [other] = read_all(root)[0]
    assert (one.path, one.kind, one.id, one.data) == (other.path, other.kind, other.id, other.data)


def test_one_file_through_a_folder_that_leads_out(root: Path) -> None:
    (root / FAILURES / "out").symlink_to("/etc")
    document = read_one(root, FAILURES / "out" / "passwd.yaml")
    assert [problem.rule for problem in document.problems] == ["file-link"]


def test_the_root_may_be_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "repository"
    link.symlink_to(root)
    assert [document.path for document in read_all(link)[0]] == [
        "runbooks/failure-modes/disk-full.yaml"
    ]
    assert read_one(link, FAILURES / "disk-full.yaml").problems == ()
