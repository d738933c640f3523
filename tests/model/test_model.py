"""The model holds what the file says, knows where it stands, and judges how fresh it is."""

from __future__ import annotations

import datetime

import pytest

from firsthour.model import Catalog, build_catalog
from firsthour.model.common import Duration, placeholders
from firsthour.model.failure_modes import FailureMode
from firsthour.model.freshness import freshness
from firsthour.source import load

PAGE = """title: Jobs pile up
owner: platform
severity: sev2
alerts: [JobQueueAge, {name: QueueLength, match: {queue: mail}, start: steps}]
steps:
  - Look at the dashboard.
  - do: Restart the worker
    run: systemctl restart worker
    risk: disruptive
    takes: 5m
    expect: {text: "0", within: 2m}
    if:
      - {when: it grows, go: escalate}
    undo: {impossible: a restart cannot be taken back}
reviewed:
  - {date: 2026-05-01, by: ana, how: read}
  - {date: 2026-03-01, by: ben, how: drill, record: incidents/x}
"""


def catalog(**files: str) -> Catalog:
    """A catalog of files named `kind__id`, with `_` for `-`."""
    documents = []
    for name, text in files.items():
        kind, _, stem = name.replace("_", "-").partition("--")
        path = f"runbooks/{kind}/{stem}.yaml" if stem else f"runbooks/{kind}.yaml"
        documents.append(load(path, text.encode(), kind, stem or kind))
    return build_catalog(documents)


@pytest.fixture
def page() -> FailureMode:
    return catalog(failure_modes__jobs=PAGE).failure_modes["jobs"]


def test_plain_text_fills_the_field_it_stands_for(page: FailureMode) -> None:
    assert page.steps[0].do == "Look at the dashboard."
    assert page.severity is not None
    assert page.severity.default == "sev2"
    assert [alert.name for alert in page.alerts] == ["JobQueueAge", "QueueLength"]


def test_every_part_keeps_its_type(page: FailureMode) -> None:
    step = page.steps[1]
    assert step.takes == Duration.parse("5m")
    assert step.expect is not None
    assert step.expect.within == Duration.parse("120s")
    assert step.if_[0].go == "escalate"
    assert step.undo is not None
    assert step.undo.impossible
    assert page.reviewed[0].date == datetime.date(2026, 5, 1)
    assert page.alerts[1].match == {"queue": "mail"}


def test_every_part_knows_its_place(page: FailureMode) -> None:
    assert (page.origin.at("owner").location().line, page.steps[1].origin.location().line) == (2, 7)
    run = page.steps[1].origin.at("run").location()
    assert (run.line, run.column, run.end_column) == (8, 10, 34)
    assert page.steps[0].origin.location().line == 6
    assert page.steps[1].if_[0].origin.at("go").location().line == 13


def test_the_first_of_two_pages_with_one_id_is_kept() -> None:
    first = load(
        "runbooks/failure-modes/a/x.yaml",
        b"title: One\nowner: a\nsteps: [b]\n",
        "failure-modes",
        "x",
    )
    second = load(
        "runbooks/failure-modes/b/x.yaml",
        b"title: Two\nowner: a\nsteps: [b]\n",
        "failure-modes",
        "x",
    )
    assert build_catalog([first, second]).failure_modes["x"].title == "One"


@pytest.mark.parametrize(
    ("text", "seconds", "words"),
    [("90s", 90, "90 seconds"), ("1m", 60, "1 minute"), ("48h", 172800, "48 hours"), ("1d", 86400, "1 day"), ("2w", 1209600, "2 weeks")],
)  # fmt: skip
def test_durations(text: str, seconds: int, words: str) -> None:
    duration = Duration.parse(text)
    assert (duration.seconds, duration.words) == (seconds, words)
    assert duration.delta == datetime.timedelta(seconds=seconds)


def test_placeholders_are_names_in_angle_brackets() -> None:
    assert placeholders("a <host> b <host-2> <Not> <1x> 1 < 2 > 0 <x_y>") == (
        "host",
        "host-2",
        "x_y",
    )


@pytest.mark.parametrize(("today", "trust"), [("2026-08-28", "current"), ("2026-08-29", "overdue")])
def test_each_kind_of_evidence_counts_for_its_own_time(today: str, trust: str) -> None:
    made = catalog(failure_modes__jobs=PAGE)
    found = freshness(made.failure_modes["jobs"], made, datetime.date.fromisoformat(today))
    assert found.trust == trust
    assert found.due == datetime.date(2026, 8, 28)
    assert found.last is not None
    assert found.last.how == "drill"


def test_intervals_come_from_the_settings() -> None:
    settings = "product: X\nreview: {read: 10d, drill: 1d}\n"
    made = catalog(settings=settings, failure_modes__jobs=PAGE)
    jobs = made.failure_modes["jobs"]
    found = freshness(jobs, made, datetime.date(2026, 5, 11))
    assert (found.due, found.trust) == (datetime.date(2026, 5, 11), "current")
    assert freshness(jobs, made, datetime.date(2026, 5, 12)).trust == "overdue"


@pytest.mark.parametrize(
    ("status", "trust"), [("draft", "draft"), ("retired", "retired"), ("active", "never")]
)
def test_a_page_without_evidence(status: str, trust: str) -> None:
    text = f"title: T\nowner: a\nstatus: {status}\nsteps: [b]\n"
    made = catalog(failure_modes__x=text)
    assert freshness(made.failure_modes["x"], made, datetime.date(2026, 1, 1)).trust == trust
