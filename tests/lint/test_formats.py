"""What code hosts, build servers and scripts are given: valid, escaped, stable."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from markdown_it import MarkdownIt

import firsthour
from firsthour.documented import entries
from firsthour.problem import Edit, Location, Note, Problem, Severity
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.report.github import SUMMARY_LIMIT
from tests.rules.cases import HERE as CASES
from tests.rules.cases import found

SCHEMAS = Path(__file__).parent / "schemas"
# With notes, an excerpt, a repair, a secret, a block of text, a link, and several in one line.
FINDINGS = (
    "ids-unique", "command-parses", "plain-characters-in-commands", "no-secrets", "rubber-stamp",
    "dangerous-command-has-risk", "link-dead", "placeholders-declared",
)  # fmt: skip
PATH = "runbooks/failure-modes/http-502.yaml"
TEXT = "title: 日本 \U0001f600\nowner: platfrom\nsteps:\n  - run: echo\n  - run: date\n"


def _at(line: int, column: int, end_line: int, end_column: int) -> Location:
    return Location(PATH, line, column, end_line, end_column)


ERROR = Problem(
    _at(2, 8, 2, 16), Severity.ERROR, "owner-exists", "no team has the id `platfrom`",
    "did you mean `platform`?",
)  # fmt: skip
WARNING = Problem(_at(4, 5, 5, 14), Severity.WARNING, "check-says-what-to-expect", "two lines")
INFO = Problem(_at(1, 1, 1, 6), Severity.INFO, "sample-replaced", "this file is a sample")
WHOLE = Problem(Location("runbooks/a%b, c.txt"), Severity.WARNING, "file-unknown", "not read")
HOSTILE = Problem(
    _at(1, 8, 1, 12), Severity.ERROR, "ids-unique",
    "::error::x\r\n::stop-commands::y\n%0A \x1b[2J ]]> <b>&</b> \ufffe\ud800 [a](https://e.example) @team #12 |",
    "`a|b` and www.e.example <!-- ![x](y)",
    (Note(_at(2, 1, 2, 6), "first `here`"), Note(Location("x:1,y.yaml", 3, 1, 3, 2), "z\x07")),
)  # fmt: skip
ALL = (ERROR, WARNING, INFO, WHOLE, HOSTILE)
OUTCOME = Outcome(ALL, {PATH: TEXT, "runbooks/roles.yaml": "a: 1\n"}, 12, "https://rb.example")


def _render(name: str, outcome: Outcome = OUTCOME, screen: Screen | None = None) -> str:
    return "".join(f"{line}\n" for line in FORMATS[name](outcome, screen or Screen()))


def _many(count: int, severity: Severity, message: str = "broken") -> list[Problem]:
    return [
        Problem(Location(f"runbooks/{n:04}.yaml", 1, 1, 1, 2), severity, "owner-exists", message)
        for n in range(count)
    ]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_control_character_reaches_any_output(name: str) -> None:
    shown = _render(name)
    assert [it for it in shown if it != "\n" and not it.isprintable()] == []
    shown.encode("utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_found_is_a_report_as_well(name: str) -> None:
    assert _render(name, Outcome((), {}, 0))


# json


def test_json_is_valid_by_its_published_schema() -> None:
    schema = json.loads((files("firsthour.report") / "lint-output.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    said = json.loads(_render("json"))
    check.validate(said)
    check.validate(json.loads(_render("json", Outcome((), {}, 0))))
    del said["problems"][0]["fingerprint"]
    assert not check.is_valid(said)


def test_the_schema_of_json_names_every_field() -> None:
    schema = json.loads((files("firsthour.report") / "lint-output.schema.json").read_text())
    said = json.loads(_render("json"))
    assert [*schema["properties"]] == [*said]
    definitions = schema["$defs"]
    assert {*definitions["problem"]["properties"]} == {*said["problems"][0]}
    assert {*definitions["location"]["properties"]} == {*said["problems"][0]["location"]}


def test_json_says_all_of_a_finding() -> None:
    there = Location("runbooks/b.yaml", 3, 1, 3, 9)
    first = {"path": PATH, "line": 2, "column": 8, "end_line": 2, "end_column": 16}
    other = {"path": "runbooks/b.yaml", "line": 3, "column": 1, "end_line": 3, "end_column": 9}
    full = Problem(
        ERROR.location, Severity.WARNING, "owner-exists", "no team `ö`", "write another",
        (Note(there, "also here"),), (Edit(ERROR.location, "platform"),),
        clock=True,
    )  # fmt: skip
    texts = {PATH: TEXT, "runbooks/b.yaml": "", "runbooks/c.yaml": ""}
    outcome = Outcome((full, WARNING, WHOLE, INFO), texts, 12, names=("f00", "f01", "f02", "f03"))
    shown = _render("json", outcome)
    assert shown.isascii()
    said = json.loads(shown)
    problems = said.pop("problems")
    assert said == {
        "version": 1,
        "firsthour": firsthour.__version__,
        "files": 12,
        "counts": {"error": 0, "warning": 3, "info": 1},
    }
    assert problems[0] == {
        "rule": "owner-exists",
        "severity": "warning",
        "message": "no team `ö`",
        "help": "write another",
        "location": first,
        "clock": True,
        "fix": [{"location": first, "text": "platform"}],
        "fingerprint": "f00",
        "notes": [{"message": "also here", "location": other}],
    }
    assert [it["fingerprint"] for it in problems[1:]] == ["f01", "f02", "f03"]
    assert [it["severity"] for it in problems[1:]] == ["warning", "warning", "info"]
    assert [it["clock"] for it in problems[1:]] == [False] * 3


# sarif


def _sarif(outcome: Outcome = OUTCOME, screen: Screen | None = None) -> dict[str, Any]:
    said = json.loads(_render("sarif", outcome, screen))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema).validate(said)
    (run,) = said["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_of_sarif_refuses_what_it_does_not_know() -> None:
    said = json.loads(_render("sarif"))
    said["runs"][0]["results"][0]["level"] = "severe"
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
    assert not jsonschema.Draft4Validator(schema).is_valid(said)


def test_sarif_has_every_rule_and_its_help() -> None:
    rules = _sarif()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [entry.id for entry in entries()]
    for rule in rules:
        assert rule["help"]["text"] and rule["help"]["markdown"].startswith("**")
        assert rule["helpUri"] == f"https://rb.example/rules/#{rule['id']}"
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_sarif_results_point_to_their_rules() -> None:
    run = _sarif()
    for result, problem in zip(run["results"], ALL, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == problem.rule
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_knows_no_address_that_nobody_gave() -> None:
    rules = _sarif(Outcome(ALL, {}, 1))["tool"]["driver"]["rules"]
    assert [rule for rule in rules if "helpUri" in rule] == []


def test_sarif_places() -> None:
    error, _, _, whole, hostile = _sarif(screen=Screen(repository=lambda it: f"ops/{it}"))[
        "results"
    ]
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"ops/{PATH}"
    assert place["region"] == {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 16}
    place = whole["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "ops/runbooks/a%25b%2C%20c.txt"
    assert place["region"] == {"startLine": 1}
    assert [it["message"]["text"] for it in hostile["relatedLocations"]] == [
        "first `here`",
        "z\x07",
    ]


def test_sarif_says_all_of_a_finding() -> None:
    noted = dataclasses.replace(
        WARNING, help="say it", notes=(Note(Location("runbooks/b.yaml", 3, 1, 3, 9), "also here"),)
    )
    outcome = Outcome((noted, ERROR, INFO), {PATH: TEXT}, 1, names=("f00", "f01", "f02"))
    results = _sarif(outcome)["results"]
    rule = [entry.id for entry in entries()].index("check-says-what-to-expect")
    assert results[0] == {
        "ruleId": "check-says-what-to-expect",
        "ruleIndex": rule,
        "level": "warning",
        "message": {"text": "two lines\nsay it"},
        "locations": [{"physicalLocation": _sarif_place(PATH, 4, 5, 5, 14)}],
        "partialFingerprints": {"firsthour/v1": "f00"},
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": _sarif_place("runbooks/b.yaml", 3, 1, 3, 9),
                "message": {"text": "also here"},
            }
        ],
    }
    assert [it["level"] for it in results] == ["warning", "error", "note"]
    assert "relatedLocations" not in results[1]


def _sarif_place(path: str, line: int, column: int, end_line: int, end: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end}
    return {"artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"}, "region": region}


def test_the_level_of_a_rule_in_sarif_is_its_own() -> None:
    levels = {"error": "error", "warning": "warning", "info": "note"}
    said = {
        rule["id"]: rule["defaultConfiguration"]["level"]
        for rule in _sarif()["tool"]["driver"]["rules"]
    }
    assert said == {entry.id: levels[entry.severity.value] for entry in entries()}
    assert {*said.values()} == {*levels.values()}


def test_a_link_in_a_message_is_text_in_sarif() -> None:
    assert r"\[a](https://e.example)" in _sarif()["results"][4]["message"]["text"]


def test_fingerprints_stay_when_text_grows_above() -> None:
    above = "# a comment\n\n"
    moved = [
        Problem(
            Location(PATH, it.location.line + 2, it.location.column, it.location.end_line + 2,
                     it.location.end_column),
            it.severity, it.rule, it.message,
        )
        for it in (ERROR, WARNING)
    ]  # fmt: skip
    before = _sarif(Outcome((ERROR, WARNING), {PATH: TEXT}, 1))["results"]
    after = _sarif(Outcome(moved, {PATH: above + TEXT}, 1))["results"]
    names = [it["partialFingerprints"] for it in before]
    assert names == [it["partialFingerprints"] for it in after]
    assert names[0] != names[1]


# junit


def test_junit_is_valid_and_has_a_case_for_every_file_and_finding() -> None:
    document = etree.fromstring(_render("junit").encode())
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.assertValid(document)
    cases = [
        (case.get("classname"), case.get("name"), len(case)) for case in document.iter("testcase")
    ]
    odd = WHOLE.location.path
    assert [(of, name) for of, name, _ in cases if of not in (PATH, "firsthour")] == [
        (odd, "file-unknown: not read")
    ]
    assert [name.partition(":")[0] for of, name, _ in cases if of == PATH] == [
        "owner-exists", "check-says-what-to-expect", "ids-unique",
    ]  # fmt: skip
    assert [(name, parts) for of, name, parts in cases if of == "firsthour"] == [
        (PATH, 1), ("runbooks/roles.yaml", 0),
    ]  # fmt: skip
    failures = list(document.iter("failure"))
    assert len({(of, name) for of, name, _ in cases}) == len(cases) == 6
    (suite,) = document
    for element in (document, suite):
        assert (element.get("tests"), element.get("failures")) == ("6", "4")
    assert len(failures) == 4
    assert (failures[1].text or "").startswith(f"{PATH}:2:8: error")


def test_junit_says_all_of_a_finding() -> None:
    noted = Problem(
        ERROR.location, Severity.ERROR, "owner-exists", "a < b & \"c\"", "write `d`",
        (Note(Location("runbooks/b.yaml", 3, 1, 3, 9), "also <here>"),),
    )  # fmt: skip
    texts = {PATH: TEXT, "runbooks/b.yaml": ""}
    assert (
        _render("junit", Outcome((noted, WARNING, INFO), texts, 12))
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="firsthour" tests="4" failures="2" errors="0">
  <testsuite name="runbooks" tests="4" failures="2" errors="0" skipped="0">
    <testcase name='owner-exists: a &lt; b &amp; "c"' classname="{PATH}">
      <failure type="error: owner-exists" message='a &lt; b &amp; "c"'>{PATH}:2:8: error [owner-exists]
a &lt; b &amp; "c"
runbooks/b.yaml:3:1: also &lt;here&gt;
help: write `d`</failure>
    </testcase>
    <testcase name="check-says-what-to-expect: two lines" classname="{PATH}">
      <failure type="warning: check-says-what-to-expect" message="two lines">{PATH}:4:5: warning [check-says-what-to-expect]
two lines</failure>
    </testcase>
    <testcase name="runbooks/b.yaml" classname="firsthour"/>
    <testcase name="{PATH}" classname="firsthour">
      <system-out>{PATH}:1:1: info [sample-replaced]
this file is a sample</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_the_same_finding_twice_has_two_names_in_junit_whatever_line_it_is_on() -> None:
    twice = [dataclasses.replace(ERROR, location=_at(line, 1, line, 9)) for line in (2, 4)]
    document = etree.fromstring(_render("junit", Outcome(twice, {PATH: TEXT}, 1)).encode())
    names = [case.get("name") for case in document.iter("testcase")]
    assert names == [
        "owner-exists: no team has the id `platfrom`",
        "owner-exists: no team has the id `platfrom` (2)",
    ]


def test_the_schema_of_junit_refuses_what_it_does_not_know() -> None:
    document = etree.fromstring(_render("junit").replace("failure", "fault").encode())
    assert not etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).validate(document)


# what rules really find


def _checked(root: Path, rule: str) -> Outcome:
    made = found(root, CASES / rule / "bad", rule)
    assert {problem.rule for problem in made.problems} == {rule}
    return Outcome(made.problems, made.texts, made.files)


@pytest.mark.parametrize("rule", FINDINGS)
def test_what_rules_find_is_valid_in_every_format_with_a_schema(rule: str, tmp_path: Path) -> None:
    outcome = _checked(tmp_path, rule)
    assert len(_sarif(outcome)["results"]) == len(outcome.problems)
    schema = json.loads((files("firsthour.report") / "lint-output.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(_render("json", outcome)))
    document = etree.fromstring(_render("junit", outcome).encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(document)


@pytest.mark.parametrize("rule", FINDINGS)
def test_names_of_what_rules_find_stay_when_lines_come_above(rule: str, tmp_path: Path) -> None:
    before = _sarif(_checked(tmp_path / "before", rule))["results"]
    grown = tmp_path / "case/bad"
    shutil.copytree(CASES / rule / "bad", grown)
    for extra in sorted((CASES / rule).glob("*.json")):
        shutil.copy(extra, grown.parent)
    for path in sorted(grown.rglob("*.yaml")):
        path.write_text("# Written by the platform team.\n\n\n" + path.read_text())
    made = found(tmp_path / "after", grown, rule)
    after = _sarif(Outcome(made.problems, made.texts, made.files))["results"]
    names = [result["partialFingerprints"] for result in before]
    assert names == [result["partialFingerprints"] for result in after]
    assert len({json.dumps(name) for name in names}) == len(names)
    lines = [_line(result) for result in before]
    assert [_line(result) for result in after] == [line + 3 for line in lines]


def _line(result: dict[str, Any]) -> int:
    line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert isinstance(line, int)
    return line


# markdown


def test_what_files_say_is_literal_in_markdown() -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(_render("markdown"))
    assert not re.search("<(a|img|b)[ >]", rendered)
    assert "@team" not in rendered
    assert "@<!-- -->team" in rendered
    assert "[a](https://e.example)" in rendered
    assert "<code>a|b</code>" in rendered
    assert "<code>platfrom</code>" in rendered


@pytest.mark.parametrize("words", ["an odd ` one", "``", "` `", "``x``", "`|`|", "\\|", "a\nb"])
def test_any_words_stay_in_their_cell(words: str) -> None:
    problem = Problem(Location("a.yaml"), Severity.ERROR, "owner-exists", words)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(
        _render("markdown", Outcome((problem,), {}, 1))
    )
    assert rendered.count("<td>") == 3
    shown = re.sub("<[^>]*>", "", rendered)
    assert re.sub("`", "", words).replace("\n", r"\n").strip() in re.sub("`", "", shown)


def test_every_row_of_markdown_has_three_cells() -> None:
    rows = [line for line in _render("markdown").splitlines() if line.startswith("| ")]
    assert len(rows) == len(ALL) + 2 * 3
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_markdown_says_what_the_rules_ask_for() -> None:
    shown = _render("markdown")
    assert "### What the rules ask for" in shown
    assert shown.startswith("## Runbooks: 2 errors and 2 warnings in 2 of 12 files\n")


# github


def _commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def test_github_has_the_place_and_the_way_out() -> None:
    first, *_ = _commands(_render("github", Outcome((ERROR,), {}, 1)))
    assert first == (
        f"::error file={PATH},line=2,endLine=2,col=8,endColumn=16,title=owner-exists"
        "::no team has the id `platfrom`%0Adid you mean `platform`?"
    )


def test_github_gets_columns_only_within_a_line() -> None:
    (command,) = _commands(_render("github", Outcome((WARNING,), {}, 1)))
    assert "line=4,endLine=5,title" in command


def test_nothing_from_a_file_is_a_command_of_its_own() -> None:
    lines = _commands(_render("github", Outcome((HOSTILE, WHOLE), {}, 1)))
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning"]
    assert "file=runbooks/a%25b%2C c.txt," in lines[1]
    assert "%250A" in lines[0]


def test_github_shows_the_worst_ten_of_each_severity() -> None:
    problems = [*_many(30, Severity.WARNING), *_many(12, Severity.ERROR), *_many(11, Severity.INFO)]
    shown = _render("github", Outcome(problems, {}, 40))
    names = [line.split(" ")[0] for line in _commands(shown)]
    assert names == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert "23 findings more than GitHub annotates" in shown
    assert "firsthour lint shows" in shown


def test_github_says_nothing_of_more_when_there_is_no_more() -> None:
    assert "more" not in _render("github", Outcome(_many(10, Severity.ERROR), {}, 40))


def test_github_paths_are_those_of_the_repository() -> None:
    screen = Screen(repository=lambda path: f"ops/{path}")
    assert f"file=ops/{PATH}," in _render("github", Outcome((ERROR,), {}, 1), screen)


def test_the_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    problems = _many(15, Severity.ERROR)
    shown = _render("github", Outcome(problems, {}, 40), Screen(summary=summary))
    written = summary.read_text()
    assert written.startswith("before\n## Runbooks: 15 errors")
    assert written.count("| `runbooks/") == 15
    assert "in the summary of this job" in shown


@pytest.mark.parametrize("before", [0, 500_000, SUMMARY_LIMIT - 600])
def test_the_summary_stays_within_its_limit(before: int, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * before)
    problems = _many(4_000, Severity.ERROR, "long " * 100)
    _render("github", Outcome(problems, {}, 4_000), Screen(summary=summary))
    size = summary.stat().st_size
    assert before < size <= SUMMARY_LIMIT
    rows = summary.read_text().count("| `runbooks/")
    assert f"{4_000 - rows:,} findings did not fit here" in summary.read_text()


def test_a_full_or_missing_summary_is_no_reason_to_fail(tmp_path: Path) -> None:
    full = tmp_path / "full.md"
    full.write_bytes(b"x" * SUMMARY_LIMIT)
    for summary in (full, tmp_path / "no/such/file", tmp_path):
        shown = _render("github", Outcome((ERROR,), {}, 1), Screen(summary=summary))
        assert shown.startswith("::error ")
    assert full.stat().st_size == SUMMARY_LIMIT
