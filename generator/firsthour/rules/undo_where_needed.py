from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from firsthour.model import Catalog
from firsthour.model.common import Option, Step, Undo
from firsthour.model.procedures import Procedure
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import (
    Cause,
    Page,
    active_pages,
    all_steps,
    emergency_steps,
    inherited_cause,
    interrupts,
    procedure_of,
    procedure_risks,
)
from firsthour.source import Origin
from firsthour.source.faults import show

_HELP = "add `undo` with the way back, or with `impossible` and the reason"
_REASON = (
    "say what to do or run to take it back, or why nothing can, as in "
    "`undo: {impossible: the mail has been sent}`"
)
# Words that stand where a way back should, and name none.
_NONE = re.compile(
    r"(?:(?:there (?:is|are) )?(?:none|no|nothing|never|n/?a|impossible|irreversible|-+|\?+"
    r"|not?[ -](?:undo|way back|rollback|applicable|available|possible|needed|necessary|required"
    r"|reversible)|(?:it |this )?(?:cannot|can't|can not) be (?:undone|taken back|rolled back))"
    r"(?: (?:needed|necessary|required|possible))?"
    r"|true|false|yes|ok(?:ay)?|(?:yes,? )?(?:(?:it|this|that) )?(?:is |can be )?"
    r"(?:possible|reversible|undone|taken back|rolled back))",
    re.I,
)


@rule(Severity.ERROR)
def undo_where_needed(catalog: Catalog) -> Iterator[Finding]:
    """Every disruptive or destructive step, option and switch says how to take it back.

    The first thing tried is often wrong. Whoever did it then needs the way back within a minute,
    and needs to know beforehand when there is none.

    To fix: add `undo` with what to do or a command, or `undo` with `impossible` and the reason: a
    mere *none* or *yes* leaves open whether somebody has thought about it. An `undo` at the option
    or the procedure covers its steps.
    """
    risks = procedure_risks(catalog)
    for page in active_pages(catalog):
        whole = isinstance(page, Procedure) and page.undo is not None
        for step, option in all_steps(page):
            if not whole and not (option and option.undo):
                yield from _check(step, catalog, risks)
        for option in getattr(page, "mitigate", ()):
            if interrupts(option.risk) and option.undo is None:
                yield from _check_option(option, catalog, risks)
        for undo in _undos(page):
            yield from _check_words(undo)
    for step in emergency_steps(catalog):
        yield from _check(step, catalog, risks)
    for service in catalog.service_map.values():
        for toggle in service.toggles:
            if interrupts(toggle.risk) and toggle.undo is None:
                yield _finding(toggle.origin.at("risk"), "switch", str(toggle.risk))
            yield from _check_words(toggle.undo)


def _undos(page: Page) -> Iterator[Undo | None]:
    yield getattr(page, "undo", None)
    yield from (option.undo for option in getattr(page, "mitigate", ()))
    yield from (step.undo for step, _option in all_steps(page))


def _check_words(undo: Undo | None) -> Iterator[Finding]:
    if undo is not None and not undo.run and _NONE.fullmatch(undo.do.strip(" .!")):
        yield Finding(undo.origin.at("do"), f"{show(undo.do)} is no way back", _REASON)


def _check(step: Step, catalog: Catalog, risks: Mapping[str, Cause]) -> Iterator[Finding]:
    inherited = inherited_cause(step, risks)
    if step.undo is not None or _has_own_way_back(step, catalog, risks):
        return
    if interrupts(step.risk):
        yield _finding(step.origin.at("risk"), "step", str(step.risk))
    elif inherited and interrupts(inherited.risk):
        message = f"`{step.use}` is {inherited.risk} and says nowhere how to take it back"
        notes = ((inherited.origin, "here"),)
        yield Finding(step.origin.at("use"), message, _HELP, notes)


def _check_option(
    option: Option, catalog: Catalog, risks: Mapping[str, Cause]
) -> Iterator[Finding]:
    """An option that states a risk itself: one of its steps may bring the way back, or lack it."""
    for step in option.steps:
        inherited = inherited_cause(step, risks)
        if (
            step.undo is not None
            or interrupts(step.risk)
            or (inherited and interrupts(inherited.risk))
        ):
            return
    yield _finding(option.origin.at("risk"), "option", str(option.risk))


def _has_own_way_back(step: Step, catalog: Catalog, risks: Mapping[str, Cause]) -> bool:
    """True when the procedure that is used brings its undo, or has to answer for it itself."""
    procedure = procedure_of(step, catalog)
    if procedure is None:
        return bool(step.use)
    if procedure.undo is not None or any(inner.undo for inner in procedure.steps):
        return True
    inherited = risks.get(procedure.id)
    return procedure.status == "active" and inherited is not None and interrupts(inherited.risk)


def _finding(origin: Origin, what: str, risk: str) -> Finding:
    return Finding(origin, f"this {what} is {risk} and does not say how to take it back", _HELP)
