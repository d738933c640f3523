"""Commands that go on until somebody stops them."""

from __future__ import annotations

import pytest

from firsthour.rules.common.endless import ENDLESS, endless
from firsthour.rules.common.match import Entry


def _id(entry: Entry) -> str:
    return entry.hit


@pytest.mark.parametrize("entry", ENDLESS, ids=_id)
def test_every_entry_has_a_hit_and_a_near_miss(entry: Entry) -> None:
    assert list(endless(f"sudo {entry.hit}")) == [(entry.hit, entry.does)]
    assert list(endless(entry.miss)) == []


@pytest.mark.parametrize(
    "text",
    [
        "timeout 10 tail -f a.log",
        "tail -f a.log | head -n 5",
        "tail -f a.log | grep x | head",
        "ssh app-1 'timeout 5 top'",
        "while true; do a && break; done",
        "for i in 1 2 3; do a; done",
        "docker compose up -d && docker compose logs --tail 20",
        "docker compose logs --since 30m --tail 3000 web",
        "grep -f words tail",
    ],
)
def test_what_is_limited_ends(text: str) -> None:
    assert list(endless(text)) == []


@pytest.mark.parametrize(
    "text", ["while true; do a; sleep 1; done", "while :\ndo a; done", "for ((;;)); do a; done"]
)
def test_a_loop_without_a_way_out_does_not_end(text: str) -> None:
    assert len(list(endless(text))) == 1
