"""What several page kinds say in the same way: state, tags, names, what leads here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from firsthour.model import Catalog, Sheet
from firsthour.model.checklists import Checklist
from firsthour.model.evidence import counted_as, reference
from firsthour.model.failure_modes import FailureMode
from firsthour.model.freshness import Freshness, freshness
from firsthour.model.incidents import Incident
from firsthour.pages import Context
from firsthour.rules.common.unfinished import unfinished

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class State:
    """The line at the top of a page."""

    owner: str
    owner_name: str
    fresh: Freshness | None
    how: str
    changed: str
    sample: bool


def state_of(page: Sheet, context: Context) -> State:
    """Status, owner, review and last change of a page with a file of its own."""
    fresh, how = None, ""
    change = context.history.last_change.get(page.origin.document.path)
    if not isinstance(page, Incident):
        changed = context.changed.get(reference(page))
        change = context.edited.get(reference(page), change)
        fresh = freshness(page, context.catalog, context.today, changed)
        how = counted_as(fresh.last, reference(page)) if fresh.last else ""
    owner = page.owner
    return State(
        owner=owner,
        owner_name=name_of(owner, context.catalog),
        fresh=fresh,
        how=how,
        changed=f"{change[0].isoformat()}, {change[1]}" if change else "",
        sample=page.sample,
    )


def name_of(identifier: str, catalog: Catalog) -> str:
    """The name or title behind an id of the reachable ones; the id itself when nobody has it."""
    found = catalog.reachable.get(identifier)
    return getattr(found, "name", "") or getattr(found, "title", "") or identifier


def finished(text: str) -> str:
    """The text as it may stand on the pages of others: nothing as long as it says TODO."""
    return "" if unfinished(text) else text


def signs(page: FailureMode) -> list[str]:
    """What somebody sees who needs this runbook: its symptoms, else what it means for customers."""
    symptoms = [text for text in page.symptoms if finished(text)]
    return symptoms or [finished(page.impact) or finished(page.meaning)]


def first_checklist(catalog: Catalog) -> Checklist | None:
    """What to hold on to, whatever broke: the first ten minutes, else another of that phase."""
    others = (
        page
        for page in catalog.checklists.values()
        if page.phase == "respond" and page.status == "active"
    )
    first = catalog.checklists.get("first-ten-minutes")
    if first is not None and first.status != "retired":
        return first
    return min(others, key=lambda page: (page.title.casefold(), page.id), default=None)


def worst_first(runbooks: Iterable[FailureMode], catalog: Catalog) -> list[FailureMode]:
    """Runbooks by the level they start at, then by title."""
    order = [level.id for level in catalog.levels]

    def rank(page: FailureMode) -> tuple[int, str]:
        level = page.severity.default if page.severity else ""
        return (order.index(level) if level in order else len(order), page.title.casefold())

    return sorted(runbooks, key=rank)


def search_words(page: FailureMode) -> tuple[str, ...]:
    """Alert names, their parts, and error texts: what a tired reader pastes into the search box."""
    words: dict[str, None] = {}
    for alert in page.alerts:
        words[alert.name] = None
        parts = _CAMEL.split(alert.name)
        if len(parts) > 1:
            words[" ".join(parts)] = None
            # The search matches beginnings of words, so the tails of a name are words, too.
            words.update({"".join(parts[start:]): None for start in range(1, len(parts))})
    for error in page.errors:
        text = error.text or error.pattern
        words[text] = None
        # The search has no phrases; search.js joins what is typed in this way, too.
        words["".join(character for character in text.lower() if character.isalnum())] = None
    return tuple(words)


def runbooks_of(service: str, catalog: Catalog) -> list[FailureMode]:
    """Runbooks that concern a service, by title."""
    pages = (page for page in catalog.failure_modes.values() if service in page.services)
    return sorted(pages, key=lambda page: page.title.casefold())


def backlinks(catalog: Catalog) -> dict[str, list[str]]:
    """Reference -> the pages that use or relate to it, each once, in order."""
    found: dict[str, dict[str, None]] = {}
    for kind in ("failure-modes", "procedures", "checklists"):
        for page in catalog.kind(kind).values():
            for name in _references(page):
                found.setdefault(name, {})[f"{kind}/{page.id}"] = None
    return {name: sorted(pages) for name, pages in found.items()}


def _references(page: Sheet) -> Iterable[str]:
    yield from getattr(page, "related", ())
    if isinstance(page, FailureMode):
        steps = [*page.steps, *page.diagnose, *page.verify, *page.after]
        steps += [step for option in page.mitigate for step in option.steps]
        steps += page.rollback.steps if page.rollback else ()
        yield from (step.use for step in steps if step.use)
