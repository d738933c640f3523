"""What vouches for a page, and what voids it: the hash of its operational part, and incidents."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from firsthour.model import FOLDERS, Catalog
from firsthour.model.freshness import Freshness, freshness
from firsthour.model.operational import COUNTED
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
NAME = "failure-modes/x"

PAGE: dict[str, Any] = {
    "title": "Jobs pile up",
    "owner": "platform",
    "alerts": [{"name": "JobQueueAge", "start": "diagnose"}],
    "meaning": "The worker is slower than the queue.",
    "params": {"since": {"from": "operator", "help": "when it began", "example": "09:00"}},
    "environments": {"production": {"host": "app.example"}},
    "diagnose": [
        {
            "do": "Look at the queue",
            "run": "queue age <host>",
            "where": "worker",
            "expect": {"text": "under 30", "within": "2m"},
            "if": [{"when": "it grows", "go": "mitigate"}],
            "note": "The number is in seconds.",
        },
        "Ask who deployed",
    ],
    "mitigate": [
        {
            "title": "Add a worker",
            "when": "the queue is long",
            "steps": [{"use": "procedures/scale", "with": {"count": "2"}}],
            "undo": {"do": "Take it away", "run": "scale 1"},
        }
    ],
    "rollback": {"steps": [{"run": "scale 1"}], "success": "one worker is left"},
    "escalate": [{"to": "northcloud", "after": "15m"}],
}
SCALE: dict[str, Any] = {
    "title": "Scale",
    "owner": "platform",
    "steps": [{"do": "Scale", "run": "scale <count>"}],
}


def copied(value: Any) -> Any:
    return yaml.safe_load(yaml.safe_dump(value))


def hashed(page: dict[str, Any], scale: dict[str, Any] | None = None, **more: str) -> str:
    made = catalog(
        failure_modes__x=yaml.safe_dump(page, sort_keys=False),
        procedures__scale=yaml.safe_dump(scale or SCALE, sort_keys=False),
        **more,
    )
    return made.hashes[NAME]


def put(value: Any, route: str, new: object) -> Any:
    """A copy with one value changed; the route is keys and numbers with dots between them."""
    made = copied(value)
    *parents, last = route.split(".")
    at = made
    for part in parents:
        at = at[int(part)] if part.isdigit() else at[part]
    at[int(last) if last.isdigit() else last] = new
    return made


WORDS = [
    "title", "meaning", "diagnose.0.do", "diagnose.0.note", "diagnose.0.warn", "params.since.help",
    "params.since.example", "impact", "mitigate.0.title", "mitigate.0.undo.do", "mitigate.0.warn",
    "owner", "normal", "diagnose.0.watch",
]  # fmt: skip
OPERATIONS = [
    "diagnose.0.run", "diagnose.0.where", "diagnose.0.expect.text", "diagnose.0.if.0.go",
    "diagnose.0.if.0.when", "diagnose.0.dry_run", "diagnose.0.open", "diagnose.1",
    "environments.production.host", "params.since.label", "mitigate.0.when", "mitigate.0.undo.run",
    "mitigate.0.steps.0.with.count", "mitigate.0.approve", "rollback.steps.0.run",
    "rollback.success", "escalate.0.to", "alerts.0.name", "alerts.0.start",
]  # fmt: skip
TEXT = st.text("abcxyz<>-/ ", min_size=1, max_size=12).filter(lambda text: text.strip() != "")


@given(st.sampled_from(WORDS), TEXT)
def test_wording_keeps_the_hash(route: str, text: str) -> None:
    assert hashed(put(PAGE, route, text)) == hashed(PAGE)


@given(st.sampled_from(OPERATIONS), TEXT)
def test_a_changed_operation_changes_the_hash(route: str, text: str) -> None:
    assert hashed(put(PAGE, route, f"{text} changed")) != hashed(PAGE)


@given(st.permutations(list(PAGE)))
def test_the_order_of_keys_is_nothing(keys: list[str]) -> None:
    assert hashed({key: PAGE[key] for key in keys}) == hashed(PAGE)


def test_the_order_of_steps_is_something() -> None:
    assert hashed({**PAGE, "diagnose": PAGE["diagnose"][::-1]}) != hashed(PAGE)


def test_a_step_more_or_less_is_something() -> None:
    assert hashed({**PAGE, "diagnose": PAGE["diagnose"][:1]}) != hashed(PAGE)


def test_case_line_breaks_and_a_stop_are_wording_also_where_the_words_count() -> None:
    page = put(PAGE, "diagnose.1", "ask  who\n  Deployed.")
    assert hashed(page) == hashed(PAGE)


def test_the_case_of_a_command_is_no_wording() -> None:
    assert hashed(put(PAGE, "diagnose.0.run", "Queue age <host>")) != hashed(PAGE)


def test_a_procedure_counts_for_who_uses_it_also_through_another() -> None:
    outer = {**SCALE, "steps": [{"use": "procedures/inner"}]}
    inner = "title: Inner\nowner: a\nsteps: [{run: one}]\n"
    before = hashed(PAGE, outer, procedures__inner=inner)
    assert hashed(PAGE, outer, procedures__inner=inner.replace("one", "two")) != before
    assert hashed(PAGE, outer, procedures__inner=inner.replace("Inner", "Other")) == before


def test_procedures_in_a_circle_have_a_hash() -> None:
    outer = {**SCALE, "steps": [{"use": "procedures/inner"}, {"run": "one"}]}
    inner = "title: Inner\nowner: a\nsteps: [{use: procedures/scale}]\n"
    before = hashed(PAGE, outer, procedures__inner=inner)
    outer["steps"][1]["run"] = "two"
    assert hashed(PAGE, outer, procedures__inner=inner) != before


def test_the_hash_stays_the_same_from_version_to_version() -> None:
    assert hashed(PAGE) == "7111a7614961"


SIMPLE = "title: T\nowner: platform\nsteps: [Look]\n"
INCIDENT = """title: I
owner: mara
severity: sev2
started: {day}T09:00Z
runbooks_used: [{{verdict: {verdict}, runbook: failure-modes/x}}]
"""


def judged(reviews: str = "", changed: str = "", text: str = SIMPLE, **more: str) -> Freshness:
    reviewed = f"reviewed:\n{reviews}" if reviews else ""
    made: Catalog = catalog(failure_modes__x=text + reviewed, **more)
    day = datetime.date.fromisoformat(changed) if changed else None
    return freshness(made.failure_modes["x"], made, TODAY, day)


NOW = catalog(failure_modes__x=SIMPLE).hashes[NAME]


def entry(date: str, how: str = "read", hash_: str = "", record: str = "done") -> str:
    hash_ = f', hash: "{hash_}"' if hash_ else ""
    return f"  - {{date: {date}, by: mara, how: {how}, record: {record}{hash_}}}\n"


def test_a_hash_that_differs_voids_a_review() -> None:
    found = judged(entry("2026-11-01", hash_="0123456789ab"))
    assert (found.trust, found.since) == ("unverified", None)
    found = judged(entry("2026-11-01", hash_="0123456789ab"), "2026-11-05")
    assert (found.trust, found.since) == ("unverified", datetime.date(2026, 11, 5))


def test_a_hash_that_agrees_counts_whatever_git_says() -> None:
    assert judged(entry("2026-11-01", hash_=NOW), "2026-11-05").trust == "current"


def test_an_older_review_counts_again_when_the_change_is_taken_back() -> None:
    reviews = entry("2026-11-01", hash_="0123456789ab") + entry("2026-10-01", hash_=NOW)
    assert judged(reviews).trust == "current"


def test_without_a_hash_the_day_decides() -> None:
    assert judged(entry("2026-11-01")).trust == "current"
    assert judged(entry("2026-11-01"), "2026-11-01").trust == "current"
    assert judged(entry("2026-11-01"), "2026-11-02").trust == "unverified"


def test_a_void_review_shows_that_those_before_it_are_void() -> None:
    reviews = entry("2026-11-01", hash_="0123456789ab") + entry("2026-10-20", "drill")
    assert judged(reviews).trust == "unverified"


def test_a_review_without_a_record_of_its_own_counts_as_reading() -> None:
    assert judged(entry("2026-09-01", "drill")).trust == "current"
    assert judged(entry("2026-09-01", "drill", record="failure-modes/x")).trust == "overdue"


def test_a_postmortem_vouches_by_itself_and_a_drill_as_a_drill() -> None:
    worked = INCIDENT.format(day="2026-09-01", verdict="worked")
    found = judged(incidents__i=worked)
    assert found.trust == "current"
    assert found.last is not None
    assert (found.last.how, found.last.record) == ("incident", "incidents/i")
    found = judged(incidents__i=worked + "drill: true\n")
    assert found.last is not None
    assert found.last.how == "drill"


def test_a_postmortem_under_the_old_name_of_a_page_counts() -> None:
    worked = INCIDENT.format(day="2026-09-01", verdict="worked").replace("modes/x", "modes/old")
    assert judged(text=SIMPLE + "formerly: [old]\n", incidents__i=worked).trust == "current"
    assert judged(incidents__i=worked).trust == "never"


@pytest.mark.parametrize(
    ("reviews", "changed", "trust"),
    [
        ("", "", "unverified"),
        (entry("2026-08-31", "drill"), "", "unverified"),
        (entry("2026-09-01", "drill"), "", "current"),
        (entry("2026-08-31", "drill"), "2026-09-02", "unverified"),
        (entry("2026-08-31", "drill", NOW), "2026-09-02", "current"),
    ],
)
def test_a_page_found_wrong_is_unverified_until_changed(
    reviews: str, changed: str, trust: str
) -> None:
    wrong = INCIDENT.format(day="2026-09-01", verdict="wrong-step")
    found = judged(reviews, changed, incidents__i=wrong)
    assert found.trust == trust
    assert found.wrong == (trust == "unverified" and not changed)


@pytest.mark.parametrize("date", ["9999-12-31", "9999-12-01"])
def test_a_day_at_the_end_of_the_calendar_is_no_overflow(date: str) -> None:
    made = catalog(failure_modes__x=SIMPLE + "reviewed:\n" + entry(date, "drill"))
    page = made.failure_modes["x"]
    assert freshness(page, made, TODAY).trust == "never"
    assert freshness(page, made, datetime.date.max).due == datetime.date.max


def test_of_every_page_that_is_reviewed_it_is_said_what_counts() -> None:
    assert {cls for kind, cls in FOLDERS.items() if kind != "incidents"} <= {*COUNTED}
