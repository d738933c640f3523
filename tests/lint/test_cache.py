"""The cache changes time and nothing else."""

from __future__ import annotations

import ast
import contextlib
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import firsthour
from firsthour.cache import FOLDER, Cache, packed, unpacked
from firsthour.pipeline import Linted, Request, lint_all, remembering
from firsthour.pipeline.reading import Read
from firsthour.pipeline.reading import read as read_file
from firsthour.problem import Edit, Location, Note, Problem, Severity
from firsthour.source import File
from tests.rules.cases import lay_out

PAGE = "title: Customers see 502 {name}\nowner: {owner}\nsteps:\n  - Look at the proxy\n"
NAMES = ("a", "b", "c", "d")
OWNERS = ("mara", "nobody", "petra", "mara")


def _page(root: Path, name: str, owner: str) -> Path:
    path = root / f"runbooks/failure-modes/{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(name=name, owner=owner))
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    for name, owner in zip(NAMES, OWNERS, strict=True):
        _page(tmp_path, name, owner)
    (tmp_path / "runbooks/failure-modes/e.yaml").write_text("title: [\n")
    (tmp_path / "runbooks/failure-modes/f.yaml").write_text("title: F\nonwer: mara\nsteps: [NO]\n")
    (tmp_path / "runbooks/failure-modes/g.yaml").write_text(
        PAGE.format(name="\ue000", owner="nobody") + "severity: {default: sev7, scale: .nan}\n"
    )
    return tmp_path


def _cold(root: Path) -> Linted:
    return lint_all(root, Request(cache=False))


def _same(root: Path) -> bool:
    warm, cold = lint_all(root, Request()), _cold(root)
    return (warm.problems, warm.texts, warm.files) == (cold.problems, cold.texts, cold.files)


def _files(root: Path) -> list[Path]:
    return sorted((root / FOLDER).glob("*.json"))


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _one_letter(path: Path) -> None:
    """A fault that is still JSON of the same shape."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"nobody", b"nobodz").replace(b"502", b"503"))


def _of_another_version(path: Path) -> None:
    body = path.read_bytes().partition(b"\n")[2]
    path.write_bytes(b"0" * 64 + b"\n" + body)


def _mixed_up(path: Path) -> None:
    other = next(each for each in _files(path.parents[3]) if each != path)
    path.write_bytes(other.read_bytes())


def _empty_list(path: Path) -> None:
    _signed(path, [])


def _of_no_shape(path: Path) -> None:
    _signed(path, {"runbooks/failure-modes/a.yaml": 7, "problems": None})


def _signed(path: Path, value: object) -> None:
    """A file that its hash vouches for."""
    Cache(path.parent).put(path.stem, value)


def _vouched(path: Path, body: bytes) -> None:
    """Bytes that their hash vouches for, and that are nothing we ever wrote."""
    path.write_bytes(Cache(path.parent)._head(path.stem, body) + b"\n" + body)


def _as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    path.write_bytes(data)


def _of_old_format(path: Path) -> None:
    """As it would be without the line that vouches for it."""
    path.write_bytes(path.read_bytes().partition(b"\n")[2])


def _unreadable(path: Path) -> None:
    """A link to itself: nobody can read it, whatever his rights are."""
    path.unlink()
    path.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def _twice(path: Path) -> None:
    path.write_bytes(path.read_bytes() * 2)


def _entries_of_others(path: Path) -> None:
    """Each file has what belongs to the next, and its hash vouches for it."""
    value = json.loads(path.read_bytes().partition(b"\n")[2])
    if isinstance(value, dict) and path.stem.startswith("files"):
        _signed(path, {"runbooks/failure-modes/a.yaml": next(iter(value.values()))})
    else:
        _signed(path, [{**run, "key": "0" * 64, "problems": []} for run in value])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "truncated": _truncated,
    "one letter": _one_letter,
    "one bit": _bit,
    "another version": _of_another_version,
    "old format": _of_old_format,
    "another file": _mixed_up,
    "entries of others": _entries_of_others,
    "an empty list": _empty_list,
    "no shape": _of_no_shape,
    "a folder": _as_a_folder,
    "unreadable": _unreadable,
    "a link to nothing": _link_to_nothing,
    "twice": _twice,
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(b"\0" * 4096),
    "brackets": lambda path: path.write_bytes(b"[" * 200_000),
    "noise": lambda path: path.write_bytes(os.urandom(2000)),
    "noise that is vouched for": lambda path: _vouched(path, b"\xff{"),
    "brackets that are vouched for": lambda path: _vouched(path, b"[" * 200_000),
    "gone": lambda path: path.unlink(),
    "no JSON": lambda path: path.write_bytes(path.read_bytes().replace(b"}", b"]")),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("which", ["all", "runs", "files"])
def test_damage_changes_no_finding(which: str, damage: str, root: Path) -> None:
    cold = _cold(root)
    lint_all(root, Request())
    assert len(_files(root)) > 3
    whole = {path: path.read_bytes() for path in _files(root)}
    for path in whole:
        if which == "all" or path.stem.startswith(which):
            DAMAGE[damage](path)
    assert any(not path.is_file() or path.read_bytes() != was for path, was in whole.items())
    assert lint_all(root, Request()).problems == cold.problems
    _page(root, "d", "nobody")
    assert _same(root)
    assert _same(root)


def test_what_is_mended_is_used_again(root: Path) -> None:
    """Damage costs one run: the next has a whole cache."""
    lint_all(root, Request())
    for path in _files(root):
        _bit(path)
    assert Cache(root / FOLDER).get("runs") is None
    lint_all(root, Request())
    assert len(Cache(root / FOLDER).get("runs")) == 1
    assert all(Cache(root / FOLDER).get(path.stem) for path in _files(root))


def test_the_cache_of_another_repository_changes_no_finding(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = lay_out(tmp_path_factory.mktemp("other"))
    for name in NAMES:
        _page(other, name, "nobody-else")
    lint_all(other, Request())
    cold = _cold(root)
    shutil.copytree(other / FOLDER, root / FOLDER)
    assert lint_all(root, Request()).problems == cold.problems
    assert _same(root)


def test_a_folder_that_may_only_be_read_is_no_trouble(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in it is used; what is new is not kept. Root may write everywhere, so it is told."""
    lint_all(root, Request())
    before = {path: path.read_bytes() for path in _files(root)}

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    assert _same(root)
    _page(root, "d", "nobody")
    assert _same(root)
    assert {path: path.read_bytes() for path in _files(root)} == before


def test_a_file_that_may_not_be_read_is_no_trouble(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint_all(root, Request())
    cold = _cold(root)
    opened = Path.open
    refused: list[str] = []

    def may_not(self: Path, *of: Any, **options: Any) -> Any:
        if self.suffix == ".json" and FOLDER in self.as_posix():
            refused.append(self.name)
            raise PermissionError(13, "Permission denied")
        return opened(self, *of, **options)

    monkeypatch.setattr(Path, "open", may_not)
    assert lint_all(root, Request()).problems == cold.problems
    assert "runs.json" in refused


def test_what_was_seen_is_not_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_all(root, Request())
    read: list[str] = []

    def watched(file: File) -> Read:
        read.append(file.path)
        return read_file(file)

    monkeypatch.setattr(remembering, "read", watched)
    lint_all(root, Request())
    assert read == []
    _page(root, "d", "nobody")
    assert _same(root)
    read.clear()
    _page(root, "d", "petra")
    lint_all(root, Request())
    assert [path[-6:] for path in read] == ["d.yaml", "e.yaml"]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: _page(root, "a", "nobody"),
        lambda root: _page(root, "new", "nobody"),
        lambda root: (root / "runbooks/failure-modes/b.yaml").unlink(),
        lambda root: (root / "runbooks/failure-modes/b.yaml").rename(
            root / "runbooks/failure-modes/B.yaml"
        ),
        lambda root: (root / "runbooks/failure-modes/b.yaml").rename(
            root / "runbooks/procedures.yaml"
        ),
        lambda root: (root / "runbooks/failure-modes/notes.txt").write_text("x"),
        lambda root: (root / "runbooks/contacts.yaml").write_text("people: []\n"),
        lambda root: (root / "runbooks/settings.yaml").write_text(
            "product: X\nlint: {ignore: [owner-exists]}\n"
        ),
    ],
    ids=range(8),
)
def test_every_change_is_seen(change: Callable[[Path], object], root: Path) -> None:
    before = lint_all(root, Request()).problems
    change(root)
    assert _same(root)
    assert lint_all(root, Request()).problems != before


def test_other_options_are_other_runs(root: Path) -> None:
    lint_all(root, Request())
    chosen = Request(select=frozenset(["owner-active"]))
    assert {it.rule for it in lint_all(root, chosen).problems} >= {"owner-active"}
    assert "owner-exists" not in {it.rule for it in lint_all(root, chosen).problems}
    page = root / "runbooks/failure-modes/a.yaml"
    waiver = "# firsthour: ignore[owner-exists] because x until 2026-12-31"
    page.write_text(f"{waiver}\n{page.read_text()}".replace("mara", "nobody"))
    for day, rules in ((datetime.date(2026, 12, 31), 0), (datetime.date(2027, 1, 1), 2)):
        for _ in range(2):
            found = lint_all(root, Request(today=day, paths=("runbooks/failure-modes/a.yaml",)))
            assert len(found.problems) == rules


def test_what_was_waived_is_counted_again(root: Path) -> None:
    page = _page(root, "a", "nobody")
    waiver = "# firsthour: ignore[owner-exists] because x until 2026-12-31\n"
    page.write_text(waiver + page.read_text())
    (root / "runbooks/settings.yaml").write_text(
        "product: X\nsite_url: https://rb.example/\nlint: {fail_on: warning}\n"
    )
    request = Request(today=datetime.date(2026, 11, 21))
    first, again = lint_all(root, request), lint_all(root, request)
    assert first.verdict == again.verdict
    assert (again.verdict.waived, again.verdict.fail_on) == (1, Severity.WARNING)
    assert again.verdict.site_url == "https://rb.example/"


def test_other_code_is_another_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint_all(root, Request())
    assert Cache(root / FOLDER).get("runs")
    monkeypatch.setattr(firsthour, "__version__", "99")
    assert Cache(root / FOLDER).get("runs") is None


def test_nothing_is_kept_when_nothing_shall_be(root: Path) -> None:
    _cold(root)
    assert not (root / "build").exists()


def test_git_does_not_see_it(root: Path) -> None:
    lint_all(root, Request())
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    done = subprocess.run(status, cwd=root, check=True, capture_output=True, text=True)
    assert [line for line in done.stdout.split("\n") if "build" in line] == []


@pytest.mark.parametrize("place", ["build", "build/.cache", "build/.cache/lint"])
def test_a_folder_that_cannot_be_written_is_no_trouble(place: str, root: Path) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_text("mine")
    assert _same(root)
    assert (root / place).read_text() == "mine"


def test_a_full_disk_is_no_trouble(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert _same(root)
    assert [*(root / FOLDER).iterdir()] == []


def test_it_is_bounded_by_what_is_there(root: Path) -> None:
    for number in range(20):
        _page(root, "a", f"nobody{number}")
        lint_all(root, Request())
    for path in (root / "runbooks/failure-modes").iterdir():
        path.unlink()
    lint_all(root, Request())
    kept = [path for path in _files(root) if path.stem.startswith("files-")]
    entries = [json.loads(path.read_bytes().partition(b"\n")[2]) for path in kept]
    assert {name for each in entries for name in each} <= {*_cold(root).texts}
    runs = Cache(root / FOLDER).get("runs")
    assert len(runs) == 6
    assert len(kept) <= 64


def test_what_ended_runs_left_is_cleared(root: Path) -> None:
    lint_all(root, Request())
    old, new = (root / FOLDER / f"new-{name}" for name in ("old", "new"))
    old.write_text("x")
    new.write_text("x")
    os.utime(old, (0, 0))
    _page(root, "a", "nobody")
    lint_all(root, Request())
    assert (old.exists(), new.exists()) == (False, True)


def test_several_at_once_and_one_who_damages_do_not_disturb_each_other(root: Path) -> None:
    cold = lint_all(root, Request())
    command = [sys.executable, "-m", "firsthour", "lint", str(root), "--format=json"]
    # Still of the right shape, with another owner in it: whoever believes it says so.
    damaged = _spoil(root)
    assert any(b"nobodz" in path.read_bytes() for path in _files(root))
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    while any(process.poll() is None for process in started):
        # Whoever reads or writes it now finds it damaged, or gone.
        damaged += _spoil(root)
    said = [process.communicate()[0] for process in started]
    assert damaged
    assert len({*said}) == 1
    messages = [problem["message"] for problem in json.loads(said[0])["problems"]]
    assert messages == [problem.message for problem in cold.problems]
    assert _same(root)


def _spoil(root: Path) -> int:
    done = 0
    for path in _files(root):
        with contextlib.suppress(OSError):
            _one_letter(path)
            done += 1
    return done


def test_a_write_between_anothers_write_and_its_end_harms_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.put("runs", ["old"])
    replace = Path.replace
    seen: list[object] = []

    def interrupted(self: Path, target: Path) -> Path:
        if not seen:
            seen.append(other.get("runs"))
            other.put("runs", ["other"])
            seen.append(other.get("runs"))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    one.put("runs", ["one"])
    assert seen == [["old"], ["other"]]
    assert other.get("runs") == ["one"]
    assert [path.name for path in tmp_path.iterdir()] == ["runs.json"]


WRITER = """
import sys
from pathlib import Path
from firsthour.cache import Cache
cache = Cache(Path(sys.argv[1]))
for _ in range(150):
    cache.put("runs", [sys.argv[2]] * 20_000)
"""


def test_a_reader_finds_one_or_the_other_of_two_who_write_at_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("runs", ["a"] * 20_000)
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    seen: set[str] = set()
    while any(process.poll() is None for process in writers):
        held = cache.get("runs")
        assert held is not None and len(held) == 20_000
        assert len({*held}) == 1
        seen.update(held)
    assert [process.returncode for process in writers] == [0, 0]
    assert seen <= {"a", "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["runs.json"]


def test_what_is_kept_under_one_name_is_not_found_under_another(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("files-01", {"a": 1})
    shutil.copy(tmp_path / "files-01.json", tmp_path / "files-02.json")
    assert (cache.get("files-01"), cache.get("files-02")) == ({"a": 1}, None)


def test_a_problem_is_what_it_was() -> None:
    place = Location("a", 1, 2, 3, 4)
    problem = Problem(
        place, Severity.INFO, "r", "m", "h", (Note(place, "n"),), (Edit(place, "e"),), True
    )
    assert unpacked(json.loads(json.dumps(packed(problem)))) == problem


FOREIGN = {"os", "pathlib", "subprocess", "socket", "time", "random"}


def test_rules_see_the_catalog_and_nothing_else() -> None:
    """A run is remembered by what the files say and the day: a rule that asks elsewhere is lost."""
    package = Path(firsthour.__file__).parent
    asked = [
        f"{path.relative_to(package)}: {word}"
        for room in ("rules", "model")
        for path in (package / room).rglob("*.py")
        for word in _imported(path.read_text(encoding="utf-8"))
        if word.split(".")[0] in FOREIGN
        or word in ("firsthour.git", "firsthour.history", "firsthour.changes")
    ]
    assert asked == []


def _imported(text: str) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
            names.append(node.module or "")
    return names
