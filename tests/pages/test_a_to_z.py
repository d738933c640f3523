"""Everything that was seen leads to its runbook, under the letter where one looks."""

from __future__ import annotations

import datetime

from firsthour.pages import Context, all_pages
from firsthour.pages.a_to_z import letters
from firsthour.site.render import render
from tests.model.test_model import catalog

RUNBOOK = """title: Jobs pile up
owner: ana
alerts: [QueueAge, {name: HTTPErrors5xx, match: {queue: mail}, start: look}]
errors: ["[CRITICAL] WORKER TIMEOUT", "502 Bad Gateway", {pattern: "column .* is gone"}]
symptoms: ["Elbow", "\u00c9lan is lost", "mails are late", "'quoted' words", "\u0416\u0434\u0443"]
diagnose: [{id: look, do: Look at the queue}]
"""
MADE = catalog(failure_modes__jobs=RUNBOOK)


def test_letters_ignore_signs_case_and_accents_and_the_rest_stands_first() -> None:
    found = {letter.name: [entry.text for entry in letter.entries] for letter in letters(MADE)}
    assert found == {
        "#": ["502 Bad Gateway"],
        "C": ["column .* is gone", "[CRITICAL] WORKER TIMEOUT"],
        "E": ["\u00c9lan is lost", "Elbow"],
        "H": ["HTTPErrors5xx (queue=mail)"],
        "M": ["mails are late"],
        "Q": ["QueueAge", "'quoted' words"],
        "\u0416": ["\u0416\u0434\u0443"],
    }
    assert next(iter(found)) == "#"


def test_names_of_alerts_are_shown_as_words_too() -> None:
    words = {entry.text: entry.words for letter in letters(MADE) for entry in letter.entries}
    assert words["QueueAge"] == "Queue Age"
    assert words["HTTPErrors5xx (queue=mail)"] == "HTTP Errors5xx"
    assert words["mails are late"] == ""


def test_an_alert_leads_to_the_step_it_starts_at() -> None:
    targets = {entry.text: entry.target for letter in letters(MADE) for entry in letter.entries}
    alert = targets["HTTPErrors5xx (queue=mail)"]
    assert (alert.reference, alert.label) == (
        "failure-modes/jobs#diagnose-look",
        "Look at the queue",
    )
    assert targets["QueueAge"].reference == ""


def test_each_entry_says_what_it_is() -> None:
    kinds = {entry.text: entry.kind for letter in letters(MADE) for entry in letter.entries}
    assert kinds["502 Bad Gateway"] == "error"
    assert kinds["column .* is gone"] == "pattern"
    assert kinds["QueueAge"] == "alert"
    assert kinds["mails are late"] == "symptom"


def test_retired_runbooks_are_not_looked_up() -> None:
    assert letters(catalog(failure_modes__jobs=RUNBOOK + "status: retired\n")) == []


def test_every_letter_can_be_reached_from_the_line_of_letters() -> None:
    context = Context(MADE, datetime.date(2026, 11, 21))
    text = render(all_pages(context), context)["a-to-z.md"]
    for letter in letters(MADE):
        assert letter.anchor.isascii()
        assert f'href="#{letter.anchor}"' in text
        assert f'id="{letter.anchor}"' in text
