"""Each line of the readiness lists is ready when its evidence is there, and else says what to do."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from firsthour.model import Catalog
from firsthour.pages import Context, all_pages
from firsthour.pages import practised as after
from firsthour.pages import prepared as before
from firsthour.pages.practised import ALONE, LINES
from firsthour.pages.proof import Check
from firsthour.pages.readiness import judged
from firsthour.pipeline import assemble, check
from firsthour.validate import schema
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
ROOT = Path(__file__).parents[2]
LEVEL = """levels:
  - {id: a, code: A, name: Bad, definition: d, respond_within: 5m, page: {who: x, when: always}%s}
  - {id: b, code: B, name: Mild, definition: d, respond_within: 1d, page: {who: x, when: always}}
"""
PEOPLE = """people:
  - {id: ana, name: Ana, confirmed: 2026-11-01}
  - {id: ben, name: Ben, confirmed: 2026-08-23}
  - {id: cid, name: Cid, left: 2026-11-21}
teams:
  - {id: both, name: Both, members: [ana, ben]}
  - {id: gone, name: Gone, members: [cid]}
  - {id: one, name: One, members: [ana, cid]}
"""
ROLE = "roles: [{id: lead, title: Lead, duties: [d], holder: %s, backup: %s}]\n"
BACK = "title: Go back\nowner: a\ncategory: rollback\nsteps: [Deploy]\n%s"
BROUGHT = "title: T\nowner: a\nsteps: [Look]\nrollback: {steps: [Back]%s}\n"
CHANNEL = "people: []\nchannels: [{id: c, title: C, kind: %s}]\n"
SERVICE = "services: [{id: web, title: Web, owner: a, tier: %s, links: {%s}}]\n"
MESSAGE = "title: T\nowner: a\naudience: %s\nbody: b\n%s"
SHEET = "title: T\nwhen: w\nowner: a\nphase: %s\nblocks: [{title: b, items: [i]}]\n%s"
RECORD = "title: T\nowner: a\nseverity: a\nstarted: 2026-11-01T10:00Z\nactions: [%s]\n"
PRODUCT = "product: P\n"
HALF_A_YEAR_AGO = TODAY - datetime.timedelta(days=180)


class Case(NamedTuple):
    """What a line says of some files: None when it is ready, else a part of what is missing."""

    check: Check
    missing: str | None
    files: dict[str, str]


def runbooks(count: int, more: str = "") -> dict[str, str]:
    text = "title: T\nowner: a\nsteps: [Look]\n"
    return {f"failure_modes__x{number}": text + more for number in range(count)}


def practice(what: str, date: object) -> dict[str, str]:
    return {"settings": f"{PRODUCT}practice: [{{date: {date}, what: {what}}}]\n"}


CASES = [
    Case(before.severity_documented, None, {"severity": LEVEL % ""}),
    Case(before.severity_documented, "no severity levels", {}),
    Case(before.lead_defined, None, {"roles": ROLE % ("ana", "ben"), "contacts": PEOPLE}),
    Case(before.lead_defined, None, {"roles": ROLE % ("both", "ben"), "contacts": PEOPLE}),
    Case(before.lead_defined, None, {"roles": ROLE % ("both", '""'), "contacts": PEOPLE}),
    Case(
        before.lead_defined,
        "nobody else can be Lead",
        {"roles": ROLE % ("ana", "ana"), "contacts": PEOPLE},
    ),
    Case(before.lead_defined, "nobody else", {"roles": ROLE % ("one", "ana"), "contacts": PEOPLE}),
    Case(before.lead_defined, "nobody else", {"roles": ROLE % ("ana", "cid"), "contacts": PEOPLE}),
    Case(
        before.lead_defined,
        "Lead is gone, who is not",
        {"roles": ROLE % ("gone", "ben"), "contacts": PEOPLE},
    ),
    Case(
        before.lead_defined,
        "no role leads",
        {"roles": "roles: [{id: scribe, title: Scribe, duties: [d], holder: ana}]\n"},
    ),
    Case(
        before.rollback_tested,
        None,
        {
            "procedures__x": BACK
            % f"reviewed: [{{date: {HALF_A_YEAR_AGO}, by: a, how: walkthrough}}]"
        },
    ),
    Case(
        before.rollback_tested,
        "Go back was not tried within the last 180 days",
        {"procedures__x": BACK % "reviewed: [{date: 2026-05-24, by: a, how: drill}]"},
    ),
    Case(
        before.rollback_tested,
        "not tried",
        {"procedures__x": BACK % "reviewed: [{date: 2026-11-20, by: a, how: read}]"},
    ),
    Case(
        before.rollback_tested,
        "not tried",
        {"procedures__x": BACK % "reviewed: [{date: 2026-11-22, by: a, how: drill}]"},
    ),
    Case(
        before.rollback_tested,
        "within the last 7 days",
        {
            "procedures__x": BACK % "reviewed: [{date: 2026-11-01, by: a, how: drill}]",
            "settings": f"{PRODUCT}review: {{rollback: 1w}}\n",
        },
    ),
    Case(
        before.rollback_tested,
        None,
        {"failure_modes__x": BROUGHT % ", last_tried: {date: 2026-11-01, how: drill}"},
    ),
    # To look at a runbook is not to roll back.
    Case(
        before.rollback_tested,
        "not tried",
        {"failure_modes__x": BROUGHT % "" + "reviewed: [{date: 2026-11-01, by: a, how: drill}]\n"},
    ),
    Case(before.rollback_tested, "no active page", {"procedures__x": BACK % "status: draft"}),
    Case(before.customers_reached, None, {"contacts": CHANNEL % "status-page, url: https://s"}),
    Case(before.customers_reached, "no place to read", {"contacts": CHANNEL % "status-page"}),
    Case(
        before.customers_reached,
        None,
        {
            "contacts": CHANNEL % "email",
            "templates__x": MESSAGE % ("customer", "channel: c"),
        },
    ),
    Case(
        before.customers_reached,
        "no place",
        {
            "contacts": CHANNEL % "email",
            "templates__x": MESSAGE % ("internal", "channel: c"),
        },
    ),
    Case(
        before.places_linked, None, {"services": SERVICE % (1, "apm: https://m, logs: https://l")}
    ),
    Case(before.places_linked, "Web has no logs", {"services": SERVICE % (1, "apm: https://m")}),
    Case(before.places_linked, "no dashboard", {"services": SERVICE % (2, "errors: https://m")}),
    Case(before.places_linked, "no dashboard and no logs", {"services": SERVICE % (1, "")}),
    Case(before.places_linked, "no service has", {}),
    Case(
        before.history_reachable,
        None,
        {
            "services": SERVICE
            % (1, "deploys: https://d, configuration: https://c, migrations: https://m")
        },
    ),
    Case(
        before.history_reachable,
        "history of migrations",
        {"services": SERVICE % (1, "configuration: https://c, deploys: https://d")},
    ),
    Case(before.history_reachable, "history of deploys", {}),
    Case(before.freeze_defined, None, {"severity": LEVEL % ", deploy_freeze: true"}),
    Case(before.freeze_defined, "no level freezes", {"severity": LEVEL % ""}),
    Case(
        before.postmortem_template,
        None,
        {"templates__postmortem": MESSAGE % ("document", "")},
    ),
    Case(
        before.postmortem_template,
        "no active template",
        {"templates__postmortem": MESSAGE % ("document", "status: draft")},
    ),
    Case(
        before.postmortem_template,
        "no active template",
        {"templates__record": MESSAGE % ("document", "")},
    ),
    Case(before.top_runbooks, None, runbooks(5)),
    Case(before.top_runbooks, "4 of 5 runbooks are there", runbooks(4)),
    Case(before.top_runbooks, "0 of 5 runbooks are active, and T is", runbooks(5, "status: draft")),
    Case(before.top_runbooks, "0 of 5 runbooks are there", runbooks(5, "status: retired")),
    Case(
        after.alerts_routed,
        None,
        {"settings": f"{PRODUCT}alerts: {{route: c}}\n", "contacts": CHANNEL % "chat"},
    ),
    Case(
        after.alerts_routed,
        "go to d, which is no channel",
        {"settings": f"{PRODUCT}alerts: {{route: d}}\n", "contacts": CHANNEL % "chat"},
    ),
    Case(after.alerts_routed, "where alerts arrive", {"settings": PRODUCT}),
    Case(after.verified_by_hand, None, {"checklists__x": SHEET % ("verify", "")}),
    Case(
        after.verified_by_hand,
        None,
        {"services": "services: []\ncustomer_paths: [{id: p, title: P, test: [t]}]\n"},
    ),
    Case(
        after.verified_by_hand,
        "by hand",
        {"checklists__x": SHEET % ("verify", "status: draft")},
    ),
    Case(after.verified_by_hand, "by hand", {"checklists__x": SHEET % ("triage", "")}),
    Case(
        after.actions_assigned,
        None,
        {
            "incidents__x": RECORD
            % "{what: A, kind: test, owner: a, due: 2026-11-01}, {what: B, kind: test, issue: '#1'}"
        },
    ),
    Case(
        after.actions_assigned,
        "nobody has until a day: B",
        {
            "incidents__x": RECORD
            % "{what: A, kind: test, done: 2026-11-02}, {what: B, kind: test, owner: a}"
        },
    ),
    Case(
        after.actions_assigned,
        "until a day: B",
        {"incidents__x": RECORD % "{what: B, kind: test, due: 2026-12-01}"},
    ),
    Case(after.actions_assigned, "has an action", {"incidents__x": RECORD % ""}),
    Case(after.actions_assigned, "has an action", {}),
    Case(after.on_call_known, None, {"contacts": f"{PEOPLE}on_call: {{now: ana}}\n"}),
    Case(after.on_call_known, "who is on call", {"contacts": f"{PEOPLE}on_call: {{}}\n"}),
    Case(after.on_call_known, "who is on call", {"contacts": PEOPLE}),
    Case(after.contacts_current, None, {"contacts": PEOPLE}),
    Case(
        after.contacts_current,
        "Ben did not confirm the numbers within the last 90 days",
        {"contacts": PEOPLE.replace("2026-08-23", "2026-08-22")},
    ),
    Case(
        after.contacts_current,
        "Ben did not",
        {"contacts": PEOPLE.replace(", confirmed: 2026-08-23", "")},
    ),
    Case(after.contacts_current, "nobody is in the contacts", {"contacts": "people: []\n"}),
    Case(after.alerts_tested, None, practice("alert-test", HALF_A_YEAR_AGO)),
    Case(after.alerts_tested, "no test page", practice("alert-test", "2026-05-24")),
    Case(after.alerts_tested, "no test page", practice("drill", TODAY)),
    Case(after.alerts_tested, "no test page", practice("alert-test", "9999-12-31")),
    Case(after.training_done, None, practice("game-day", TODAY)),
    Case(after.training_done, "did not train", practice("alert-test", TODAY)),
    Case(
        after.templates_ready,
        None,
        {"templates__a": MESSAGE % ("internal", ""), "templates__b": MESSAGE % ("customer", "")},
    ),
    Case(
        after.templates_ready,
        "message for customers",
        {"templates__a": MESSAGE % ("internal", ""), "templates__b": MESSAGE % ("executive", "")},
    ),
    Case(
        after.templates_ready, "message for colleagues", {"templates__b": MESSAGE % ("public", "")}
    ),
    Case(after.one_checklist, None, {"checklists__x": SHEET % ("respond", "")}),
    Case(
        after.one_checklist,
        "no active checklist",
        {"checklists__x": SHEET % ("respond", "status: retired")},
    ),
    Case(after.one_channel, None, {"contacts": CHANNEL % "chat"}),
    Case(after.one_channel, "no channel", {"contacts": PEOPLE}),
    Case(after.rollback_written, None, {"procedures__x": BACK % ""}),
    Case(after.rollback_written, None, {"failure_modes__x": BROUGHT % ""}),
    Case(after.rollback_written, "how to roll back", {"procedures__x": BACK % "status: draft"}),
]


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{it.check.__name__}" for number, it in enumerate(CASES)]
)
def test_a_line_is_ready_or_says_what_is_missing(case: Case) -> None:
    answer = case.check(catalog(**case.files), TODAY)
    assert answer.ready is (case.missing is None), answer
    if case.missing is None:
        assert answer.evidence
    else:
        assert any(case.missing in gap.what for gap in answer.gaps), answer.gaps


def test_every_line_is_seen_to_be_both() -> None:
    seen = {(case.check, case.missing is None) for case in CASES}
    assert seen == {(each, ready) for _, each in (*LINES, *ALONE) for ready in (True, False)}


def test_the_lists_have_their_lines() -> None:
    assert (len(LINES), len(ALONE)) == (17, 5)
    assert len({title for title, _ in LINES}) == 17


def test_without_any_file_nothing_is_ready_and_each_gap_says_what_to_run() -> None:
    for lines in (LINES, ALONE):
        found = judged(lines, Catalog(), TODAY)
        assert found.ready == 0
        for line in found.lines:
            assert line.answer.gaps
            for gap in line.answer.gaps:
                kind, _, name = gap.file.removeprefix("runbooks/")[: -len(".yaml")].partition("/")
                assert gap.command == f"firsthour new {kind} {name}".strip()


def test_what_is_to_be_written_is_yaml_that_the_schema_knows() -> None:
    checked = 0
    for case in CASES:
        for gap in case.check(catalog(**case.files), TODAY).gaps:
            data = yaml.safe_load(gap.write) if gap.write else None
            if data is None:
                continue
            kind = gap.file.removeprefix("runbooks/").removesuffix(".yaml").partition("/")[0]
            assert set(data) <= set(_names(schema(kind))), (gap.file, data)
            assert gap.key
            checked += 1
    assert checked > 20


def _names(node: Any) -> set[str]:
    """Every key that a schema knows, at any depth."""
    if isinstance(node, list):
        return {name for each in node for name in _names(each)}
    if not isinstance(node, dict):
        return set()
    own = node.get("properties", {})
    return {*(own if isinstance(own, dict) else ()), *_names(list(node.values()))}


def test_what_is_there_is_not_made_anew() -> None:
    made = catalog(contacts=PEOPLE, templates__postmortem=MESSAGE % ("document", "status: draft"))
    assert after.on_call_known(made, TODAY).gaps[0].command == ""
    gap = before.postmortem_template(made, TODAY).gaps[0]
    assert (gap.file, gap.command) == ("runbooks/templates/postmortem.yaml", "")


def test_a_file_that_cannot_be_read_is_to_be_repaired_not_written() -> None:
    made = Catalog(broken=frozenset({"contacts", "templates/postmortem"}))
    for each in (after.on_call_known, before.postmortem_template):
        (gap,) = each(made, TODAY).gaps
        assert gap.command == "firsthour lint"
        assert "cannot be read" in gap.what
        assert gap.write == ""


def test_what_is_overdue_is_assigned_and_said() -> None:
    made = catalog(incidents__x=RECORD % "{what: A, kind: test, owner: a, due: 2026-11-20}")
    found = after.actions_assigned(made, TODAY)
    assert found.ready
    assert found.evidence[0].text == "0 of 1 done, 1 overdue"


@pytest.mark.parametrize("today", [datetime.date.min, datetime.date.max])
def test_the_ends_of_the_calendar_are_days_like_others(today: datetime.date) -> None:
    for made in (Catalog(), check(ROOT).catalog):
        judged(LINES, made, today)


def test_the_sample_team_is_ready_and_its_evidence_leads_somewhere() -> None:
    checked = check(ROOT)
    found = [
        *judged(LINES, checked.catalog, TODAY).lines,
        *judged(ALONE, checked.catalog, TODAY).lines,
    ]
    assert [line.title for line in found if not line.answer.ready] == []
    there = {
        page.reference or page.path.removesuffix(".md").removesuffix("/index")
        for page in all_pages(Context(checked.catalog, TODAY))
    }
    for line in found:
        for each in line.answer.evidence:
            assert not each.reference or each.reference.partition("#")[0] in there, each


def page(root: Path) -> str:
    made = assemble(root, today=TODAY).files["readiness.md"]
    assert isinstance(made, str)
    return made


def test_the_page_counts_and_says_the_state_in_a_word(tmp_path: Path) -> None:
    assert "17 of 17 ready" in page(ROOT)
    assert page(ROOT).count('<span class="fh-ready-state">Ready</span>') == 22
    empty = page(tmp_path)
    assert "0 of 17 ready" in empty
    assert empty.count('<span class="fh-ready-state">To do</span>') == 22
    assert "<code>firsthour new severity</code>" in empty


def test_the_page_stands_first_among_more() -> None:
    made = all_pages(Context(Catalog(broken=frozenset({"roles"})), TODAY))
    assert next(it.path for it in made if it.section == "more") == "readiness.md"
