"""Behind every role, team and hop stands somebody who can be reached, and no private number."""

from __future__ import annotations

import dataclasses
import datetime
import html

import pytest

from firsthour.model import Catalog
from firsthour.pages import Context
from firsthour.pages.people import people
from firsthour.pages.reaching import dialled, parties, party, way
from firsthour.site.render import render
from tests.model.test_model import catalog

TODAY = datetime.date(2026, 11, 21)
CONTACTS = """people:
  - id: ana
    name: Ana Alves
    channels:
      - {by: chat, value: "@ana"}
      - {by: call, value: "+44 20 7946 0118", night: true, note: rings twice}
      - {by: email, value: ana@larkspur.example}
    can: [approve]
  - id: ben
    name: Ben Berg
    private: true
    channels:
      - {by: text, value: "+44 7700 900118"}
      - {by: call, value: "+44 7700 900119", night: true}
      - {by: page, value: ben in the pager, night: true}
  - {id: cleo, name: Cleo Gone, left: 2019-08-31}
teams:
  - {id: platform, name: Platform, members: [ben, cleo, ana, nobody]}
vendors:
  - id: northcloud
    name: Northcloud
    support:
      - {by: portal, value: "https://support.northcloud.example"}
      - {by: call, value: "+44 20 7946 0800"}
escalation:
  - id: stuck
    title: We are stuck
    hops: [{to: lead}, {to: northcloud, after: 30m}]
on_call: {now: ben}
"""
ROLES = """roles:
  - {id: lead, title: Lead, duties: [Decide.], holder: ana, backup: ben, reach: [text, call]}
  - {id: on-call, title: On call, duties: [Look.], holder: platform, reach: [page, call]}
  - {id: scribe, title: Scribe, duties: [Write.], holder: ana, reach: [chat]}
"""


@pytest.fixture
def team() -> Catalog:
    return catalog(contacts=CONTACTS, roles=ROLES)


def shown(team: Catalog, path: str) -> str:
    context = Context(team, TODAY)
    return html.unescape(render(list(people(context)), context)[path])


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+44 20 7946 0118", "+442079460118"),
        ("+1 416-555-0142", "+14165550142"),
        ("+44 (0)20 7946 0118", "+442079460118"),
        ("(+351) 21 000 000", "+35121000000"),
        ("020 7946 0118", "02079460118"),
        ("+44 20 7946 0118 ext 5", "+442079460118"),
        ("ask at the desk", ""),
        ("+", ""),
        ("tel:1", ""),
        ("\u0661\u0662\u0663", ""),  # digits of another script are none to a telephone
    ],
)
def test_a_number_is_dialled_as_plus_and_digits(written: str, number: str) -> None:
    assert dialled(written) == number


def test_ways_have_the_address_that_their_kind_needs(team: Catalog) -> None:
    hrefs = [way(it).href for it in team.people["ana"].channels]
    assert hrefs == ["", "tel:+442079460118", "mailto:ana@larkspur.example"]
    assert way(team.people["ben"].channels[0]).href == "sms:+447700900118"
    assert way(team.vendors["northcloud"].support[0]).href == "https://support.northcloud.example"


def test_of_a_private_person_no_number_is_shown_and_that_is_said(team: Catalog) -> None:
    found = party(team.people["ben"])
    assert [it.words for it in found.ways] == ["Page"]
    assert found.hidden
    assert not party(team.people["ana"]).hidden


def test_a_role_shows_the_ways_it_asks_for_in_its_order(team: Catalog) -> None:
    (holder,) = parties("lead", team)
    assert (holder.name, [it.words for it in holder.ways]) == ("Ana Alves", ["Call"])
    (writer,) = parties("scribe", team)
    assert [it.words for it in writer.ways] == ["Chat"]
    first, second = parties("on-call", team)
    assert (first.name, [it.value for it in first.ways]) == ("Ben Berg", ["ben in the pager"])
    assert (second.name, [it.words for it in second.ways]) == ("Ana Alves", ["Call"])


def test_a_person_shows_what_wakes_them_and_else_the_first_way(team: Catalog) -> None:
    assert [it.words for it in parties("ana", team)[0].ways] == ["Call"]
    assert [it.words for it in parties("northcloud", team)[0].ways] == ["Portal"]
    assert parties("gone", team) == parties("stuck", team) == ()


def test_a_role_held_by_a_role_comes_to_an_end() -> None:
    made = catalog(roles="roles:\n  - {id: lead, title: Lead, duties: [x], holder: lead}\n")
    assert parties("lead", made) == ()


@pytest.mark.parametrize("path", ["roles.md", "contacts.md"])
def test_private_numbers_are_on_no_page(path: str, team: Catalog) -> None:
    text = shown(team, path)
    assert "7700" not in text
    assert "Number in the private binder" in text
    assert "in the binder" not in text
    makes = "are in the private binder, which <code>firsthour print --private</code> makes"
    assert (makes in text) == (path == "contacts.md")
    assert "tel:+442079460118" in text


def test_hops_name_the_person_behind_a_role_and_the_number(team: Catalog) -> None:
    text = shown(team, "contacts.md")
    hop = text[text.index("We are stuck") : text.index("## People")]
    assert "Ana Alves" in hop
    assert "+44 20 7946 0118" in hop
    assert "after 30 minutes" in hop


def test_everything_that_others_point_at_has_its_anchor(team: Catalog) -> None:
    text = shown(team, "contacts.md")
    for anchor in ("ana", "ben", "cleo", "platform", "northcloud", "stuck"):
        assert f'id="{anchor}"' in text
    assert 'id="lead"' in shown(team, "roles.md")


def test_those_who_left_stand_last_in_one_line(team: Catalog) -> None:
    text = shown(team, "contacts.md")
    assert 'id="cleo"><h3>' not in text
    last = text.strip().splitlines()[-1]
    assert "Cleo Gone" in last
    assert "2019-08-31" in last


def test_who_leaves_later_is_here_until_then() -> None:
    text = CONTACTS.replace("2019-08-31", "2026-12-01")
    for day, here in (("2026-11-30", True), ("2026-12-01", False)):
        made = dataclasses.replace(
            catalog(contacts=text, roles=ROLES), today=datetime.date.fromisoformat(day)
        )
        contacts, roles = shown(made, "contacts.md"), shown(made, "roles.md")
        assert ('id="cleo"><h3>' in contacts) is here
        assert ("No longer here" in contacts) is not here
        assert ("Cleo Gone" in roles) is here


def test_a_power_that_nobody_has_is_said(team: Catalog) -> None:
    text = shown(team, "contacts.md")
    powers = text[text.index("## Who may do what") : text.index("## Teams")]
    assert "Roll back</th><td><b>nobody</b>" in powers


def test_a_role_without_backup_says_so(team: Catalog) -> None:
    roles = shown(team, "roles.md").split('id="')
    lead, on_call = roles[1], roles[2]
    assert "No backup named" in on_call
    assert "No backup named" not in lead
