"""Where alerts lead: as text with a table, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from firsthour.alerts.coverage import Coverage, State

VERSION = 1
WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.RESOLVES: "lead to their runbook",
        State.DRAFT: "lead to a draft, a stub or a retired page",
        State.GENERIC: "lead to a page that is not about them",
        State.DEAD: "lead nowhere: the page or its part is not there",
        State.NOT_LINKED: "have a runbook and do not link to it",
        State.ELSEWHERE: "lead to another site, which was not looked at",
        State.NOTHING: "have no link and no runbook",
    }
)
_SHOWN = (State.DEAD, State.DRAFT, State.GENERIC, State.NOT_LINKED, State.NOTHING)
_MOST = 20


def text(found: Coverage, *, verbose: bool = False) -> Iterator[str]:
    """Counts, then what wants a hand, file by file."""
    most = 10**9 if verbose else _MOST
    for state in _SHOWN:
        landings = [it for it in found.landings if it.state is state]
        if landings:
            yield f"{len(landings)} {_words(state, len(landings))}:"
            for it in landings[:most]:
                place = f"{it.alert.location.path}:{it.alert.location.line}"
                yield f"  {place}  {it.alert.name}  ({it.reason})"
            yield from _more(len(landings), most)
            yield ""
    strange = [file for file in found.files if not file.format and not file.skipped]
    if strange:
        yield f"{_count(len(strange), 'file')} not understood:"
        yield from (f"  {file.path}: {file.reason}" for file in strange[:most])
        yield from _more(len(strange), most)
        yield ""
    skipped = [file for file in found.files if file.skipped]
    if skipped:
        yield f"{_count(len(skipped), 'file')} left out:"
        yield from (f"  {file.path}: {file.reason}" for file in skipped[:most])
        yield ""
    notes: dict[str, int] = {}
    for file in found.files:
        if file.note:
            notes[file.note] = notes.get(file.note, 0) + 1
    yield from (f"{_count(count, 'file')}: {note}" for note, count in notes.items())
    if found.orphans:
        yield f"{_count(len(found.orphans), 'runbook')} no alert of these files leads to:"
        yield from (f"  failure-modes/{page.id}" for page in found.orphans[:most])
        yield from _more(len(found.orphans), most)
        yield ""
    if found.urls:
        yield "addresses to paste into the rules (--write does it, --diff shows it):"
        yield from (f"  {name}\t{url}" for name, url in list(found.urls.items())[:most])
        yield from _more(len(found.urls), most)
        yield ""
    alerts = _count(len(found.landings), "alert")
    yield f"{_count(len(found.files), 'file')}, {alerts}"
    for state in State:
        yield f"{found.count(state):6}  {_words(state, found.count(state))}"


def as_json(found: Coverage, *, verbose: bool = False) -> Iterator[str]:
    """Everything, under a version."""
    data: dict[str, Any] = {
        "version": VERSION,
        "states": {state.value: found.count(state) for state in State},
        "files": [
            {
                "path": file.path,
                "format": file.format,
                "alerts": len(file.alerts),
                "note": file.note,
                "reason": file.reason,
                "skipped": file.skipped,
                "routes": list(file.named),
            }
            for file in found.files
        ],
        "alerts": [
            {
                "name": it.alert.name,
                "path": it.alert.location.path,
                "line": it.alert.location.line,
                "state": it.state.value,
                "reason": it.reason,
                "link": it.alert.link,
                "link_key": it.alert.link_key,
                "url": it.url,
            }
            for it in found.landings
        ],
        "orphans": [f"failure-modes/{page.id}" for page in found.orphans],
        "urls": dict(found.urls),
    }
    yield json.dumps(data, indent=2)


FORMATS: Mapping[str, Callable[..., Iterator[str]]] = MappingProxyType(
    {"text": text, "json": as_json}
)


def _more(count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"  and {count - most} more: --verbose or --format json has them all"


def _words(state: State, count: int) -> str:
    words = WORDS[state]
    if count != 1:
        return words
    verb, _, rest = words.replace(" them", " it").replace(" do not", " does not").partition(" ")
    return f"{'has' if verb == 'have' else f'{verb}s'} {rest.replace('to their', 'to its')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
