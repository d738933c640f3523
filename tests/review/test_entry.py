"""A review is written into the file: only the entry is new, in the file's own way."""

from __future__ import annotations

import datetime
import difflib
import os
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from firsthour.pipeline import check
from firsthour.review import Refused, Wanted, find_page, write
from tests.rules.cases import lay_out

TODAY = datetime.date(2026, 11, 21)
WHERE = "runbooks/failure-modes/x.yaml"
HEAD = "title: T\nowner: platform\nsteps:\n  - Look\n"
ENTRY = '  - date: "2026-11-20"\n    by: mara\n    how: drill\n    record: done on staging\n'


def repository(root: Path, text: str) -> Path:
    lay_out(root)
    path = root / WHERE
    path.parent.mkdir()
    path.write_bytes(text.encode())
    return path


def stamp(
    root: Path,
    date: str = "2026-11-20",
    by: str = "mara",
    how: str = "drill",
    record: str = "done on staging",
    page: str = "failure-modes/x",
) -> str:
    catalog = check(root, rules=(), today=TODAY).catalog
    wanted = Wanted(datetime.date.fromisoformat(date), by, how, record)
    return write(root, catalog, find_page(catalog, page), wanted)


def added(before: str, after: str) -> str:
    """The lines that are new; nothing else may differ."""
    lines = list(difflib.ndiff(before.splitlines(True), after.splitlines(True)))
    assert not [line for line in lines if line.startswith("-")]
    return "".join(line[2:] for line in lines if line.startswith("+"))


def hash_of(root: Path) -> str:
    return check(root, rules=()).catalog.hashes["failure-modes/x"]


OLD = '  - date: "2026-10-01"\n    by: tomas\n    how: read\n'
LAYOUTS = {
    "none": (HEAD, "reviewed:\n" + ENTRY + '    hash: "{}"\n'),
    "none, sample": (HEAD + "sample: true\n", "reviewed:\n" + ENTRY + '    hash: "{}"\n'),
    "newest first": (HEAD + "reviewed:\n" + OLD, ENTRY + '    hash: "{}"\n'),
    "before sample": (HEAD + "reviewed:\n" + OLD + "sample: true\n", ENTRY + '    hash: "{}"\n'),
    "single quotes": (
        HEAD + "reviewed:\n" + OLD.replace('"', "'"),
        ENTRY.replace('"', "'") + "    hash: '{}'\n",
    ),
    "plain dates": (
        HEAD + "reviewed:\n" + OLD.replace('"', ""),
        ENTRY.replace('"', "") + '    hash: "{}"\n',
    ),
    "no indent": (
        HEAD.replace("  -", "-") + "reviewed:\n" + OLD.replace("\n  ", "\n")[2:],
        ENTRY.replace("\n  ", "\n")[2:] + '  hash: "{}"\n',
    ),
    "no indent, none": (
        HEAD.replace("  -", "-"),
        "reviewed:\n" + ENTRY.replace("\n  ", "\n")[2:] + '  hash: "{}"\n',
    ),
    "comments": (
        HEAD + "reviewed:   # newest first\n  # the drill of spring\n" + OLD + "# the end\n",
        ENTRY + '    hash: "{}"\n',
    ),
    "braces in a list": (
        HEAD + "reviewed:\n  - {date: 2026-10-01, by: tomas, how: read}\n",
        "  - {{date: 2026-11-20, by: mara, how: drill, record: done on staging, "
        'hash: "{}"}}\n',
    ),
    "long last text": (HEAD + "meaning: |\n  A\n\n  b\n", "reviewed:\n" + ENTRY + '    hash: "{}"\n'),
    "comment behind": (HEAD + "related: [failure-modes/x] # why\n", "reviewed:\n" + ENTRY + '    hash: "{}"\n'),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_difference_is_the_entry(layout: str, tmp_path: Path) -> None:
    before, entry = LAYOUTS[layout]
    path = repository(tmp_path, before)
    stamp(tmp_path)
    after = path.read_bytes().decode()
    assert added(before, after) == entry.format(hash_of(tmp_path))
    problems = check(tmp_path, today=TODAY).problems
    assert [p for p in problems if "review" in p.rule or p.rule.startswith("yaml")] == []
    reviewed = check(tmp_path).catalog.failure_modes["x"].reviewed
    assert reviewed[0].hash == hash_of(tmp_path)


def test_a_comment_stays_above_the_entry_that_it_speaks_of(tmp_path: Path) -> None:
    path = repository(tmp_path, LAYOUTS["comments"][0])
    stamp(tmp_path)
    text = path.read_text()
    assert text.index("2026-11-20") < text.index("# the drill of spring") < text.index("2026-10-01")


def test_a_list_in_brackets_stays_one(tmp_path: Path) -> None:
    path = repository(tmp_path, HEAD + "reviewed: [{date: 2026-10-01, by: tomas, how: read}]\n")
    stamp(tmp_path)
    stamp(tmp_path, "2026-09-01")
    lines = path.read_text().splitlines()
    assert len(lines) == len(HEAD.splitlines()) + 1
    dates = [r.date.isoformat() for r in check(tmp_path).catalog.failure_modes["x"].reviewed]
    assert dates == ["2026-11-20", "2026-10-01", "2026-09-01"]


@pytest.mark.parametrize(
    ("date", "place"), [("2026-11-20", 0), ("2026-09-15", 1), ("2026-08-15", 2)]
)
def test_an_entry_of_the_past_goes_where_it_belongs(tmp_path: Path, date: str, place: int) -> None:
    older = OLD.replace("2026-10-01", "2026-09-01")
    path = repository(tmp_path, HEAD + "reviewed:\n" + OLD + older + "sample: true\n")
    before = path.read_text()
    stamp(tmp_path, date)
    added(before, path.read_text())
    reviewed = check(tmp_path).catalog.failure_modes["x"].reviewed
    assert reviewed[place].date.isoformat() == date


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_the_mark_and_a_missing_last_line_end_stay(tmp_path: Path, mark: str) -> None:
    before = mark + HEAD.replace("\n", "\r\n") + "meaning: it is so"
    path = repository(tmp_path, before)
    stamp(tmp_path)
    after = path.read_bytes().decode()
    assert after.startswith(before + "\r\nreviewed:\r\n")
    assert "\n" not in after.replace("\r\n", "")
    assert check(tmp_path).catalog.failure_modes["x"].reviewed


@pytest.mark.parametrize(
    "record", ["a: b # c", "- x", "'quoted' \"twice\"", "yes", "12:30", "{a}", "ä ö 🌙", "x\\y"]
)
def test_a_record_is_written_so_that_it_is_read_again(tmp_path: Path, record: str) -> None:
    repository(tmp_path, HEAD)
    stamp(tmp_path, record=record)
    assert check(tmp_path).catalog.failure_modes["x"].reviewed[0].record == record


@pytest.mark.parametrize(
    "record", ["incidents/i", "runbooks/incidents/i.yaml", "./runbooks/incidents/i.yaml"]
)
def test_an_incident_may_be_named_by_its_file(tmp_path: Path, record: str) -> None:
    repository(tmp_path, HEAD)
    path = tmp_path / "runbooks/incidents/i.yaml"
    path.parent.mkdir()
    path.write_text("title: I\nowner: mara\nseverity: sev2\n")
    with pytest.raises(Refused, match=r"runbooks/incidents/i\.yaml cannot be read"):
        stamp(tmp_path, record=record)
    path.write_text("title: I\nowner: mara\nseverity: sev2\nstarted: 2026-11-20T09:00Z\n")
    stamp(tmp_path, record=record)
    assert check(tmp_path).catalog.failure_modes["x"].reviewed[0].record == "incidents/i"


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    path = repository(tmp_path, HEAD)
    target = path.with_name("kept.txt")
    path.rename(target)
    target.chmod(0o640)
    path.symlink_to("kept.txt")
    stamp(tmp_path)
    assert path.is_symlink()
    assert "2026-11-20" in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_from: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    path = repository(tmp_path, HEAD)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Refused, match=r"cannot be written: No space left"):
        stamp(tmp_path)
    assert path.read_text() == HEAD
    assert os.listdir(path.parent) == ["x.yaml"]  # noqa: PTH208


REFUSALS = {
    "unknown page": ({"page": "failure-modes/y"}, r"no page `failure-modes/y`; did you mean"),
    "no record": ({"record": ""}, r"`drill` needs --record"),
    "missing incident": ({"record": "incidents/gone"}, r"no runbooks/incidents/gone\.yaml"),
    "missing file": (
        {"record": "runbooks/incidents/gone.yaml"},
        r"no runbooks/incidents/gone\.yaml",
    ),
    "itself": ({"record": "failure-modes/x"}, r"the page itself"),
    "itself by file": ({"record": WHERE}, r"the page itself"),
    "left": ({"by": "petra"}, r"`petra` left on 2026-08-31"),
    "nobody": ({"by": "marra"}, r"no person has the id `marra`; did you mean `mara`\?"),
    "to come": ({"date": "2026-11-22"}, r"`2026-11-22` is still to come"),
    "two lines": ({"record": "a\nb"}, r"one line of text"),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_a_refusal_is_one_clear_sentence(why: str, tmp_path: Path) -> None:
    options, message = REFUSALS[why]
    path = repository(tmp_path, HEAD + "reviewed:\n" + OLD)
    with pytest.raises(Refused, match=message):
        stamp(tmp_path, **options)
    assert path.read_text() == HEAD + "reviewed:\n" + OLD


VOID = 'hash: "0123456789ab"'
SAME_DAY = {
    "block": (
        "  # the drill\n"
        '  - date: "2026-11-20" # a Friday\n    by: mara\n    how: drill\n'
        f"    record: done before\n    {VOID} # of then\n",
        ("done before", "done on staging"),
    ),
    "other order": (
        f"  - {VOID}\n    how: drill\n    record: >-\n      done\n      before\n"
        "    # said aloud\n    by: mara\n    date: 2026-11-20\n",
        (">-\n      done\n      before\n", "done on staging\n"),
    ),
    "braces": (
        f"  - {{date: 2026-11-20, by: mara, how: drill, record: 'done; before', {VOID}}} # so\n",
        ("'done; before'", "'done on staging'"),
    ),
    "no record": (
        f'  - date: "2026-11-20"\n    by: mara\n    how: drill\n    {VOID}\n',
        (f"    {VOID}", f"    record: done on staging\n    {VOID}"),
    ),
    "braces, no record": (
        f"  - {{date: 2026-11-20, by: mara, how: drill, {VOID}}}\n",
        (VOID, f"record: done on staging, {VOID}"),
    ),
}


@pytest.mark.parametrize("layout", SAME_DAY)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_holds_no_more_gives_its_place_to_the_same_on_the_same_day(
    layout: str, ending: str, tmp_path: Path
) -> None:
    entry, (old, new) = SAME_DAY[layout]
    before = HEAD + "reviewed:\n" + entry + OLD + "# the end\n"
    path = repository(tmp_path, before.replace("\n", ending))
    stamp(tmp_path)
    expected = before.replace(old, new)
    if layout == "braces":
        expected = expected.replace("'done on staging'", "done on staging")
    expected = expected.replace("0123456789ab", hash_of(tmp_path))
    assert path.read_bytes().decode() == expected.replace("\n", ending)
    assert len(check(tmp_path).catalog.failure_modes["x"].reviewed) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"by": "tomas"},
        {"how": "walkthrough"},
        {"how": "read", "record": ""},
        {"record": "done again"},
    ],
)
def test_another_review_on_the_same_day_is_a_further_entry(
    other: dict[str, str], tmp_path: Path
) -> None:
    path = repository(tmp_path, HEAD)
    stamp(tmp_path)
    before = path.read_text()
    if "record" not in other:
        before = before.replace(hash_of(tmp_path), "0123456789ab")
        path.write_text(before)
    stamp(tmp_path, **other)
    assert "2026-11-20" in added(before, path.read_text())
    with pytest.raises(Refused, match=r"has this very review of 2026-11-20 by `\w+` already"):
        stamp(tmp_path, **other)
    assert len(check(tmp_path).catalog.failure_modes["x"].reviewed) == 2


def test_a_record_is_not_given_up_for_none(tmp_path: Path) -> None:
    old = OLD + "    record: and it was odd\n    " + VOID + "\n"
    path = repository(tmp_path, HEAD + "reviewed:\n" + old)
    stamp(tmp_path, "2026-10-01", "tomas", "read", "")
    assert "and it was odd" in path.read_text()


def test_what_lint_says_to_run_can_be_run_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repository(tmp_path, HEAD + "reviewed:\n" + ENTRY + "    " + VOID + "\n")
    monkeypatch.chdir(tmp_path)
    (found,) = [p for p in check(tmp_path).problems if p.rule == "review-evidence-holds"]
    printed = CliRunner().invoke(main, ["lint", "--select", found.rule]).output.splitlines()
    line = next(line for line in printed if "firsthour review" in line)
    arguments = shlex.split(line.partition("firsthour ")[2])
    options = ["--by", "mara", "--today", "2026-11-20"]
    done = CliRunner().invoke(main, [*arguments, *options])
    assert (done.exit_code, done.output) == (0, f"{WHERE}: walkthrough on 2026-11-20 by mara\n")
    assert not [p for p in check(tmp_path).problems if p.rule == "review-evidence-holds"]
    assert path.read_text().count("- date") == 2


def test_a_broken_file_and_braces_around_it_all_are_refused(tmp_path: Path) -> None:
    path = repository(tmp_path, HEAD + "titel: x\n")
    with pytest.raises(Refused, match=r"x\.yaml cannot be read; see firsthour lint"):
        stamp(tmp_path)
    path.write_text("{title: T, owner: platform, steps: [Look]}\n")
    with pytest.raises(Refused, match=r"stands in braces; write the entry by hand:\n- date"):
        stamp(tmp_path)


def test_a_bare_id_has_to_be_one_page(tmp_path: Path) -> None:
    repository(tmp_path, HEAD)
    stamp(tmp_path, page="x")
    (tmp_path / "runbooks/procedures").mkdir()
    (tmp_path / "runbooks/procedures/x.yaml").write_text(HEAD)
    with pytest.raises(Refused, match="`x` is 2 pages; say which: failure-modes/x or procedures/x"):
        stamp(tmp_path, "2026-11-19", page="x")


def test_the_command_writes_and_the_list_loses_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, HEAD)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    listed = run(main, ["review", "--today", "2026-11-21"])
    assert "failure-modes/x  T\n    never reviewed\n" in listed.output
    assert run(main, ["review", "--today", "2026-11-21"]).output == listed.output
    options = ["--how", "read", "--by", "mara", "--today", "2026-11-21"]
    done = run(main, ["review", "failure-modes/x", *options])
    assert done.output == f"{WHERE}: read on 2026-11-21 by mara\n"
    assert run(main, ["review", "--today", "2026-11-21"]).output == (
        "nothing to review in November 2026\n"
    )
    again = run(main, ["review", "failure-modes/x", *options])
    assert again.exit_code == 1
    assert "has this very review of 2026-11-21 by `mara` already" in again.output


@pytest.mark.parametrize(
    "arguments",
    [["x"], ["--how", "read"], ["x", "--how", "read", "--owner", "mara"], ["--owner", "nobody"]],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, HEAD)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["review", *arguments]).exit_code == 2
