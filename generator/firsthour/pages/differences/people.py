"""What has changed on the list of those to call: where, and never a number or who has gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# A list -> what stands above it on paper, and what each of it is called by.
_LISTS = {
    "people": ("People", "name"),
    "teams": ("Teams", "name"),
    "vendors": ("Companies", "name"),
    "channels": ("Places", "title"),
    "escalation": ("Escalate", "title"),
    "emergency_access": ("When the usual way in is broken", "title"),
}
# What is not printed.
_QUIET = frozenset({"id", "can", "github", "confirmed", "console"})


def people(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each entry that says something else now. The values stand on the page."""
    for key, (part, title) in _LISTS.items():
        before, after = _entries(old.get(key), title), _entries(new.get(key), title)
        for id_, now in after.items():
            was, name = before.get(id_), now[title]
            if was is None:
                yield f"{part}: {name} is new"
            elif was.get(title) != name:
                yield f"{part}: {name} had another name on your paper"
            if was is not None and _reached(was) != _reached(now):
                yield f"{part}: how to reach {name} has changed"
            elif was is not None and _rest(was, title) != _rest(now, title):
                beside = f"what stands beside {name}" if title == "name" else f"“{name}”"
                yield f"{part}: {beside} has changed"
        # Whoever has gone has a right to be forgotten.
        gone = len(before.keys() - after.keys())
        if gone:
            yield f"{part}: {gone} of those on your paper {'is' if gone == 1 else 'are'} gone"
    if old.get("on_call") != new.get("on_call"):
        yield "On call: the rota, or where it stands, has changed"
    if old.get("outside_help") != new.get("outside_help"):
        yield "Help from outside has changed"


def _entries(data: Any, title: str) -> dict[str, Mapping[str, Any]]:
    """Those who are there, by what stays the same of them."""
    every = (each for each in data if isinstance(each, dict)) if isinstance(data, list) else ()
    return {
        str(each.get("id", each[title])): each
        for each in every
        if isinstance(each.get(title), str) and not each.get("left")
    }


def _reached(data: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(data.get(key) for key in ("channels", "support", "private", "url"))


def _rest(data: Mapping[str, Any], title: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in _QUIET and key != title}
