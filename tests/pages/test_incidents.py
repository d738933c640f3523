"""How long things took, in words and in the team's zone; what is open; what the measures count."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from firsthour.model import Catalog
from firsthour.model.incidents import Incident
from firsthour.pages import Context, Page, all_pages
from firsthour.pages.incidents import milestones, timeline
from firsthour.pages.measures import (
    Share,
    by_level,
    by_service,
    counted,
    share_done,
    times,
    verdicts,
)
from firsthour.pages.timing import length, median, moment, zone_of
from firsthour.pipeline import assemble
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
ROOT = Path(__file__).parents[2]
LISBON = ZoneInfo("Europe/Lisbon")
UTC = datetime.UTC
CONTACTS = "people: [{id: ana, name: Ana}, {id: ben, name: Ben}]\n"
LEVELS = """levels:
  - {id: sev1, code: SEV1, name: Bad, definition: d, respond_within: 5m, page: {who: ana, when: always}}
  - {id: sev2, code: SEV2, name: Mild, definition: d, respond_within: 1d, page: {who: ana, when: always}}
"""


def record(started: str = "2026-09-01T10:00Z", more: str = "") -> str:
    return f"title: T\nowner: ana\nseverity: sev1\nstarted: {started}\n{more}"


def one(started: str = "2026-09-01T10:00Z", more: str = "") -> Incident:
    return catalog(incidents__x=record(started, more)).incidents["x"]


def several(**records: str) -> list[Incident]:
    return list(
        catalog(**{f"incidents__{id_}": it for id_, it in records.items()}).incidents.values()
    )


def pages(made: Catalog, today: datetime.date = TODAY) -> dict[str, Page]:
    return {page.path: page for page in all_pages(Context(made, today))}


def text(root: Path, path: str) -> str:
    made = assemble(root, today=TODAY).files[path]
    assert isinstance(made, str)
    return made


def write(root: Path, path: str, content: str) -> None:
    target = root / "runbooks" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 min"),
        (45, "45 s"),
        (60, "1 min"),
        (119, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (4320, "1 h 12 min"),
        (86399, "23 h 59 min"),
        (86400, "1 d"),
        (183600, "2 d 3 h"),
        (-240, "4 min"),
    ],
)
def test_a_length_has_at_most_two_units(seconds: int, words: str) -> None:
    assert length(datetime.timedelta(seconds=seconds)) == words


def test_a_length_goes_over_midnight_and_across_zones() -> None:
    found = one("2026-09-01T23:50Z", "resolved: 2026-09-02T02:02+01:00\n")
    assert [it.after for it in milestones(found, UTC)] == ["1 h 12 min"]


def test_a_length_counts_the_real_hours_when_the_clocks_change() -> None:
    # In Lisbon the clock goes from 02:00 back to 01:00 on 2026-10-25.
    found = one("2026-10-25T00:30+01:00", "resolved: 2026-10-25T01:30+00:00\n")
    (resolved,) = milestones(found, LISBON)
    assert resolved.after == "2 h"
    assert (resolved.at.clock, resolved.at.zone) == ("01:30", "UTC")
    assert str(moment(found.started, LISBON)) == "2026-10-25 00:30 UTC+1"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Lisbon", "2026-09-01 11:00 UTC+1"),
        ("America/St_Johns", "2026-09-01 07:30 UTC-2:30"),
        ("Asia/Kolkata", "2026-09-01 15:30 UTC+5:30"),
        ("UTC", "2026-09-01 10:00 UTC"),
        ("Nowhere/Town", "2026-09-01 10:00 UTC"),
        ("../../etc/passwd", "2026-09-01 10:00 UTC"),
        ('"a\\0b"', "2026-09-01 10:00 UTC"),
        ('""', "2026-09-01 10:00 UTC"),
        ("Europe", "2026-09-01 10:00 UTC"),
    ],
)
def test_times_are_of_the_team_and_of_no_zone_that_nobody_knows(zone: str, shown: str) -> None:
    settings = catalog(settings=f"product: P\ntime_zone: {zone}\n").settings
    assert settings is not None
    assert str(moment(one().started, zone_of(settings))) == shown


def test_without_settings_times_are_utc() -> None:
    assert zone_of(None) is UTC


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_shown_as_they_are_written(year: int) -> None:
    day = datetime.datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 12, tzinfo=UTC)
    assert moment(day, ZoneInfo("Pacific/Kiritimati")).day[:4] == f"{year:04}"


def test_stages_count_from_the_start_and_one_before_it_says_so() -> None:
    found = one(more="detected: 2026-09-01T09:55Z\nacknowledged: 2026-09-01T10:04Z\n")
    assert [(it.name, it.after, it.before) for it in milestones(found, UTC)] == [
        ("Detected", "5 min", True),
        ("Acknowledged", "4 min", False),
    ]


def test_the_timeline_is_in_order_with_gaps_days_and_stages() -> None:
    found = one(
        "2026-09-01T23:50Z",
        "detected: 2026-09-01T23:52Z\nresolved: 2026-09-02T00:10Z\ntimeline:\n"
        "  - {at: 2026-09-02T00:10Z, note: over}\n"
        "  - {at: 2026-09-01T23:52Z, note: seen}\n"
        "  - {at: 2026-09-01T23:52Z, note: again}\n",
    )
    rows = timeline(found, UTC)
    assert [(it.entry.note, it.gap, it.new_day, it.reached) for it in rows] == [
        ("seen", "", True, ("detected",)),
        ("again", "", False, ()),
        ("over", "18 min", True, ("resolved",)),
    ]


def test_days_of_the_timeline_are_those_of_the_team() -> None:
    lines = "timeline: [{at: 2026-09-01T22:59Z, note: a}, {at: 2026-09-01T23:01Z, note: b}]\n"
    assert [it.new_day for it in timeline(one(more=lines), LISBON)] == [True, True]
    assert [it.new_day for it in timeline(one(more=lines), UTC)] == [True, False]


def test_the_median_is_not_moved_by_one_long_night() -> None:
    minutes = [datetime.timedelta(minutes=it) for it in (10, 20, 600)]
    assert median(minutes) == datetime.timedelta(minutes=20)
    assert median(minutes[:2]) == datetime.timedelta(minutes=15)
    assert median([]) is None


def test_each_measure_counts_what_has_both_times_in_order() -> None:
    found = several(
        a=record(more="detected: 2026-09-01T10:04Z\nacknowledged: 2026-09-01T10:10Z\n"),
        b=record(more="detected: 2026-09-01T10:10Z\nresolved: 2026-09-01T11:12Z\n"),
        c=record(more="detected: 2026-09-01T09:00Z\n"),
        d=record(),
    )
    detect, acknowledge, mitigate, resolve = times(found)
    assert (detect.median, detect.longest, detect.longest_in, detect.count) == (
        "7 min", "10 min", "b", 2,
    )  # fmt: skip
    assert (acknowledge.median, acknowledge.count) == ("6 min", 1)
    assert (mitigate.median, mitigate.longest, mitigate.count) == ("", "", 0)
    assert (resolve.median, resolve.count) == ("1 h 12 min", 1)


def test_drills_are_in_no_measure_of_speed() -> None:
    found = several(a=record(), b=record(more="drill: true\n"))
    assert [it.id for it in counted(found)] == ["a"]


def test_incidents_count_at_the_level_that_they_had_in_the_end() -> None:
    corrected = record().replace(
        "severity: sev1", "severity: {level: sev1, corrected: {to: sev2, because: b}}"
    )
    found = several(a=record(), b=corrected, c=corrected, d=record().replace("sev1", "old"))
    assert by_level(found, ["sev1", "sev2", "sev3"]) == [("sev1", 1), ("sev2", 2), ("old", 1)]


def test_services_count_once_for_each_incident() -> None:
    hit = "impact: {customers: c, services: [%s]}\n"
    found = several(a=record(more=hit % "web, web, mail"), b=record(more=hit % "web"), c=record())
    assert by_service(found) == [("web", 2), ("mail", 1)]


def test_verdicts_on_runbooks_are_in_words() -> None:
    used = "runbooks_used: [{verdict: missing}, {verdict: worked, runbook: procedures/x}]\n"
    assert verdicts([one(more=used)]) == [("worked", 1), ("was missing", 1)]


def test_the_share_is_100_only_when_all_is_done() -> None:
    assert (Share(2, 3).percent, Share(999, 1000).percent, Share(3, 3).percent) == (66, 99, 100)
    assert Share(0, 0).percent == 0
    done = "actions: [{what: a, kind: test, done: 2026-09-02}, {what: b, kind: test}]\n"
    assert share_done([one(more=done)]) == Share(1, 2)


ACTIONS = """actions:
  - {what: late, kind: test, owner: ana, due: 2026-11-20}
  - {what: today, kind: test, owner: ana, due: 2026-11-21}
  - {what: loose, kind: test, owner: ben}
  - {what: tracked, kind: test, issue: 'OPS-1'}
  - {what: done, kind: test, owner: ben, due: 2026-11-01, done: 2026-11-02}
"""


def test_an_action_is_done_overdue_or_open_as_of_today() -> None:
    made = catalog(incidents__x=record(more=ACTIONS), contacts=CONTACTS)
    view = pages(made)["incidents/x.md"].view
    assert [(it.action.what, it.state, it.words) for it in view["follow_ups"]] == [
        ("late", "overdue", "overdue by 1 day"),
        ("today", "open", "open, due 2026-11-21"),
        ("loose", "open", "open, no day set"),
        ("tracked", "open", "open"),
        ("done", "done", "done 2026-11-02"),
    ]


def test_open_actions_stand_by_owner_the_most_pressing_first() -> None:
    made = catalog(incidents__x=record(more=ACTIONS), contacts=CONTACTS)
    found = pages(made)["incidents/index.md"].view["open"]
    assert [(owner, [it.action.what for it in rows]) for owner, rows in found] == [
        ("ana", ["late", "today"]),
        ("ben", ["loose"]),
        ("", ["tracked"]),
    ]


def test_the_newest_stands_first_in_whatever_zone_it_was_written() -> None:
    made = catalog(
        incidents__a=record("2026-09-01T10:00+05:00"),
        incidents__b=record("2026-09-01T07:00Z"),
        incidents__c=record("2026-08-01T07:00Z"),
    )
    found = pages(made)
    assert [it[0].id for it in found["incidents/index.md"].view["incidents"]] == ["b", "a", "c"]
    assert [found[f"incidents/{it}.md"].order[0] for it in "bac"] == [1, 2, 3]


def test_the_worked_example_says_how_long_everything_took() -> None:
    page = text(ROOT, "incidents/2026-09-15-login-outage.md")
    for words in (
        "Detected",
        "after 7 min",
        "Resolved",
        "after 1 h 10 min",
        "Times of Europe/Lisbon",
    ):
        assert words in page, words
    assert "had a wrong step" in page
    assert 'class="fh-due fh-due--done"' in page


def test_a_corrected_level_stands_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "severity.yaml", LEVELS)
    content = record().replace(
        "severity: sev1", "severity: {level: sev1, corrected: {to: sev2, because: few were hit}}"
    )
    write(tmp_path, "incidents/x.yaml", content)
    page = text(tmp_path, "incidents/x.md")
    assert "SEV1 Bad</a>, corrected to" in page
    assert "SEV2 Mild</a>: few were hit" in page
    index = text(tmp_path, "incidents/index.md")
    assert ">SEV2</a>" in index
    assert "SEV2 Mild</a>: 1 incident<" in index


def test_a_drill_is_marked_and_an_open_incident_says_that_it_is_open(tmp_path: Path) -> None:
    write(tmp_path, "incidents/x.yaml", record(more="drill: true\n"))
    index = text(tmp_path, "incidents/index.md")
    assert '<span class="fh-drill">Drill</span>' in index
    assert "only drills" in index
    assert "<b>still open</b>" in index
    assert "This was an exercise" in text(tmp_path, "incidents/x.md")


def test_an_end_before_the_start_is_no_length(tmp_path: Path) -> None:
    write(tmp_path, "incidents/x.yaml", record(more="resolved: 2026-09-01T09:00Z\n"))
    assert "the end is before the start" in text(tmp_path, "incidents/index.md")


def test_without_incidents_the_page_says_how_to_write_one(tmp_path: Path) -> None:
    page = text(tmp_path, "incidents/index.md")
    assert "firsthour new incidents" in page
    assert "How fast we are" not in page
