"""Somebody leaves: every place that still needs them is named, at its line, with who takes over."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.problem import Problem
from firsthour.rules.common.people import StandIns, behind
from tests.rules.cases import RULES, TODAY

SAMPLE = Path(__file__).parents[2] / "runbooks"
CHECKED = (
    "owner-active",
    "contact-active",
    "team-has-active-member",
    "team-members-active",
    "leavers-have-no-channels",
    "text-names-nobody-gone",
)
# A key whose value may be the id of a person.
_NEEDS = re.compile(r"^\s*(?:- )?(?:owner|holder|backup|to|who|now|fallback_owner): (\w+)$")
_LISTED = re.compile(r"^\s*- (\w+)$")


def _leave(root: Path, person: str, day: str) -> list[Problem]:
    """What the rules say about the sample team once somebody has left."""
    shutil.copytree(SAMPLE, root / "runbooks")
    contacts = root / "runbooks/contacts.yaml"
    before = f"  - id: {person}\n"
    text = contacts.read_text()
    assert before in text
    contacts.write_text(text.replace(before, f'{before}    left: "{day}"\n'))
    return [*check(root, rules=[RULES[name] for name in CHECKED], today=TODAY).problems]


def _needed(root: Path, person: str) -> set[tuple[str, int]]:
    """Lines that still need a person, found without the schemas; old records do not."""
    found: set[tuple[str, int]] = set()
    for path in (root / "runbooks").rglob("*.yaml"):
        section = ""
        for number, line in enumerate(path.read_text().splitlines(), 1):
            heading = re.match(r"(\w+):", line)
            section = heading[1] if heading else section
            match = _NEEDS.match(line) or _LISTED.match(line)
            old = path.parent.name == "incidents" and section != "owner"
            if match and match[1] == person and not old:
                found.add((path.relative_to(root).as_posix(), number))
    return found


@pytest.mark.parametrize("person", ["mara", "tomas", "june", "ravi"])
def test_every_place_that_still_needs_somebody_is_named(tmp_path: Path, person: str) -> None:
    problems = _leave(tmp_path, person, "2026-11-21")
    named = {(each.location.path, each.location.line) for each in problems}
    needed = _needed(tmp_path, person)
    assert len(needed) >= 4
    assert needed - named == set()


def test_every_finding_says_who_takes_over(tmp_path: Path) -> None:
    problems = _leave(tmp_path, "mara", "2026-11-21")
    active = [each for each in problems if each.rule in CHECKED[:2]]
    assert len(active) > 5
    assert all("`tomas`" in each.help or "`ravi`" in each.help for each in active)


def test_a_sentence_that_sends_the_reader_to_somebody_is_named(tmp_path: Path) -> None:
    problems = _leave(tmp_path, "mara", "2026-11-21")
    assert [each.message for each in problems if each.rule == "text-names-nobody-gone"]


def test_until_their_last_day_nothing_changes(tmp_path: Path) -> None:
    assert _leave(tmp_path, "mara", "2026-11-22") == []


def test_a_sample_team_is_clean_on_any_day(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "runbooks")
    rules = [rule for rule in RULES.values() if rule.clock]
    assert "contact-confirmed" in {rule.id for rule in rules}
    (rule,) = [rule for rule in rules if rule.id == "contact-confirmed"]
    later = TODAY + datetime.timedelta(days=4000)
    assert check(tmp_path, rules=[rule], today=later).problems == ()


def test_a_contact_is_asked_for_again_as_time_passes(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "runbooks")
    contacts = tmp_path / "runbooks/contacts.yaml"
    contacts.write_text(contacts.read_text().replace("sample: true\n", ""))
    rule = RULES["contact-confirmed"]
    assert check(tmp_path, rules=[rule], today=TODAY).problems == ()
    found = check(tmp_path, rules=[rule], today=TODAY + datetime.timedelta(days=90)).problems
    assert len(found) == 4
    settings = tmp_path / "runbooks/settings.yaml"
    settings.write_text(settings.read_text().replace("contacts: 90d", "contacts: 2w"))
    found = check(tmp_path, rules=[rule], today=TODAY).problems
    assert sorted(each.message.split("`")[1] for each in found) == ["june", "mara", "tomas"]


def test_paths_that_lead_to_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    hops = "    title: Path\n    hops:\n      - to: {}\n      - to: {}\n        after: 5m\n"
    (tmp_path / "runbooks/contacts.yaml").write_text(
        "people:\n  - id: mara\n    name: Mara\n  - id: tomas\n    name: Tomas\n"
        "escalation:\n"
        "  - id: first\n" + hops.format("second", "mara") + "  - id: second\n"
        "" + hops.format("first", "second")
    )
    catalog = check(tmp_path, rules=()).catalog
    assert behind(catalog, "first") == (frozenset({"mara"}), frozenset(), True)
    found = check(tmp_path, rules=[RULES["escalation-not-one-person"]]).problems
    assert len(found) == 2


def test_whoever_left_too_takes_nothing_over(tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks/contacts.yaml").write_text(
        "people:\n  - id: mara\n    name: Mara\n    left: 2026-11-01\n"
        "  - id: tomas\n    name: Tomas\n    left: 2026-11-01\n"
        "teams:\n  - id: all\n    name: All\n    members:\n      - mara\n      - tomas\n"
    )
    (tmp_path / "runbooks/roles.yaml").write_text(
        "roles:\n  - id: lead\n    title: Lead\n    duties:\n      - Lead\n"
        "    holder: mara\n    backup: tomas\n"
    )
    catalog = check(tmp_path, rules=(), today=TODAY).catalog
    assert StandIns(catalog).of("mara") == "nobody is named as a backup"


def test_one_person_alone_is_not_told_to_be_two(tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    contacts = tmp_path / "runbooks/contacts.yaml"
    alone = (
        "people:\n  - id: mara\n    name: Mara\n  - id: petra\n    name: Petra\n"
        "    left: 2026-08-31\n"
        "escalation:\n  - id: path\n    title: Path\n    hops:\n      - to: mara\n"
    )
    roles = tmp_path / "runbooks/roles.yaml"
    roles.write_text(
        "roles:\n  - id: lead\n    title: Lead\n    duties:\n      - Lead\n    holder: mara\n"
    )
    rules = [RULES["escalation-not-one-person"], RULES["role-has-backup"]]
    contacts.write_text(alone)
    assert check(tmp_path, rules=rules, today=TODAY).problems == ()
    contacts.write_text(alone.replace("2026-08-31", "2026-12-31"))
    assert len(check(tmp_path, rules=rules, today=TODAY).problems) == 2


@pytest.mark.parametrize(
    ("others", "name", "said"),
    [
        ((), "Sol", ["call Sol"]),
        ((), "Sol Amadi", ["Sol Amadi", "call Sol"]),
        (("Sol Brandt",), "Sol Amadi", ["Sol Amadi"]),
        (("Sol Amadi",), "Sol Amadi", []),
    ],
)
def test_a_name_is_found_as_far_as_it_names_one(
    others: tuple[str, ...], name: str, said: list[str], tmp_path: Path
) -> None:
    pages = tmp_path / "runbooks/failure-modes"
    pages.mkdir(parents=True)
    (tmp_path / "runbooks/contacts.yaml").write_text(
        f"people:\n  - id: sol\n    name: {name}\n    left: 2026-08-31\n"
        + "".join(f"  - id: other-{n}\n    name: {each}\n" for n, each in enumerate(others))
    )
    text = (
        "Sol is up. As Sol Amadi said, the solar panel is Sol. If not, call Sol, or recall Solveig."
    )
    (pages / "dark.yaml").write_text(f"title: Dark\nowner: sol\nsteps:\n  - {text}\n")
    found = check(tmp_path, rules=[RULES["text-names-nobody-gone"]], today=TODAY).problems
    spans = [text[each.location.column - 5 : each.location.end_column - 5] for each in found]
    assert spans == said
