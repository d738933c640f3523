"""What has changed since the sheet was printed, said to somebody who holds the sheet."""

from __future__ import annotations

from typing import Any

import pytest

from firsthour.pages.differences import differences

STEP = {"do": "Ask twice", "run": "queues", "where": "redis", "takes": "1m"}
OPTION = {"id": "fewer", "title": "Take fewer", "when": "many wait", "risk": "disruptive"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"title": "A"}, {"title": "B"}, ['Title: "A" now reads "B"']),
        (
            {"diagnose": [STEP]},
            {"diagnose": []},
            [
                'First checks: "Ask twice \N{EN DASH} queues \N{EN DASH} on redis \N{EN DASH} about 1m" is gone'
            ],
        ),
        (
            {"steps": ["Wait"]},
            {"steps": ["Wait", "Look"]},
            ['Steps: "Look" is new'],
        ),
        (
            {"params": {"pid": {"from": "operator", "description": "process id"}}},
            {"params": {}},
            ['Before you start: "<pid> \N{EN DASH} process id" is gone'],
        ),
        # A part that came or went as a whole is not told line by line.
        ({"mitigate": [{**OPTION, "steps": [STEP, STEP]}]}, {}, ['"Take fewer" is gone']),
        ({}, {"mitigate": [{**OPTION, "steps": [STEP]}]}, ['"Take fewer" is new']),
        (
            {"mitigate": [{**OPTION, "when": "few wait"}]},
            {"mitigate": [OPTION]},
            [
                'Take fewer: "few wait \N{EN DASH} disruptive" now reads "many wait \N{EN DASH} disruptive"'
            ],
        ),
        ({"related": ["failure-modes/a"]}, {}, []),
    ],
)
def test_each_change_is_one_sentence(
    old: dict[str, Any], new: dict[str, Any], said: list[str]
) -> None:
    assert differences(old, new) == said
