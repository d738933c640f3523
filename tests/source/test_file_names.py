"""The folder is the kind and the file name is the id; every other name is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from firsthour.source import layout, read_all
from tests.source.tree import FAILURES, ids, told

TOP = [
    (
        "failure_modes/",
        "`failure_modes` is no folder that is read here | did you mean `failure-modes/`?",
    ),
    (
        "failure-mode/",
        "`failure-mode` is no folder that is read here | did you mean `failure-modes/`?",
    ),
    ("Checklists/", "`Checklists` is no folder that is read here | did you mean `checklists/`?"),
    ("roles/", "`roles` is no folder that is read here | did you mean `roles.yaml`?"),
    ("role.yaml", "`role.yaml` is no file that is read here | did you mean `roles.yaml`?"),
    (
        "Settings.yaml",
        "`Settings.yaml` is no file that is read here | did you mean `settings.yaml`?",
    ),
    (
        "severities.yml",
        "`severities.yml` is no file that is read here | did you mean `severity.yaml`?",
    ),
    (
        "procedures.yaml",
        "`procedures.yaml` is no file that is read here | did you mean `procedures/`?",
    ),
    (
        "queue.yaml",
        "`queue.yaml` is no file that is read here | move it into the folder of its kind, such as `failure-modes`",
    ),
    ("notes.txt", "`notes.txt` is no file that is read here | keep it outside of `runbooks`"),
    (
        "stuff/",
        "`stuff` is no folder that is read here | folders are `checklists`, `failure-modes`, `procedures`, `templates`, `incidents`",
    ),
    ("incidents", "`incidents` is no file that is read here | did you mean `incidents/`?"),
]


@pytest.mark.parametrize(("name", "expected"), TOP, ids=[row[0] for row in TOP])
def test_an_unknown_name_at_the_top_is_a_warning_with_a_way_out(
    root: Path, name: str, expected: str
) -> None:
    path = root / "runbooks" / name
    if name.endswith("/"):
        path.mkdir()
        (path / "x.yaml").write_text("a: [\n")
    else:
        path.write_text("a: [\n")
    shown = f"runbooks/{name.rstrip('/')}"
    documents, problems = read_all(root)
    assert told(documents, problems) == [f"{shown}:1:1 warning file-unknown: {expected}"]
    assert ids(documents) == ["failure-modes/disk-full"]


def test_what_editors_and_people_leave_is_passed_over(root: Path) -> None:
    for name in (
        ".hidden.yaml",
        ".gitkeep",
        "x.yaml~",
        ".#x.yaml",
        "#x.yaml#",
        "x.yaml.bak",
        "x.yaml.orig",
        ".x.yaml.swp",
        "x.yaml.rej",
        "README.md",
        "readme",
    ):
        (root / FAILURES / name).write_text("a: [\n")
        (root / "runbooks" / name).write_text("a: [\n")
    (root / FAILURES / ".git").mkdir()
    (root / FAILURES / ".git" / "x.yaml").write_text("a: [\n")
    (root / FAILURES / ".#link.yaml").symlink_to("someone@host.1234")
    documents, problems = read_all(root)
    assert (told(documents, problems), ids(documents)) == ([], ["failure-modes/disk-full"])


NAMES = [
    (
        "index.yaml",
        True,
        "file-name: `index` is the page that lists the others | rename it to what it is about, for example to `disk-full.yaml`",
    ),
    ("x.yml", True, "file-extension: `x.yml` does not end in `.yaml` | rename it to `x.yaml`"),
    ("x.YAML", True, "file-extension: `x.YAML` does not end in `.yaml` | rename it to `x.yaml`"),
    ("x.Yml", True, "file-extension: `x.Yml` does not end in `.yaml` | rename it to `x.yaml`"),
    (
        "Disk_Full.yaml",
        True,
        "file-name: `Disk_Full` is not an id: lower-case letters and digits joined by hyphens | choose another name: `disk-full.yaml` is there already; or delete one of the two",
    ),
    (
        "diskFull.yml",
        True,
        "file-name: `diskFull` is not an id: lower-case letters and digits joined by hyphens | choose another name: `disk-full.yaml` is there already; or delete one of the two",
    ),
    (
        "a--b.yaml",
        True,
        "file-name: `a--b` is not an id: lower-case letters and digits joined by hyphens | rename it to `a-b.yaml`",
    ),
    (
        "v1.2.yaml",
        True,
        "file-name: `v1.2` is not an id: lower-case letters and digits joined by hyphens | rename it to `v1-2.yaml`",
    ),
    (
        "disk full.yaml",
        False,
        "file-name: `disk full` is not an id: lower-case letters and digits joined by hyphens | choose another name: `disk-full.yaml` is there already; or delete one of the two",
    ),
    (
        "-x.yaml",
        False,
        "file-name: `-x` is not an id: lower-case letters and digits joined by hyphens | rename it to `x.yaml`",
    ),
    (
        'it\'s "x".yaml',
        False,
        'file-name: `it\'s "x"` is not an id: lower-case letters and digits joined by hyphens | rename it to `it-s-x.yaml`',
    ),
    (
        "a\nb.yaml",
        False,
        "file-name: `a\\nb` is not an id: lower-case letters and digits joined by hyphens | rename it to `a-b.yaml`",
    ),
    (
        "a\u202eb.yaml",
        False,
        "file-name: `a\\u202eb` is not an id: lower-case letters and digits joined by hyphens | rename it to `ab.yaml`",
    ),
    (
        "a:b.yaml",
        False,
        "file-name: `a:b` is not an id: lower-case letters and digits joined by hyphens | rename it to `a-b.yaml`",
    ),
    (
        "Größe.yaml",
        False,
        "file-name: `Größe` is not an id: lower-case letters and digits joined by hyphens | rename it to `grosse.yaml`",
    ),
    (
        "😀.yaml",
        False,
        "file-name: `😀` is not an id: lower-case letters and digits joined by hyphens | rename it to words such as `disk-full`",
    ),
    (
        "con.yaml",
        True,
        "file-name: Windows reserves the name `con` | rename it, for example to `con-runbook.yaml`",
    ),
    (
        "nul.yaml",
        True,
        "file-name: Windows reserves the name `nul` | rename it, for example to `nul-runbook.yaml`",
    ),
    (
        "COM1.yaml",
        True,
        "file-name: Windows reserves the name `COM1` | rename it, for example to `com1-runbook.yaml`",
    ),
    (
        "a" * 101 + ".yaml",
        True,
        "file-name: the name has 101 characters; the limit is 100 | rename it to a few words joined by hyphens",
    ),
    (
        "a" * 250 + ".yaml",
        True,
        "file-name: the name has 250 characters; the limit is 100 | rename it to a few words joined by hyphens",
    ),
]


@pytest.mark.parametrize(
    ("name", "read", "expected"), NAMES, ids=[f"{row[0][:20]} {len(row[0])}" for row in NAMES]
)
def test_a_file_name_is_an_id(root: Path, name: str, read: bool, expected: str) -> None:
    (root / FAILURES / name).write_text("title: x\n")
    documents, problems = read_all(root)
    shown = f"{FAILURES}/{name}".replace("\n", "\\n").replace("\u202e", "\\u202e")
    assert told(documents, problems) == [f"{shown}:1:1 error {expected}"]
    assert len(documents) == 1 + read
    if read:
        other = next(document for document in documents if document.id != "disk-full")
        assert (other.id, other.data) == (name.rpartition(".")[0], {"title": "x"})


def test_names_that_are_no_utf8(root: Path) -> None:
    (root / FAILURES / os.fsdecode(b"caf\xe9.yaml")).write_text("title: x\n")
    documents, problems = read_all(root)
    assert told(documents, problems) == [
        r"runbooks/failure-modes/caf\xe9.yaml:1:1 error file-name: `caf\xe9` is not an id: lower-case letters and digits joined by hyphens | rename it to `caf.yaml`"
    ]
    problems[0].location.path.encode()


def test_good_ids_stay() -> None:
    for name in ("x", "disk-full", "2026-04-17-pool", "a" * 100, "console", "com10", "lpt"):
        assert layout.check_id(name) is None


def test_every_suggested_name_is_good() -> None:
    for name, *_ in NAMES:
        better = layout.kebab(name.rpartition(".")[0])
        assert (
            better == ""
            or layout.check_id(better) is None
            or layout.check_id(f"{better}-runbook") is None
        )


def test_both_extensions_of_one_id(root: Path) -> None:
    (root / FAILURES / "disk-full.yml").write_text("title: other\n")
    documents, problems = read_all(root)
    assert [problem.rule for problem in problems] == ["file-extension"]
    assert "`disk-full.yaml` is there already" in problems[0].help
    assert [document.data for document in documents] == [{"title": "Disk is full"}]


def test_a_name_is_suggested_when_it_is_free(root: Path) -> None:
    (root / FAILURES / "Pool_Full.yaml").write_text("title: x\n")
    (root / FAILURES / "disk-full.yaml.txt").write_text("title: x\n")
    documents, problems = read_all(root)
    (pool,) = (problem for document in documents for problem in document.problems)
    assert pool.help == "rename it to `pool-full.yaml`"
    assert ["`disk-full.yaml` is there already" in problem.help for problem in problems] == [True]


def test_a_single_file_with_the_wrong_extension_is_still_read(root: Path) -> None:
    (root / "runbooks" / "roles.yml").write_text("a: 1\n")
    documents, problems = read_all(root)
    assert problems == []
    assert ids(documents) == ["failure-modes/disk-full", "roles/roles"]
    assert [problem.rule for problem in documents[1].problems] == ["file-extension"]
