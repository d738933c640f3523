"""Whatever lies in the content folder is read, refused in words, or passed over; never a crash."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthour.problem import Severity
from firsthour.source import FOLDER_KINDS, SINGLE_KINDS, read_all
from tests.source.tree import FAILURES, ids, told


def test_every_kind_is_found_in_its_place_and_in_order(tmp_path: Path) -> None:
    for kind in reversed(SINGLE_KINDS):
        (tmp_path / "runbooks").mkdir(exist_ok=True)
        (tmp_path / "runbooks" / f"{kind}.yaml").write_text("a: 1\n")
    for kind in reversed(FOLDER_KINDS):
        for name in ("b", "a", "group/c"):
            path = tmp_path / "runbooks" / kind / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a: 1\n")
    documents, problems = read_all(tmp_path)
    assert problems == []
    assert [document.path for document in documents] == sorted(
        document.path for document in documents
    )
    singles = [f"{kind}/{kind}" for kind in SINGLE_KINDS]
    assert sorted(ids(documents)) == sorted(
        singles + [f"{kind}/{name}" for kind in FOLDER_KINDS for name in "abc"]
    )
    assert documents[0].path == "runbooks/checklists/a.yaml"
    assert documents[2].path == "runbooks/checklists/group/c.yaml"
    assert documents[0].data == {"a": 1}


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda root: None, "runbooks:1:1 error no-content: there is no folder `runbooks`"),
        (
            lambda root: (root / "runbooks").write_text(""),
            "runbooks:1:1 error file-unreadable: `runbooks` is a file, not a folder",
        ),
        (
            lambda root: (root / "runbooks").mkdir(),
            "runbooks:1:1 error no-content: `runbooks` holds no content file",
        ),
        (
            lambda root: (root / "runbooks").symlink_to("nowhere"),
            "runbooks:1:1 error file-unreadable: this folder cannot be read: no such file or directory",
        ),
        (
            lambda root: (root / "runbooks").symlink_to("runbooks"),
            "runbooks:1:1 error file-unreadable: this folder cannot be read: too many levels of symbolic links",
        ),
        (
            lambda root: (root / "runbooks").symlink_to("/etc"),
            "runbooks:1:1 error file-link: `runbooks` is a symbolic link out of the repository, and is not followed",
        ),
    ],
    ids=["nothing", "a file", "empty", "broken link", "link to itself", "link out"],
)
def test_without_content_one_problem_says_so(
    tmp_path: Path, make: Callable[[Path], None], expected: str
) -> None:
    make(tmp_path)
    documents, problems = read_all(tmp_path)
    assert documents == []
    assert [line.split(" | ")[0] for line in told(documents, problems)] == [expected]


def test_a_root_that_does_not_exist_or_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for root in (tmp_path / "absent", tmp_path / "file"):
        documents, problems = read_all(root)
        assert documents == []
        assert [problem.rule for problem in problems] == ["no-content"]


def test_the_content_folder_may_be_a_link_inside_the_repository(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "runbooks").rename(root / "docs" / "runbooks")
    (root / "runbooks").symlink_to("docs/runbooks")
    documents, problems = read_all(root)
    assert problems == []
    assert [document.path for document in documents] == ["runbooks/failure-modes/disk-full.yaml"]


def test_a_linked_folder_is_not_followed(root: Path) -> None:
    (root / FAILURES / "loop").symlink_to(".")
    (root / FAILURES / "out").symlink_to("/etc")
    (root / "runbooks" / "incidents").symlink_to("failure-modes")
    documents, problems = read_all(root)
    assert [f"{p.location.path} {p.rule}" for p in problems] == [
        "runbooks/failure-modes/loop file-link",
        "runbooks/failure-modes/out file-link",
        "runbooks/incidents file-link",
    ]
    assert ids(documents) == ["failure-modes/disk-full"]


def test_what_is_no_yaml_is_told(root: Path) -> None:
    (root / FAILURES / "old-page.md").write_text("# Old\n")
    (root / FAILURES / "x").symlink_to("nowhere")
    documents, problems = read_all(root)
    assert told(documents, problems) == [
        "runbooks/failure-modes/old-page.md:1:1 warning file-unknown: `old-page.md` is not read: it is not a `.yaml` file | keep it outside of `runbooks`",
        "runbooks/failure-modes/x:1:1 warning file-unknown: `x` is not read: it is not a `.yaml` file | keep it outside of `runbooks`",
    ]


def test_an_ending_that_an_editor_added_is_told(root: Path) -> None:
    (root / FAILURES / "mails.yaml.txt").write_text("title: x\n")
    documents, problems = read_all(root)
    assert told(documents, problems) == [
        "runbooks/failure-modes/mails.yaml.txt:1:1 warning file-unknown: `mails.yaml.txt` is not read: it is not a `.yaml` file | rename it to `mails.yaml`",
    ]


def test_a_folder_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "failure-modes":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents, problems = read_all(root)
    assert documents == []
    assert told(documents, problems) == [
        "runbooks/failure-modes:1:1 error file-unreadable: this folder cannot be read: permission denied | make it a folder that you may read"
    ]


def test_folders_may_be_deep(root: Path) -> None:
    deep = root / FAILURES / Path(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "x.yaml").write_text("a: 1\n")
    documents, problems = read_all(root)
    assert problems == []
    assert ids(documents) == ["failure-modes/x", "failure-modes/disk-full"]


def test_severities_of_what_is_found(root: Path) -> None:
    (root / "runbooks" / "stuff").mkdir()
    (root / FAILURES / "x.yml").write_text("a: 1\n")
    documents, problems = read_all(root)
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert documents[1].problems[0].severity is Severity.ERROR


def test_without_libyaml_one_sentence_says_so() -> None:
    code = "import sys; sys.modules['yaml._yaml'] = None; import firsthour.source"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr.splitlines()[-1]
        == "ImportError: firsthour needs PyYAML built with libyaml; install its wheel"
    )
    assert "During handling" not in done.stderr
