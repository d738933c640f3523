"""The steps of a runbook or a procedure, as their sheet shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthour.model import Catalog
from firsthour.model.common import Step, Undo
from firsthour.pages.calling import short
from firsthour.pages.common import name_of
from firsthour.pages.differences.words import PARTS, RISKS
from firsthour.pages.identity import View
from firsthour.pages.parts import StepView, Target


def steps(views: Sequence[StepView], to: Mapping[str, Target], catalog: Catalog) -> list[View]:
    """Steps as a sheet shows them, one below the other."""
    return [step(view, to, catalog) for view in views]


def step(view: StepView, to: Mapping[str, Target], catalog: Catalog) -> View:
    """A step: what to do, what to expect, what it risks, how to take it back."""
    step, expect = view.step, view.step.expect
    do = step.do or (view.shared.title if view.shared else "")
    return {
        "do": do,
        "run": step.run,
        "open": step.open,
        "where": where(step, catalog),
        "expect": expect.text if expect else "",
        "terms": [
            *([f"within {short(expect.within)}"] if expect and expect.within else []),
            *([f"for {short(expect.hold)}"] if expect and expect.hold else []),
        ],
        "if": [{"when": it.when, "go": go(it.go, to, catalog)} for it in step.if_],
        "dry-run": step.dry_run,
        "facts": facts(
            RISKS[step.risk] if step.risk else "",
            approver(step.approve, catalog),
            short(step.takes),
            step.watch,
        ),
        "warn": step.warn,
        "grave": step.risk == "destructive",
        "undo": undo(step.undo),
        "note": step.note,
        "with": [f"{name}: {value}" for name, value in step.with_.items()],
        "page": step.use,
        "shown": bool(view.same_as),
        "steps": steps(view.steps, {}, catalog),
    }


def where(step: Step, catalog: Catalog) -> str:
    """The name of the service on which a step is done."""
    service = catalog.service_map.get(step.where)
    return service.title if service else step.where


def go(reference: str, to: Mapping[str, Target], catalog: Catalog) -> str:
    """What stands behind the arrow: a step here, or the title of another page."""
    if reference in to:
        # A part is called on paper as it stands there.
        return PARTS.get(reference, to[reference].label)
    page = catalog.page(reference)
    return page.title if page else reference


def facts(risk: str, approver: str, takes: str, watch: str) -> list[View]:
    """Risk, approver, time and what to watch, as far as they are known."""
    facts = (("Risk", risk), ("Ask first", approver), ("Takes", takes), ("Watch", watch))
    return [{"name": name, "text": text} for name, text in facts if text]


def approver(role: str, catalog: Catalog) -> str:
    """Who is asked first."""
    return name_of(role, catalog) if role else ""


def undo(undo: Undo | None) -> View | None:
    """The way back, or why there is none."""
    return None if undo is None else {"do": undo.do, "run": undo.run, "not": undo.impossible}
