"""A checklist as its sheet shows it."""

from __future__ import annotations

from typing import get_args

from firsthour.model import Catalog
from firsthour.model.checklists import Checklist, Phase
from firsthour.pages import Context
from firsthour.pages.calling import call, level
from firsthour.pages.identity import View, identity_of

PHASES: tuple[str, ...] = get_args(Phase)
# What is written at the head of the sheet, and what the lines at its foot are for.
_INCIDENT = ("Incident", "Start", "Lead")
_CALM = {"prepare": ("Day", "Done by"), "learn": ("Incident", "Day", "Led by")}
_SHARED = ("settings", "severity", "roles", "contacts")


def printed_checklists(catalog: Catalog) -> list[Checklist]:
    """Those that are in use, in the order of an incident."""
    used = (page for page in catalog.checklists.values() if page.status != "retired")
    return sorted(
        used, key=lambda it: (PHASES.index(it.phase), it.id != "first-ten-minutes", it.title)
    )


def checklist_view(page: Checklist, context: Context) -> View:
    """Everything the sheet says."""
    catalog, panels = context.catalog, page.panels
    calm = page.phase in _CALM
    settings = catalog.settings
    zone = settings.time_zone if settings else "UTC"
    return identity_of(page, f"Checklist, {page.phase}", context, shared(catalog)) | {
        "when": page.when,
        "warn": list(page.warn),
        "blanks": list(_CALM.get(page.phase, _INCIDENT)),
        "levels-row": [] if calm else [it.code for it in catalog.levels],
        "blocks": [
            {
                "title": block.title,
                "minutes": block.minutes.replace("-", "\N{EN DASH}"),
                "who": block.who,
                "items": [{"do": item.do, "answer": item.answer} for item in block.items],
            }
            for block in page.blocks
        ],
        "decisions": [{"if": row.if_, "then": row.then} for row in page.decisions],
        "levels": [level(it) for it in catalog.levels] if panels and panels.severity else [],
        "call": [call(it, catalog) for it in panels.call] if panels else [],
        "links": [{"title": it.title, "url": it.url} for it in panels.links] if panels else [],
        "end": page.end,
        "log-lines": panels.log_lines if panels else 0,
        "log-title": "Notes" if calm else "Timeline",
        "log-help": "" if calm else f"times in {zone}",
        "log-columns": [""] if calm else ["Time", "Who", "Action", "Result"],
    }


def shared(catalog: Catalog) -> list[str]:
    """The files that stand once and appear on many sheets."""
    singles = (getattr(catalog, name) for name in _SHARED)
    return [it.origin.document.path for it in singles if it is not None]
