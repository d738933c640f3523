"""A runbook, or a shared procedure, as its sheet shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from firsthour.model import Catalog
from firsthour.model.common import Param, Rollback, Step
from firsthour.model.failure_modes import Escalate, FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages import Context
from firsthour.pages.calling import call, short
from firsthour.pages.differences.words import RISKS
from firsthour.pages.identity import View, identity_of
from firsthour.pages.parts import (
    OptionView,
    Shown,
    StepView,
    Target,
    option_views,
    procedure_risk,
    step_views,
    targets,
)
from firsthour.pages.sheet import shared
from firsthour.paper.steps import approver, facts, go, steps, undo

_EXPLAINING = ("note", "meaning", "normal", "errors", "tell")


def runbook_view(page: FailureMode, context: Context) -> View:
    """Everything the sheet says; shared steps stand where they are needed."""
    catalog, to = context.catalog, targets(page)
    shown: Shown = {}
    back = page.rollback
    # The way back is shown in full where it has its own heading, as on the site.
    back_steps = step_views(back.steps if back else (), "rollback", catalog, shown)
    options = option_views(page.mitigate, catalog, shown)
    return identity_of(page, "Runbook", context, _sources(page, catalog)) | {
        "when": _condition(page.symptoms),
        "meaning": page.meaning,
        "impact": page.impact,
        "normal": page.normal,
        "alerts": [_alert(it.name, it.match) for it in page.alerts],
        "errors": [it.text or it.pattern for it in page.errors],
        "severity": _severity(page, catalog),
        "access": [it.need for it in page.access],
        "params": _params(page.params),
        "first": [
            {"title": title, "steps": steps(step_views(found, name, catalog), to, catalog)}
            for title, name, found in (
                ("Steps", "steps", page.steps),
                ("First checks", "diagnose", page.diagnose),
            )
            if found
        ],
        "options": [_option(it, to, catalog) for it in options],
        "rollback": _rollback(back, back_steps, to, catalog),
        "verify": steps(step_views(page.verify, "verify", catalog), to, catalog),
        "after": steps(step_views(page.after, "after", catalog), to, catalog),
        "escalate": [_escalate(it, catalog) for it in page.escalate],
        "tell": _tell(page, catalog),
    }


def procedure_view(page: Procedure, context: Context) -> View:
    """The same form for steps that several runbooks share."""
    catalog, to = context.catalog, targets(page)
    return identity_of(page, f"Procedure, {page.category}", context, _sources(page, catalog)) | {
        "when": page.when,
        "meaning": page.purpose,
        "impact": "",
        "normal": "",
        "alerts": [],
        "errors": [],
        "severity": [],
        "access": [it.need for it in page.access],
        "params": _params(page.params),
        "facts": facts(
            RISKS[procedure_risk(page, catalog)],
            approver(page.approve, catalog),
            short(page.takes),
            page.watch,
        ),
        "first": [
            {
                "title": "Steps",
                "steps": steps(step_views(page.steps, "steps", catalog), to, catalog),
            }
        ],
        "undo": undo(page.undo),
        "options": [],
        "rollback": _rollback(
            page.rollback,
            step_views(page.rollback.steps if page.rollback else (), "rollback", catalog),
            to,
            catalog,
        ),
        "verify": steps(step_views(page.verify, "verify", catalog), to, catalog),
        "after": [],
        "escalate": [],
        "tell": [],
    }


def brief(view: View) -> View:
    """The same sheet with shared steps named only; they have sheets of their own."""
    named: View = {"steps": [], "shown": False} if view.get("page") else {}
    return {name: _each(value, brief) for name, value in (view | named).items()}


def shortest(view: View) -> View:
    """What is needed to act, and no explanation; the site has the rest."""
    quiet = {name: type(view[name])() for name in _EXPLAINING if name in view}
    return {name: _each(value, shortest) for name, value in (view | quiet).items()}


def _each(value: Any, less: Callable[[View], View]) -> Any:
    if isinstance(value, dict):
        return less(value)
    return [_each(each, less) for each in value] if isinstance(value, list) else value


def _sources(page: FailureMode | Procedure, catalog: Catalog) -> set[str]:
    """The files whose words may stand on the sheet."""
    used = {step.use.removeprefix("procedures/") for step in _all_steps(page)} - {""}
    procedures = (catalog.procedures[it] for it in used if it in catalog.procedures)
    return {*shared(catalog), *(it.origin.document.path for it in procedures)}


def _all_steps(page: FailureMode | Procedure) -> Iterable[Step]:
    yield from page.steps
    yield from page.rollback.steps if page.rollback else ()
    yield from page.verify
    if isinstance(page, FailureMode):
        yield from (*page.diagnose, *page.after)
        yield from (step for option in page.mitigate for step in option.steps)


def _condition(symptoms: Sequence[str]) -> str:
    return "; or ".join(symptoms)


def _alert(name: str, match: Mapping[str, str]) -> str:
    labels = ", ".join(f"{key}={value}" for key, value in match.items())
    return f"{name} ({labels})" if labels else name


def _severity(page: FailureMode, catalog: Catalog) -> list[View]:
    codes = {it.id: it.code for it in catalog.levels}
    if page.severity is None:
        return []
    first = page.severity.default
    return [
        {"code": codes.get(first, first), "when": ""},
        *({"code": codes.get(it.to, it.to), "when": it.when} for it in page.severity.raise_),
    ]


def _params(params: Mapping[str, Param]) -> list[View]:
    return [
        {
            "name": f"<{name}>",
            "help": it.help,
            "run": it.run,
            "example": it.example or it.default,
        }
        for name, it in params.items()
    ]


def _option(view: OptionView, to: Mapping[str, Target], catalog: Catalog) -> View:
    it = view.option
    said = facts(RISKS[view.risk], approver(it.approve, catalog), short(it.takes), it.watch)
    back = undo(it.undo)
    return {
        "title": it.title,
        "when": it.when,
        "facts": said,
        "warn": it.warn,
        "grave": view.risk == "destructive",
        "steps": [_unsaid(step, said, back) for step in steps(view.steps, to, catalog)],
        "undo": back,
    }


def _unsaid(step: View, said: Sequence[View], back: View | None) -> View:
    """A step without what its option says already, two lines above."""
    kept = [fact for fact in step["facts"] if fact not in said]
    return step | {"facts": kept, "undo": None if step["undo"] == back else step["undo"]}


def _rollback(
    back: Rollback | None, views: Sequence[StepView], to: Mapping[str, Target], catalog: Catalog
) -> View | None:
    if back is None:
        return None
    tried = back.last_tried
    return {
        "none": back.reason if back.mode == "none" else "",
        "reason": "" if back.mode == "none" else back.reason,
        "decide": list(back.decide),
        "facts": facts("", approver(back.approve, catalog), "", ""),
        "data": back.data,
        "steps": steps(views, to, catalog),
        "success": back.success,
        "tried": f"{tried.date.isoformat()}, {tried.how}" if tried else "",
    }


def _escalate(it: Escalate, catalog: Catalog) -> View:
    return call(it.to, catalog) | {
        "when": it.when,
        "after": short(it.after),
        "bring": list(it.bring),
    }


def _tell(page: FailureMode, catalog: Catalog) -> list[View]:
    codes = {it.id: it.code for it in catalog.levels}
    channels = {it.id: it.title for it in catalog.contacts.channels} if catalog.contacts else {}
    return [
        {
            "level": codes.get(it.when, it.when),
            "message": go(f"templates/{it.template}", {}, catalog),
            "to": channels.get(it.to, it.to),
        }
        for it in page.communicate
    ]
