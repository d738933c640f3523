"""Waivers beside the content: where they hold, what they need, and how they end."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Problem, Severity
from tests.rules.cases import lay_out

DAY = datetime.date(2027, 1, 31)
GOOD = "# firsthour: ignore[owner-exists] because she starts on Monday until 2027-01-31"
PAGE = """\
title: Customers see 502
owner: nobody
steps:
  - do: Look at the proxy
"""
BLOCK = """\
title: Customers see 502
owner: mara
steps:
  - do: Look
    run: |
      uptime
      ping -c 3 <host>
    expect: under 9 ms
"""


def _lint(root: Path, text: str, today: datetime.date = DAY) -> tuple[Problem, ...]:
    lay_out(root)
    path = root / "runbooks/failure-modes/a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return check(root, today=today).problems


def _rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("nobody", f"nobody  {GOOD}"),
        PAGE.replace("owner", f"{GOOD}\nowner"),
        PAGE.replace("owner", f"{GOOD}\n# firsthour is here\n#\nowner"),
        f"{GOOD}\n{PAGE}",
        f"# about\n\n{GOOD}\n---\n# more\n{PAGE}",
        PAGE.replace("nobody", f'"nobody" {GOOD}').replace("\n", "\r\n"),
        PAGE.replace("owner", GOOD.replace("[", "[owner-active,  ").replace(" [", "[") + "\nowner"),
        PAGE.replace(
            "nobody", "nobody #firsthour: ignore [ owner-exists ] because a until 2027-01-31"
        ),
        PAGE.replace("nobody", f"nobody {GOOD.replace('starts', 'waits until June, she says,')}"),
    ],
)
def test_a_waiver_holds_on_its_line_on_the_next_and_above_all_for_the_file(
    text: str, tmp_path: Path
) -> None:
    assert {*_rules(_lint(tmp_path, text))} <= {"waiver-unused"}


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("owner", f"{GOOD}\n\nowner"),
        PAGE.replace("502", f"502  {GOOD}"),
        PAGE.replace("steps", f"{GOOD}\nsteps"),
    ],
)
def test_a_waiver_elsewhere_waives_nothing_and_says_so(text: str, tmp_path: Path) -> None:
    assert sorted(_rules(_lint(tmp_path, text))) == ["owner-exists", "waiver-unused"]


def test_a_text_of_many_lines_is_waived_where_it_begins(tmp_path: Path) -> None:
    (found,) = _lint(tmp_path, BLOCK)
    assert (found.rule, found.location.line) == ("placeholders-declared", 7)
    waiver = GOOD.replace("owner-exists", found.rule)
    assert _lint(tmp_path, BLOCK.replace("run: |", f"run: |  {waiver}")) == ()
    assert _lint(tmp_path, BLOCK.replace("    run", f"    {waiver}\n    run")) == ()


def test_what_looks_like_a_comment_in_a_text_is_none(tmp_path: Path) -> None:
    text = BLOCK.replace("ping -c 3 <host>", f"ls {GOOD}\n      {GOOD}") + f"note: 'a {GOOD}'\n"
    assert _rules(_lint(tmp_path, text.replace("note", "meaning"))) == []


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        (
            "# firsthour: ignore[owner-exists] until 2027-01-31",
            "the waiver gives no reason",
            "ignore[owner-exists] because REASON until",
        ),
        (
            "# firsthour: ignore[owner-exists] because until 2027-01-31",
            "the waiver gives no reason",
            "because REASON until YEAR-MONTH-DAY",
        ),
        (
            "# firsthour: ignore[owner-exists] because she is new",
            "the waiver has no day on which it ends",
            "because she is new until YEAR-MONTH-DAY",
        ),
        (
            "# firsthour: ignore[owner-exists] because she is new until",
            "the waiver has no day",
            "say when to look again",
        ),
        (
            "# firsthour: ignore[owner-exists] because she is new until 2027-02-30",
            "the waiver ends on `2027-02-30`, which is no date",
            "year-month-day",
        ),
        (
            "# firsthour: ignore[owner-exists] because she is new until tomorrow",
            "the waiver ends on `tomorrow`, which is no date",
            "year-month-day",
        ),
        ("# firsthour: ignore[] because x until 2027-01-31", "names no rule", "ignore[RULE]"),
        ("# firsthour: ignore owner-exists", "not a waiver that can be read", "write `# firsthour"),
        ("# Firsthour ignore[owner-exists]", "not a waiver that can be read", "write `# firsthour"),
        ("# firsthour: skip this", "not a waiver that can be read", "write `# firsthour"),
        (f"{GOOD}{' ' * 9000}.", "not a waiver that can be read", "write `# firsthour"),
    ],
)
def test_what_is_no_waiver_says_what_to_write(
    comment: str, message: str, help_: str, tmp_path: Path
) -> None:
    found = _lint(tmp_path, PAGE.replace("nobody", f"nobody  {comment}"))
    assert _rules(found) == ["owner-exists", "waiver-form"]
    assert message in found[1].message
    assert help_ in found[1].help
    assert (found[1].location.line, found[1].location.column) == (2, 16)
    assert found[1].severity is Severity.ERROR


def test_on_its_last_day_a_waiver_holds_and_on_the_next_all_is_back(tmp_path: Path) -> None:
    text = PAGE.replace("nobody", f"nobody  {GOOD}")
    assert _lint(tmp_path, text, DAY) == ()
    back, expired = _lint(tmp_path, text, DAY + datetime.timedelta(days=1))
    assert (back.rule, back.severity, back.clock) == ("owner-exists", Severity.ERROR, True)
    assert (expired.rule, expired.severity, expired.clock) == (
        "waiver-expired",
        Severity.WARNING,
        True,
    )
    assert "2027-01-31" in expired.message


def test_of_two_waivers_the_later_counts(tmp_path: Path) -> None:
    late = GOOD.replace("2027", "2028")
    text = PAGE.replace("owner", f"{late}\nowner").replace("nobody", f"nobody  {GOOD}")
    assert _rules(_lint(tmp_path, text, datetime.date(2027, 6, 1))) == ["waiver-expired"]


@pytest.mark.parametrize(
    ("name", "message", "help_"),
    [
        ("owner-exist", "there is no rule `owner-exist`", "did you mean `owner-exists`?"),
        ("yaml-syntax", "`yaml-syntax` cannot be waived", "mend what it found"),
        ("schema-type", "`schema-type` cannot be waived", "mend what it found"),
        ("waiver-unused", "`waiver-unused` cannot be waived", "mend what it found"),
    ],
)
def test_a_rule_that_is_none_or_cannot_be_waived_is_marked(
    name: str, message: str, help_: str, tmp_path: Path
) -> None:
    text = PAGE.replace("owner: nobody", f"owner: mara  {GOOD.replace('owner-exists', name)}")
    (found,) = _lint(tmp_path, text)
    assert (found.rule, found.help) == ("waiver-rule", help_)
    assert message in found.message
    column = text.split("\n")[1].index(name) + 1
    assert (found.location.column, found.location.end_column) == (column, column + len(name))


def test_a_rule_that_did_not_run_leaves_its_waivers_alone(tmp_path: Path) -> None:
    text = PAGE.replace("owner: nobody", f"owner: mara  {GOOD}")
    assert _rules(_lint(tmp_path, text)) == ["waiver-unused"]
    assert check(tmp_path, rules=(), today=DAY).problems == ()


def test_a_broken_file_calls_no_waiver_unused(tmp_path: Path) -> None:
    _lint(tmp_path, PAGE.replace("nobody", f"nobody  {GOOD}"))
    (tmp_path / "runbooks/contacts.yaml").write_text("people: [\n")
    assert _rules(check(tmp_path, today=DAY).problems) == ["yaml-syntax"]


def test_the_fault_of_a_broken_file_is_not_waived(tmp_path: Path) -> None:
    text = f"# firsthour: ignore[schema-type] because x until 2027-01-31\n{PAGE}tittle: b\n"
    assert "schema-unknown-key" in _rules(_lint(tmp_path, text))


def test_an_empty_mapping_with_a_comment_is_no_trouble(tmp_path: Path) -> None:
    assert "schema-missing-key" in _rules(_lint(tmp_path, f"{{}} {GOOD}\n"))


def test_a_flood_of_waivers_is_cut(tmp_path: Path) -> None:
    lines = f"  # firsthour: x\n  - a  {GOOD}\n" * 150
    found = _lint(tmp_path, f"title: A\nowner: mara\nsteps:\n{lines}")
    own = [each for each in found if each.rule.startswith("waiver-")]
    assert len(own) == 101
    assert own[-1].message == "200 more problems with waivers in this file are not shown"


def test_a_waiver_waives_its_rule_and_no_other(tmp_path: Path) -> None:
    page = PAGE.replace("owner: nobody", "owner: nobody\nservices: [nothing]")
    before = {*_rules(_lint(tmp_path, page))}
    assert before == {"owner-exists", "service-exists"}
    assert _rules(_lint(tmp_path, f"{GOOD}\n{page}")) == ["service-exists"]
    # Two findings of one line.
    flow = "{title: A, owner: nobody, services: [nothing], steps: [Look]}"
    assert {*_rules(_lint(tmp_path, flow + "\n"))} == before
    assert _rules(_lint(tmp_path, f"{flow}  {GOOD}\n")) == ["service-exists"]


def test_a_waiver_waives_in_its_file_and_in_no_other(tmp_path: Path) -> None:
    lay_out(tmp_path)
    folder = tmp_path / "runbooks/failure-modes"
    folder.mkdir(exist_ok=True)
    for name in ("a", "c"):
        (folder / f"{name}.yaml").write_text(PAGE.replace("502", name))
    (folder / "b.yaml").write_text(f"{GOOD}\n{PAGE}")
    found = check(tmp_path, today=DAY).problems
    assert [(it.rule, it.location.path[-6:]) for it in found] == [
        ("owner-exists", "a.yaml"), ("owner-exists", "c.yaml"),
    ]  # fmt: skip
