"""CODEOWNERS: written from the owners, and checked for what no longer holds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthour.cli import main
from firsthour.forge.owners import BEGIN, END
from firsthour.forge.patterns import entries, escaped, matcher

CONTACTS = """people:
  - {id: mara, name: Mara Lindqvist, github: mara-larkspur}
  - {id: tomas, name: Tomas Okoye, github: tomas-larkspur}
  - {id: ravi, name: Ravi Banerjee}
  - {id: petra, name: Petra Halloran, github: petra-larkspur, left: 2019-08-31}
teams:
  - {id: platform, name: Platform, members: [mara, ravi], github: larkspur-example/platform}
  - {id: payments, name: Payments, members: [tomas, mara, ravi, petra]}
  - {id: gone, name: Gone, members: [petra], github: larkspur-example/gone}
"""
LINES = [
    BEGIN,
    "/runbooks/ @larkspur-example/platform",
    "/runbooks/failure-modes/deep/orders.yaml @tomas-larkspur @mara-larkspur",
    "/runbooks/procedures/restart.yaml @tomas-larkspur",
    END,
]
BLOCK = "".join(f"{line}\n" for line in LINES)
Run = Callable[..., Result]


def _page(owner: str) -> str:
    return f"title: A page\nowner: {owner}\nsteps:\n  - Look.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "contacts.yaml": CONTACTS,
        "settings.yaml": "product: Larkspur\ndefault_owner: platform\n",
        "failure-modes/http-502.yaml": _page("platform"),
        "failure-modes/deep/orders.yaml": _page("payments"),
        "procedures/restart.yaml": _page("tomas"),
        "procedures/look.yaml": _page("ravi"),
        "procedures/old.yaml": _page("gone"),
    }
    for name, text in files.items():
        path = tmp_path / "runbooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(root)
    return lambda *arguments: CliRunner().invoke(main, ["codeowners", *arguments])


def _hold(root: Path, text: str, name: str = ".github/CODEOWNERS") -> Path:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


# writing


def test_it_prints_every_owner_that_differs_from_the_one_of_all_the_rest(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout == BLOCK
    assert result.stderr == (
        "`gone` has no `github` in contacts.yaml, and is left out\n"
        "`ravi` has no `github` in contacts.yaml, and is left out\n"
    )


def test_without_an_owner_of_the_rest_each_page_stands_for_itself(run: Run, root: Path) -> None:
    (root / "runbooks/settings.yaml").write_text("product: Larkspur\n")
    assert run().stdout.splitlines()[1:-1] == [
        "/runbooks/failure-modes/deep/orders.yaml @tomas-larkspur @mara-larkspur",
        "/runbooks/failure-modes/http-502.yaml @larkspur-example/platform",
        "/runbooks/procedures/restart.yaml @tomas-larkspur",
    ]


def test_without_a_name_there_is_no_block(run: Run, root: Path) -> None:
    (root / "runbooks/contacts.yaml").write_text("people:\n  - {id: mara, name: Mara}\n")
    assert run().stdout == ""
    assert run("--check").exit_code == 0
    path = _hold(root, "* @somebody\n" + BLOCK)
    assert "no owner has a name on GitHub any more" in run("--check").output
    run("--write")
    assert path.read_text() == "* @somebody\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", BLOCK),
        ("* @a\n", f"* @a\n\n{BLOCK}"),
        ("* @a", f"* @a\n\n{BLOCK}"),
        (f"* @a\n{BEGIN}\nold\n{END}\n/x @b\n", f"* @a\n{BLOCK}/x @b\n"),
        (f"# firsthour begin: of an older version\n{END} \n/x @b", f"{BLOCK}/x @b"),
        (f"* @a\r\n{BEGIN}\r\n{END}\r\n", ("* @a\n" + BLOCK).replace("\n", "\r\n")),
        (f"{BEGIN}\n{END}", BLOCK),
    ],
)
def test_only_the_block_changes(run: Run, root: Path, before: str, after: str) -> None:
    path = _hold(root, before)
    assert run("--write").stdout == "written: .github/CODEOWNERS\n"
    assert path.read_bytes().decode() == after
    assert run("--write").stdout == "no change: .github/CODEOWNERS\n"
    assert path.read_bytes().decode() == after


def test_without_a_file_one_is_made_for_github(run: Run, root: Path) -> None:
    assert run("--write").exit_code == 0
    assert (root / ".github/CODEOWNERS").read_text() == BLOCK


@pytest.mark.parametrize("name", ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_the_file_that_is_there_is_used(run: Run, root: Path, name: str) -> None:
    path = _hold(root, "", name)
    run("--write")
    assert path.read_text() == BLOCK
    assert not (root / ".github").exists()


def test_paths_begin_at_the_top_of_the_repository(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "our ops").mkdir()
    (root / "runbooks").rename(root / "our ops/runbooks")
    monkeypatch.chdir(root / "our ops")
    assert run("--write").stdout == "written: ../.github/CODEOWNERS\n"
    text = (root / ".github/CODEOWNERS").read_text()
    assert "\n/our\\ ops/runbooks/ @larkspur-example/platform\n" in text
    assert run("--check").exit_code == 0


def test_without_git_the_folder_is_the_top(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    run("--write")
    assert (root / ".github/CODEOWNERS").read_text() == BLOCK
    assert run("--check").exit_code == 0
    _hold(root, "/nowhere @somebody\n")
    assert "`/nowhere` fits no file" in run("--check").output


BROKEN = [
    f"{BEGIN}\n/x @a\n",
    f"/x @a\n{END}\n",
    f"{END}\n{BEGIN}\n",
    f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_ours_cannot_be_told(run: Run, root: Path, text: str) -> None:
    path = _hold(root, text)
    result = run("--write")
    assert result.exit_code == 1
    assert (
        "stays as it is: the block of firsthour does not begin once and end once" in result.output
    )
    assert path.read_text() == text
    result = run("--check")
    assert result.exit_code == 1
    assert result.output.count("[codeowners-") == 1


def test_a_file_that_cannot_be_used_is_one_sentence(run: Run, root: Path) -> None:
    path = _hold(root, "")
    path.write_bytes(b"\xff")
    for option in ("--write", "--check"):
        result = run(option)
        assert result.exit_code == 1
        assert "is not UTF-8" in result.output
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    result = run("--write")
    assert (result.exit_code, result.output.startswith("Error: cannot ")) == (1, True)


def test_write_and_check_exclude_each_other(run: Run) -> None:
    assert run("--write", "--check").exit_code == 2


# checking


def test_what_was_written_holds(run: Run, root: Path) -> None:
    run("--write")
    result = run("--check")
    assert (result.exit_code, result.output) == (0, "1 file checked, nothing to fix\n")


@pytest.mark.parametrize("text", [None, "", "* @somebody @petra-larkspurs\n", "# petra-larkspur\n"])
def test_a_team_without_our_block_is_left_in_peace(run: Run, root: Path, text: str | None) -> None:
    if text is not None:
        _hold(root, text)
    assert run("--check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("owner: tomas", "owner: mara", "`/runbooks/procedures/restart.yaml @mara-larkspur` is missing, and 1 more differs"),
        ("owner: tomas", "owner: platform", "`/runbooks/procedures/restart.yaml @tomas-larkspur` is too much"),
        ("owner: ravi", "owner: mara", "`/runbooks/procedures/look.yaml @mara-larkspur` is missing"),
        ("github: tomas-larkspur", "github: tomas-l", "`/runbooks/failure-modes/deep/orders.yaml @tomas-l @mara-larkspur` is missing, and 3 more differ"),
    ],
)  # fmt: skip
def test_a_block_out_of_date_is_found(
    run: Run, root: Path, old: str, new: str, message: str
) -> None:
    run("--write")
    for path in (root / "runbooks").rglob("*.yaml"):
        path.write_text(path.read_text().replace(old, new))
    result = run("--check")
    said = " ".join(result.output.split())
    assert result.exit_code == 1
    assert f"the block is not what the runbooks say: {message} 1 |" in said
    assert "help: run firsthour codeowners --write" in said
    run("--write")
    assert run("--check").exit_code == 0


def test_lines_in_another_order_are_found(run: Run, root: Path) -> None:
    _hold(root, "".join(f"{line}\n" for line in [BEGIN, *reversed(LINES[1:-1]), END]))
    assert "its lines are in another order" in run("--check").output


def test_every_other_line_is_checked_where_it_stands(run: Run, root: Path) -> None:
    text = (
        "*.md @somebody\n"
        "# /nowhere @petra-larkspur\n"
        "[Section] @somebody\n"
        "/runbooks/  @Petra-Larkspur @somebody # @petra-larkspur /nowhere\n"
    )
    _hold(root, text)
    result = run("--check")
    assert result.exit_code == 1
    places = [line for line in result.output.splitlines() if "[codeowners-" in line]
    assert places == [
        ".github/CODEOWNERS:1:1: error [codeowners-path]",
        ".github/CODEOWNERS:4:13: error [codeowners-left]",
    ]
    assert "`*.md` fits no file of this repository" in result.output
    assert "`@Petra-Larkspur` is Petra Halloran, who left on 2019-08-31" in result.output


def test_someone_who_leaves_is_one_finding_and_not_two(run: Run, root: Path) -> None:
    run("--write")
    path = root / "runbooks/contacts.yaml"
    path.write_text(path.read_text().replace("github: tomas-larkspur", "github: tomas-larkspur, left: 2019-11-01"))  # fmt: skip
    assert run("--check").output.count("error [") == 1


def test_what_git_ignores_does_not_count_as_a_file(run: Run, root: Path) -> None:
    (root / "build").mkdir()
    (root / "build/index.html").write_text("")
    _hold(root, "/build/ @somebody\n")
    assert run("--check").exit_code == 0
    (root / ".gitignore").write_text("/build/\n")
    assert "`/build/` fits no file" in run("--check").output


# patterns


@pytest.mark.parametrize(
    ("pattern", "fits", "others"),
    [
        ("*", ["a", "a/b"], []),
        ("/", ["a", "a/b"], []),
        ("*.js", ["a.js", "b/a.js"], ["a.jsx"]),
        ("/*.js", ["a.js"], ["b/a.js"]),
        ("docs", ["docs", "docs/a", "b/docs/c/d"], ["docs2", "adocs"]),
        ("docs/", ["docs/a", "b/docs/c"], ["docs"]),
        ("/docs/", ["docs/a", "docs/b/c"], ["b/docs/c"]),
        ("/docs", ["docs", "docs/a"], ["b/docs"]),
        ("docs/*", ["docs/a"], ["docs/a/b", "b/docs/a"]),
        ("**/logs", ["logs", "a/b/logs/c"], ["catalogs"]),
        ("a/**", ["a/b", "a/b/c"], ["a", "b/a/c"]),
        ("a/**/z", ["a/z", "a/b/c/z"], ["az", "a/bz"]),
        ("a?c", ["abc"], ["a/c", "ac"]),
        ("a\\ b", ["a b"], ["a"]),
        ("a\\*", ["a*"], ["ab"]),
        ("a.b+", ["a.b+"], ["aXb", "a.bb"]),
        ("\\", ["\\"], ["a"]),
    ],
)
def test_patterns_mean_what_the_host_takes_them_for(
    pattern: str, fits: list[str], others: list[str]
) -> None:
    assert [path for path in fits if not matcher(pattern).match(path)] == []
    assert [path for path in others if matcher(pattern).match(path)] == []


@pytest.mark.parametrize("path", ["a", "a b/c", "a#b", "#a", "a*?", "a\\b", "ä/ö"])
def test_an_escaped_path_means_one_file(path: str) -> None:
    (entry,) = entries(f"{escaped(path)} @a")
    assert matcher(entry.pattern.text).match(path)
    assert [word.text for word in entry.owners] == ["@a"]


def test_entries_know_their_places() -> None:
    (entry,) = entries("\n#x\n  /a\\ b  @c\t@d#e # @f\n[x]\n^[y] @z\n")
    assert (entry.line, entry.pattern.text, entry.pattern.column) == (3, "/a\\ b", 3)
    assert [(word.text, word.column) for word in entry.owners] == [("@c", 10), ("@d#e", 13)]


# the owner of all the rest


@pytest.mark.parametrize(
    ("owner", "rule"), [("platfrom", "owner-exists"), ("petra", "owner-active"), ("platform", "")]
)
def test_lint_knows_whether_the_owner_of_the_rest_is_there(
    root: Path, owner: str, rule: str
) -> None:
    path = root / "runbooks/settings.yaml"
    path.write_text(f"product: Larkspur\ndefault_owner: {owner}\n")
    options = ["--select", "owner-exists,owner-active", "--fail-on", "info"]
    result = CliRunner().invoke(main, ["lint", str(path), *options])
    assert result.exit_code == bool(rule)
    assert (f"settings.yaml:2:16: error [{rule}]" in result.output) == bool(rule)
