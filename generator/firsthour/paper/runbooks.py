"""A runbook, or a shared procedure, as its sheet shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firsthour.model import Catalog
from firsthour.model.common import Param, Risk, Rollback, Step, Undo
from firsthour.model.failure_modes import Escalate, FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages import Context
from firsthour.pages.common import name_of
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
from firsthour.pages.identity import View, identity_of
from firsthour.pages.calling import call, short

RISKS: Mapping[Risk, str] = {
    "read": "changes nothing",
    "reversible": "can be undone",
    "disruptive": "disrupts customers",
    "destructive": "destroys data",
}

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
            {"title": title, "steps": _steps(step_views(steps, name, catalog), to, catalog)}
            for title, name, steps in (
                ("Steps", "steps", page.steps),
                ("First checks", "diagnose", page.diagnose),
            )
            if steps
        ],
        "options": [_option(it, to, catalog) for it in options],
        "rollback": _rollback(back, back_steps, to, catalog),
        "verify": _steps(step_views(page.verify, "verify", catalog), to, catalog),
        "after": _steps(step_views(page.after, "after", catalog), to, catalog),
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
        "facts": _facts(
            RISKS[procedure_risk(page, catalog)],
            _approver(page.approve, catalog),
            short(page.takes),
            page.watch,
        ),
        "first": [
            {
                "title": "Steps",
                "steps": _steps(step_views(page.steps, "steps", catalog), to, catalog),
            }
        ],
        "undo": _undo(page.undo),
        "options": [],
        "rollback": _rollback(
            page.rollback,
            step_views(page.rollback.steps if page.rollback else (), "rollback", catalog),
            to,
            catalog,
        ),
        "verify": _steps(step_views(page.verify, "verify", catalog), to, catalog),
        "after": [],
        "escalate": [],
        "tell": [],
    }


def brief(view: View) -> View:
    """The same sheet with shared steps named only; they have sheets of their own."""
    if isinstance(view, dict):
        named = {"steps": [], "shown": False} if view.get("page") else {}
        return {name: brief(value) for name, value in (view | named).items()}
    return [brief(each) for each in view] if isinstance(view, list) else view


def shortest(view: View) -> View:
    """What is needed to act, and no explanation; the site has the rest."""
    if isinstance(view, dict):
        quiet = {name: type(view[name])() for name in _EXPLAINING if name in view}
        return {name: shortest(value) for name, value in (view | quiet).items()}
    return [shortest(each) for each in view] if isinstance(view, list) else view


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


def _steps(views: Sequence[StepView], to: Mapping[str, Target], catalog: Catalog) -> list[View]:
    return [_step(view, to, catalog) for view in views]


def _step(view: StepView, to: Mapping[str, Target], catalog: Catalog) -> View:
    step, expect = view.step, view.step.expect
    do = step.do or (view.shared.title if view.shared else "")
    return {
        "do": do,
        "run": step.run,
        "open": step.open,
        "where": _where(step, catalog),
        "expect": expect.text if expect else "",
        "terms": [
            *([f"within {short(expect.within)}"] if expect and expect.within else []),
            *([f"for {short(expect.hold)}"] if expect and expect.hold else []),
        ],
        "if": [{"when": it.when, "go": _go(it.go, to, catalog)} for it in step.if_],
        "dry-run": step.dry_run,
        "facts": _facts(
            RISKS[step.risk] if step.risk else "",
            _approver(step.approve, catalog),
            short(step.takes),
            step.watch,
        ),
        "warn": step.warn,
        "grave": step.risk == "destructive",
        "undo": _undo(step.undo),
        "note": step.note,
        "with": [f"{name}: {value}" for name, value in step.with_.items()],
        "page": step.use,
        "shown": bool(view.same_as),
        "steps": _steps(view.steps, {}, catalog),
    }


def _where(step: Step, catalog: Catalog) -> str:
    service = catalog.service_map.get(step.where)
    return service.title if service else step.where


def _go(reference: str, to: Mapping[str, Target], catalog: Catalog) -> str:
    if reference in to:
        return to[reference].label
    page = catalog.page(reference)
    return page.title if page else reference


def _option(view: OptionView, to: Mapping[str, Target], catalog: Catalog) -> View:
    it = view.option
    facts = _facts(RISKS[view.risk], _approver(it.approve, catalog), short(it.takes), it.watch)
    undo = _undo(it.undo)
    return {
        "title": it.title,
        "when": it.when,
        "facts": facts,
        "warn": it.warn,
        "grave": view.risk == "destructive",
        "steps": [_unsaid(step, facts, undo) for step in _steps(view.steps, to, catalog)],
        "undo": undo,
    }


def _unsaid(step: View, facts: Sequence[View], undo: View | None) -> View:
    """A step without what its option says already, two lines above."""
    kept = [fact for fact in step["facts"] if fact not in facts]
    return step | {"facts": kept, "undo": None if step["undo"] == undo else step["undo"]}


def _facts(risk: str, approver: str, takes: str, watch: str) -> list[View]:
    facts = (("Risk", risk), ("Ask first", approver), ("Takes", takes), ("Watch", watch))
    return [{"name": name, "text": text} for name, text in facts if text]


def _approver(role: str, catalog: Catalog) -> str:
    return name_of(role, catalog) if role else ""


def _undo(undo: Undo | None) -> View | None:
    return None if undo is None else {"do": undo.do, "run": undo.run, "not": undo.impossible}


def _rollback(
    back: Rollback | None, steps: Sequence[StepView], to: Mapping[str, Target], catalog: Catalog
) -> View | None:
    if back is None:
        return None
    tried = back.last_tried
    return {
        "none": back.reason if back.mode == "none" else "",
        "reason": "" if back.mode == "none" else back.reason,
        "decide": list(back.decide),
        "facts": _facts("", _approver(back.approve, catalog), "", ""),
        "data": back.data,
        "steps": _steps(steps, to, catalog),
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
            "message": _go(f"templates/{it.template}", {}, catalog),
            "to": channels.get(it.to, it.to),
        }
        for it in page.communicate
    ]
