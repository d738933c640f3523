"""What the address of a print says: each change as whoever holds the paper would say it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthour.model import Catalog
from firsthour.pages.differences import differences
from firsthour.pages.differences.people import people
from firsthour.pipeline import check

ROOT = Path(__file__).parents[2]
Change = Callable[[Any], object]
LOCKS = "“Does a migration hold others up right now?”"
CANCEL = "“Cancel the migration that still runs”"

RUNBOOK: dict[str, tuple[Change, list[str]]] = {
    "title": (
        lambda it: it.update(title="A migration hangs"),
        ["The title was “A migration broke or blocks the product” and is now “A migration hangs”"],
    ),
    "owner": (
        lambda it: it.update(owner="incident-lead"),
        ["The owner was “Platform” and is now “Incident lead”"],
    ),
    "step gone": (
        lambda it: it["diagnose"].pop(3),
        ["First checks: “Count what customers would miss, by day” is gone"],
    ),
    "step new": (
        lambda it: it["diagnose"].insert(1, {"do": "Look at the disk", "run": "df -h /srv"}),
        ["First checks: “Look at the disk” is new (command “df -h /srv”)"],
    ),
    "step in other words": (
        lambda it: it["diagnose"][0].update(do="Does it hold others up right now?"),
        [f"First checks: {LOCKS} now reads “Does it hold others up right now?”"],
    ),
    "step elsewhere": (
        lambda it: it["diagnose"].append(it["diagnose"].pop(0)),
        [f"First checks: {LOCKS} stands after “Is there a backup from before it?” now"],
    ),
    "command": (
        lambda it: it["mitigate"][0]["steps"][0].update(run="./bin/cancel <pid>"),
        [
            f"Mitigate, {CANCEL[1:-1]}: at “Cancel it” the command was “psql "
            'service=larkspur-admin -At -c "SELECT pg_cancel_backend(<pid>)"” and is now '
            "“./bin/cancel <pid>”"
        ],
    ),
    "where lines end, in a command": (
        lambda it: it["mitigate"][0]["steps"][0].update(
            run=it["mitigate"][0]["steps"][0]["run"].replace(" -At", "\n-At")
        ),
        [
            f"Mitigate, {CANCEL[1:-1]}: at “Cancel it” the command was “psql␣service=larkspur-admin"
            '␣-At␣-c␣"SELECT␣pg_cancel_backend(<pid>)"” and is now “psql␣service=larkspur-admin⏎ '
            '-At␣-c␣"SELECT␣pg_cancel_backend(<pid>)"”'
        ],
    ),
    "spaces at the end of a command": (
        lambda it: it["diagnose"][0].update(run=it["diagnose"][0]["run"] + " \n"),
        [],
    ),
    "a space in a long command": (
        lambda it: it["diagnose"][0].update(
            run=it["diagnose"][0]["run"].replace("LIMIT 10", "LIMIT  10")
        ),
        [
            f"First checks: at {LOCKS} the command was “…s(pid))␣>␣0␣OR␣query␣~*␣'^alter'␣ORDER"
            "␣BY␣query_start␣LIMIT␣10\"” and is now “…s(pid))␣>␣0␣OR␣query␣~*␣'^alter'␣ORDER␣BY"
            '␣query_start␣LIMIT␣␣10"”'
        ],
    ),
    "where lines end, in prose": (
        lambda it: it.update(normal=it["normal"].replace(" ", "\n")),
        [],
    ),
    "long command": (
        lambda it: it["diagnose"][0].update(
            run=it["diagnose"][0]["run"].replace("LIMIT 10", "LIMIT 20")
        ),
        [
            f"First checks: at {LOCKS} the command was “…s(pid)) > 0 OR query ~* '^alter' ORDER "
            "BY query_start LIMIT 10\"” and is now “…s(pid)) > 0 OR query ~* '^alter' ORDER BY "
            'query_start LIMIT 20"”'
        ],
    ),
    "wanted answer": (
        lambda it: it["diagnose"][0].update(expect={"text": "under 3 rows", "hold": "5m"}),
        [
            f"First checks: at {LOCKS} the expected result was “0 rows” and is now "
            "“under 3 rows, for 5 min”"
        ],
    ),
    "risk": (
        lambda it: it["mitigate"][0].update(risk="destructive"),
        [
            f"Mitigate: at the option {CANCEL} the risk was “disrupts customers” and is now "
            "“destroys data”"
        ],
    ),
    "no way back": (
        lambda it: it["mitigate"][0].update(undo={"impossible": "it is gone"}),
        [
            f"Mitigate: at the option {CANCEL} the way back was “Run the migration again at "
            "night, with lock_timeout set to 5 seconds.” and is now “none: it is gone”"
        ],
    ),
    "place": (
        lambda it: it["diagnose"][0].update(where="web"),
        [
            f"First checks: at {LOCKS} the place where it is done was “PostgreSQL” and is now "
            "“Web application”"
        ],
    ),
    "where a condition leads": (
        lambda it: it["diagnose"][0]["if"][0].update(go="mitigate.restore"),
        [
            f"First checks: at {LOCKS} what to do if others wait for an ALTER TABLE was {CANCEL} "
            "and is now “Restore the data from the backup”"
        ],
    ),
    "condition": (
        lambda it: it["diagnose"][0]["if"][0].update(when="over 5 wait"),
        [
            f"First checks: at {LOCKS} the condition “others wait for an ALTER TABLE” now reads "
            "“over 5 wait”"
        ],
    ),
    "condition that is new": (
        lambda it: it["diagnose"][4].update({"if": [{"when": "none is", "go": "rollback"}]}),
        [
            "First checks: at “Is there a backup from before it?” what to do if none is is new: "
            "“Roll back”"
        ],
    ),
    "option gone, with its lines": (
        lambda it: it["mitigate"].pop(3),
        [
            "Mitigate: the option “Restore the data from the backup” is gone",
            "Roll back: at “Fix forward” what to do if errors go on was “Restore the data from "
            "the backup” and is now “restore”",
        ],
    ),
    "option elsewhere": (
        lambda it: it["mitigate"].insert(0, it["mitigate"].pop(2)),
        ["Mitigate: the option “Reverse a migration that only adds” stands first now"],
    ),
    "level": (
        lambda it: it.update(severity={"default": "sev2", "raise": [{"to": "sev1", "when": "x"}]}),
        [
            "Level: the level to start at was “SEV1” and is now “SEV2”",
            "Level: “raise to SEV1 when x” is new",
        ],
    ),
    "whom to call": (
        lambda it: it["escalate"][1].update(after="20m"),
        ["Who to call: at “Platform” the time to wait first was “10 min” and is now “20 min”"],
    ),
    "whom to tell": (
        lambda it: it["communicate"].pop(),
        ["Tell people: “SEV1, First mail to those affected” is gone"],
    ),
    "what stands for a name": (
        lambda it: it["params"]["pid"].update(example="12"),
        ["To fill in: at “<pid>” the example was “48213” and is now “12”"],
    ),
    "symptom": (
        lambda it: it["symptoms"].append("nobody can book"),
        ["Use this when: “nobody can book” is new"],
    ),
    "what is not on paper": (
        lambda it: (it["params"]["pid"].update({"from": "command"}), it.update(related=[])),
        [],
    ),
}
CHECKLIST: dict[str, tuple[Change, list[str]]] = {
    "line gone": (
        lambda it: it["blocks"][0]["items"].pop(0),
        ["Confirm the impact: “What can customers not do?” is gone"],
    ),
    "line in another block": (
        lambda it: it["blocks"][1]["items"].append(it["blocks"][0]["items"].pop()),
        [
            "Freeze risky change: “Take the severity from the box” stands after “Say in "
            "#inc-date-slug that you lead” now"
        ],
    ),
    "answer": (
        lambda it: it["blocks"][0]["items"][1].update(answer="some"),
        [
            "Confirm the impact: at “Whom does it hit: all, some, one?” the wanted answer was "
            "“all” and is now “some”"
        ],
    ),
    "block in other words": (
        lambda it: it["blocks"][0].update(title="Hold on", minutes="0-5"),
        [
            "The block “Confirm the impact” now reads “Hold on”",
            "At the block “Hold on” the time was “0-2” and is now “0-5”",
        ],
    ),
    "block gone, with its lines": (
        lambda it: it["blocks"].pop(0),
        ["The block “Confirm the impact” is gone"],
    ),
    "decision": (
        lambda it: it["decisions"][0].update(then="Wait"),
        ["Decide: at “It began with a deploy” what follows was “Roll it back” and is now “Wait”"],
    ),
    "panels": (
        lambda it: it["panels"].update(severity=False, call=it["panels"]["call"][:-1]),
        ["The panel of severity levels is gone", "Call: “Communicator” is gone"],
    ),
    "address": (
        lambda it: it["panels"]["links"][0].update(url="https://go.larkspur.example/m"),
        [
            "Open: at “Numbers” the address was “https://go.larkspur.example/n” and is now "
            "“https://go.larkspur.example/m”"
        ],
    ),
}
SEVERITY: dict[str, tuple[Change, list[str]]] = {
    "threshold": (
        lambda it: it["thresholds"][0].update(high="under 99 %"),
        [
            "Numbers: at “Uptime this month” the number for High was “under 99.5 %” and is now "
            "“under 99 %”"
        ],
    ),
    "level": (
        lambda it: it["levels"][0].update(
            respond_within="15m", page={"who": "platform", "when": "working-hours"}
        ),
        [
            "At the level “SEV1 Critical” the time to answer was “5 min” and is now “15 min”",
            "At the level “SEV1 Critical” the one who is woken was “On call, at once” and is now "
            "“Platform, in working hours”",
        ],
    ),
    "status page": (
        lambda it: it["levels"][0].update(status_page=False),
        ["At the level “SEV1 Critical” the status page is gone"],
    ),
    "updates": (
        lambda it: it["levels"][0]["update_every"].update(internal="1h"),
        [
            "At the level “SEV1 Critical” the time between updates to the team was “15 min” and "
            "is now “1 h”"
        ],
    ),
    "example": (
        lambda it: it["levels"][0]["examples"].pop(0),
        ["SEV1 Critical: “Larkspur does not open at all” is gone"],
    ),
}
CONTACTS: dict[str, tuple[Change, list[str]]] = {
    "number": (
        lambda it: it["people"][0]["channels"][0].update(value="+44 20 7946 0999"),
        ["People: how to reach Mara Lindqvist has changed"],
    ),
    "number that is private now": (
        lambda it: it["people"][0].update(private=not it["people"][0].get("private", False)),
        ["People: how to reach Mara Lindqvist has changed"],
    ),
    "somebody left": (
        lambda it: it["people"][0].update(left="2026-11-01"),
        ["People: 1 of those on your paper is gone"],
    ),
    "name": (
        lambda it: it["people"][0].update(name="Mara Lind"),
        ["People: Mara Lind had another name on your paper"],
    ),
    "note": (
        lambda it: it["vendors"][0].update(contract="Gold"),
        ["Companies: what stands beside Northcloud has changed"],
    ),
    "way upwards": (
        lambda it: it["escalation"][0]["hops"].pop(),
        ["Escalate: “Nobody answers the page” has changed"],
    ),
    "what is not on paper": (lambda it: it["people"][0].update(can=["restart"]), []),
}


@cache
def catalog() -> Catalog:
    return check(ROOT, rules=()).catalog


@cache
def sample(name: str) -> Any:
    return yaml.safe_load((ROOT / "runbooks" / name).read_text("utf-8"))


def changed(name: str, change: Change) -> tuple[Any, Any]:
    new = copy.deepcopy(sample(name))
    change(new)
    return sample(name), new


@pytest.mark.parametrize(
    ("name", "change", "wanted"),
    [
        pytest.param(name, *case, id=f"{name}: {what}")
        for name, cases in (
            ("failure-modes/bad-migration.yaml", RUNBOOK),
            ("checklists/first-ten-minutes.yaml", CHECKLIST),
            ("severity.yaml", SEVERITY),
        )
        for what, case in cases.items()
    ],
)
def test_a_change_is_said_in_words(name: str, change: Change, wanted: list[str]) -> None:
    assert differences(*changed(name, change), catalog()) == wanted


@pytest.mark.parametrize(("change", "wanted"), CONTACTS.values(), ids=CONTACTS)
def test_of_people_it_is_said_where_and_never_what(change: Change, wanted: list[str]) -> None:
    assert list(people(*changed("contacts.yaml", change))) == wanted


def test_spaces_that_look_the_same_are_no_trouble() -> None:
    old, new = (
        {"title": "A", "steps": [{"do": "Look", "run": f"ls{space}-l " * 100}]}
        for space in ("\u2002", "\u2003")
    )
    (said,) = differences(old, new, catalog())
    assert said.startswith("Steps: at “Look” the command was “ls")


def test_the_way_back_says_the_opposite() -> None:
    old, new = changed(
        "failure-modes/bad-migration.yaml",
        lambda it: (it["diagnose"].pop(0), it["mitigate"][0].pop("warn", ""), it.pop("normal")),
    )
    assert [it.replace("is gone", "is new") for it in differences(old, new, catalog())] == [
        it.partition(" (")[0] for it in differences(new, old, catalog())
    ]


def _every(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [*map(str, data), *(word for each in data.values() for word in _every(each))]
    return [word for each in data for word in _every(each)] if isinstance(data, list) else []


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted({*_every(sample("failure-modes/bad-migration.yaml"))})),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(old=ODD, new=ODD)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stood_in_an_old_file_is_no_trouble(old: Any, new: Any) -> None:
    before, after = ({"title": "A", "steps": each, "rollback": each} for each in (old, new))
    for each in (*differences(before, after, catalog()), *differences(after, before, catalog())):
        assert each == " ".join(each.split())
    assert differences(before, before, catalog()) == []
