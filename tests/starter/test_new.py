"""New files: valid as they stand, and never in the place of another."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from firsthour.cli import main
from firsthour.model import FOLDERS, KINDS, SINGLES, Catalog
from firsthour.pages.home import FIRST_FILES
from firsthour.pipeline import check
from firsthour.problem import Problem
from firsthour.source import load
from firsthour.starter import Exists, new, next_kind, refusal, start
from firsthour.starter.skeleton import MAX_ID
from firsthour.validate import validate

SKELETONS = Path(__file__).parents[2] / "generator/firsthour/starter/skeletons"
NOW = datetime.datetime(2026, 11, 21, 10, 7, 33, tzinfo=datetime.UTC)
# Words that one reader or another of YAML takes for something else than text.
RIDDLES = [
    "no",
    "on",
    "y",
    "null",
    "true",
    "404",
    "1e3",
    "0x1f",
    "0o17",
    "2026-11-21",
    "nan",
    "inf",
]
IDS = st.one_of(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda it: len(it) <= MAX_ID),
    st.sampled_from(RIDDLES),
    st.sampled_from(RIDDLES).map(lambda word: f"2026-11-21-{word}"),
)


def _new(root: Path, kind: str, identifier: str = "") -> str:
    return new(root, kind, identifier, check(root, rules=()).catalog, NOW)


def _problems(text: str, kind: str) -> list[Problem]:
    document = load(f"{kind}.yaml", text.encode(), kind, "x")
    return [*document.problems, *validate(document)]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_kind_has_a_skeleton() -> None:
    assert {path.stem for path in SKELETONS.iterdir()} == {*KINDS}


@pytest.mark.parametrize("begun", ["new contacts", "init --empty"])
def test_a_number_is_made_private_by_taking_two_signs_away(begun: str, tmp_path: Path) -> None:
    root = tmp_path / "ours"
    if begun == "init --empty":
        start(root, empty=True)
    else:
        _new(root, "contacts")
    path = root / "runbooks/contacts.yaml"
    path.write_text(path.read_text().replace("# private: true", "private: true"))
    contacts = check(root, rules=()).catalog.contacts
    assert contacts is not None
    assert [person.private for person in contacts.people] == [True]


@pytest.mark.parametrize(
    "order",
    [[*SINGLES], [*FIRST_FILES], [*SINGLES][::-1]],
    ids=["as listed", "as asked for", "reversed"],
)
def test_an_empty_repository_begins_with_the_files_that_exist_once(
    tmp_path: Path, order: list[str]
) -> None:
    assert {*order} == {*SINGLES}
    for kind in order:
        assert _new(tmp_path, kind) == f"runbooks/{kind}.yaml"
    assert check(tmp_path).problems == ()


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_new_page_in_a_new_repository_has_no_finding(tmp_path: Path, kind: str) -> None:
    for single in SINGLES:
        _new(tmp_path, single)
    assert _new(tmp_path, kind, "disk-full") == f"runbooks/{kind}/disk-full.yaml"
    checked = check(tmp_path)
    assert checked.problems == ()
    assert "disk-full" in checked.catalog.kind(kind)


def test_new_pages_take_owners_and_levels_that_exist(tmp_path: Path) -> None:
    start(tmp_path)
    for kind in FOLDERS:
        _new(tmp_path, kind, "a-new-page")
    checked = check(tmp_path, today=NOW.date())
    assert {problem.rule for problem in checked.problems} == {"sample-replaced"}
    pages = [checked.catalog.kind(kind)["a-new-page"] for kind in FOLDERS]
    assert {page.owner for page in pages} == {"platform"}
    assert checked.catalog.incidents["a-new-page"].severity.level == "sev2"


def test_the_owner_is_somebody_who_is_there(tmp_path: Path) -> None:
    contacts = tmp_path / "runbooks/contacts.yaml"
    contacts.parent.mkdir()
    contacts.write_text(
        "people:\n"
        "  - id: petra\n    name: Petra Halloran\n    left: 2019-08-31\n"
        "  - id: ravi\n    name: Ravi Banerjee\n"
        "teams:\n"
        "  - id: old-hands\n    name: Old hands\n    members: [petra]\n"
    )
    _new(tmp_path, "failure-modes", "disk-full")
    assert check(tmp_path).catalog.failure_modes["disk-full"].owner == "ravi"


def test_who_leaves_later_is_an_owner_until_then(tmp_path: Path) -> None:
    contacts = tmp_path / "runbooks/contacts.yaml"
    contacts.parent.mkdir()
    contacts.write_text("people:\n  - id: petra\n    name: Petra Halloran\n    left: 2026-12-01\n")
    for today, owner in (("2026-11-30", "petra"), ("2026-12-01", "everyone")):
        day = datetime.date.fromisoformat(today)
        catalog = check(tmp_path, rules=(), today=day).catalog
        path = new(tmp_path, "failure-modes", f"full-{day:%d}", catalog, NOW)
        assert f"owner: {owner}\n" in (tmp_path / path).read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_a_comment_is_valid_too(tmp_path: Path, kind: str) -> None:
    path = tmp_path / _new(tmp_path, kind, "disk-full")
    before = path.read_text()
    # Keys and items that stand in a comment; what begins with a capital letter is for people.
    text = re.sub(r"^( *)# ( *(?:- |[a-z_]+:(?: |$)).*)$", r"\1\2", before, flags=re.MULTILINE)
    assert (text == before) == (kind == "severity")
    assert [problem.message for problem in _problems(text, kind)] == []


@given(kind=st.sampled_from([*FOLDERS]), identifier=IDS, owner=IDS, level=IDS)
def test_any_id_makes_a_file_that_says_it(
    tmp_path_factory: pytest.TempPathFactory, kind: str, identifier: str, owner: str, level: str
) -> None:
    person = SimpleNamespace(id=owner, left=None)
    level_ = SimpleNamespace(id=level)
    catalog = SimpleNamespace(people={owner: person}, teams={}, levels=(level_,), today=NOW.date())
    root = tmp_path_factory.mktemp("any")
    text = (root / new(root, kind, identifier, cast("Catalog", catalog), NOW)).read_text()
    assert [problem.message for problem in _problems(text, kind)] == []
    data: Any = load("x.yaml", text.encode(), kind, identifier).data
    assert data["owner"] == owner
    assert data.get("severity", level) == level
    words = re.sub(r"\A\d{4}-\d\d-\d\d-", "", identifier).replace("-", " ")
    assert data["title"].lower() == words


def test_an_incident_begins_now_in_utc(tmp_path: Path) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    catalog = check(tmp_path, rules=()).catalog
    path = new(tmp_path, "incidents", "2026-11-21-login", catalog, NOW.astimezone(zone))
    text = (tmp_path / path).read_text()
    assert "\ntitle: Login\n" in text
    assert "started: 2026-11-21T10:07Z\n" in text


@pytest.mark.parametrize(
    "there",
    ["runbooks/failure-modes/disk-full.yaml", "runbooks/failure-modes/machines/disk-full.yaml"],
)
def test_a_file_that_is_there_stays(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True)
    (tmp_path / there).write_text("mine")
    with pytest.raises(Exists, match=f"^{there}$"):
        _new(tmp_path, "failure-modes", "disk-full")
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_text() for path in held] == ["mine"]


def test_a_link_is_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks/settings.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(Exists):
        _new(tmp_path, "settings")
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_the_next_file_is_the_first_that_is_missing(tmp_path: Path) -> None:
    for kind in FIRST_FILES:
        assert next_kind(tmp_path) == kind
        _new(tmp_path, kind)
    assert next_kind(tmp_path) is None


def test_the_command_leads_from_nothing_to_the_first_runbook(here: Path) -> None:
    following = ["settings"]
    while following[0] in SINGLES:
        result = _run(*following)
        assert result.exit_code == 0
        path, said = result.output.splitlines()
        assert path == f"runbooks/{following[0]}.yaml"
        (here / path).read_text()
        command = re.fullmatch(r"fill it in, then: firsthour (.*)", said)
        assert command
        following = command[1].removeprefix("new ").split()
    assert following == ["lint", "runbooks/services.yaml"]
    assert check(here).problems == ()


def test_the_command_says_where_and_what_to_do_then(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "runbooks").mkdir()
    (here / "a b").mkdir()
    monkeypatch.chdir(here / "a b")
    result = _run("failure-modes", "disk-full")
    path = "../runbooks/failure-modes/disk-full.yaml"
    what = "replace every TODO, set `status: active`"
    assert result.output == f"{path}\n{what}, then: firsthour lint {path}\n"
    assert CliRunner().invoke(main, ["lint", path, "--fail-on", "error"]).exit_code == 1
    again = _run("failure-modes", "disk-full")
    message = f"Error: `{path}` is there already, and stays as it is\n"
    assert (again.exit_code, again.output) == (1, message)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("templates", "fill it in, set `status: active`, then: "),
        ("incidents", "replace every TODO, then: "),
    ],
)
def test_the_command_asks_for_what_the_skeleton_leaves_open(
    here: Path, kind: str, what: str
) -> None:
    assert _run(kind, "first").output.splitlines()[1].startswith(what)


def test_kind_and_id_may_stand_in_one_word(here: Path) -> None:
    result = _run("failure-modes/disk-full")
    assert result.output.splitlines()[0] == "runbooks/failure-modes/disk-full.yaml"
    assert "is not an id" in _run("failure-modes/Disk Full").output


def test_the_command_says_when_it_cannot_write(here: Path) -> None:
    (here / "runbooks").write_text("a file")
    result = _run("settings")
    assert result.exit_code == 1
    assert result.output == f"Error: cannot write `{here}/runbooks`: File exists\n"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("failure-mode", "failure-modes"),
        ("failure_modes", "failure-modes"),
        ("FailureModes", "failure-modes"),
        ("setting", "settings"),
        ("contact", "contacts"),
        ("role", "roles"),
        ("service", "services"),
        ("checklist", "checklists"),
        ("procedure", "procedures"),
        ("template", "templates"),
        ("incident", "incidents"),
        ("severities", "severity"),
        ("runbook", "failure-modes"),
        ("postmortem", "incidents"),
        ("message", "templates"),
        ("people", "contacts"),
    ],
)
def test_a_kind_that_is_nearly_right_is_proposed(here: Path, word: str, meant: str) -> None:
    result = _run(word, "x")
    assert result.exit_code == 2
    assert f"Error: there is no kind `{word}`; did you mean `{meant}`?\n" in result.output
    assert [*here.iterdir()] == []


def test_a_kind_that_is_nothing_gets_all_of_them(here: Path) -> None:
    result = _run("xyzzy")
    assert result.exit_code == 2
    assert all(f"`{kind}`" in result.output for kind in KINDS)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("Disk Full", "disk-full"),
        ("disk_full", "disk-full"),
        ("DiskFull", "disk-full"),
        ("disk-full.yaml", "disk-full"),
        ("runbooks/failure-modes/disk-full.yml", "disk-full"),
        ("../../etc/passwd", "passwd"),
        ("-disk--full-", "disk-full"),
        ("Störung", "storung"),
        ("con", "con-runbook"),
        ("a" * 90, "a" * 80),
    ],
)
def test_an_id_that_is_nearly_right_is_proposed(here: Path, typed: str, better: str) -> None:
    result = _run("failure-modes", "--", typed)
    assert result.exit_code == 2
    assert f"did you mean `{better}`?\n" in result.output
    assert refusal(better) is None
    assert [*here.iterdir()] == []


def test_an_id_of_which_nothing_is_left_gets_an_example(here: Path) -> None:
    result = _run("failure-modes", "***")
    assert result.exit_code == 2
    assert "take one such as `disk-full`" in result.output


@given(typed=st.text())
def test_what_is_proposed_is_an_id(typed: str) -> None:
    said = refusal(typed)
    if said is not None and "did you mean" in said:
        assert refusal(re.findall(r"`([^`]*)`\?\Z", said)[0]) is None


def test_a_page_needs_an_id_and_what_exists_once_has_none(here: Path) -> None:
    without, with_one = _run("failure-modes"), _run("settings", "ours")
    assert (without.exit_code, with_one.exit_code) == (2, 2)
    assert "`failure-modes` needs an id, such as: firsthour new failure-modes" in without.output
    assert "`settings` exists once, and has no id" in with_one.output
    assert [*here.iterdir()] == []
