"""Parts of pages: steps with their shared procedures in place, anchors, and where a `go` leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from firsthour.model import Catalog
from firsthour.model.common import RISKS, Expectation, Option, Risk, Step
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure

SECTION_TITLES: Mapping[str, str] = {
    "steps": "Steps",
    "diagnose": "First checks",
    "mitigate": "Mitigate",
    "rollback": "Roll back",
    "verify": "Verify",
    "after": "Afterwards",
    "escalate": "Escalate",
    "communicate": "Tell people",
}
_PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_-]*)>")
_DEPTH = 3  # a procedure in a procedure in a procedure; deeper is a maze, and a circle ends


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as it is shown: with its anchor, and the shared steps that it stands for."""

    step: Step
    anchor: str
    shared: Procedure | None = None
    steps: tuple[StepView, ...] = ()
    same_as: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class OptionView:
    """A way to mitigate as it is shown."""

    option: Option
    anchor: str
    risk: Risk
    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a `go` leads: an anchor on this page, or a reference to another one."""

    anchor: str
    label: str
    reference: str = ""


# Which shared procedure, with which values -> the anchor under which the page shows its steps.
Shown = dict[tuple[str, tuple[tuple[str, str], ...]], str]


def step_views(
    steps: Sequence[Step], prefix: str, catalog: Catalog, shown: Shown | None = None, depth: int = 0
) -> tuple[StepView, ...]:
    """Give every step its anchor and put shared procedures in place.

    Args:
        steps: as written.
        prefix: what the anchors begin with, the section of the page.
        catalog: where the shared procedures are.
        shown: what the page has shown in full already; the same again becomes a link to it.
        depth: how deep this is in procedures that use procedures.
    """
    shown = {} if shown is None else shown
    return tuple(
        _step_view(step, f"{prefix}-{step.id or number}", catalog, shown, depth)
        for number, step in enumerate(steps, 1)
    )


def _step_view(step: Step, anchor: str, catalog: Catalog, shown: Shown, depth: int) -> StepView:
    if not step.use:
        return StepView(step, anchor)
    name = step.use.removeprefix("procedures/")
    procedure = catalog.procedures.get(name)
    if procedure is None:
        return StepView(step, anchor, missing=True)
    key = (name, tuple(sorted(step.with_.items())))
    if key in shown or depth >= _DEPTH:
        return StepView(step, anchor, procedure, same_as=shown.get(key, ""))
    shown[key] = anchor
    filled = tuple(fill(inner, step.with_) for inner in procedure.steps)
    return StepView(step, anchor, procedure, step_views(filled, anchor, catalog, shown, depth + 1))


def fill(step: Step, values: Mapping[str, str]) -> Step:
    """The shared step with the caller's values in place of its parameters."""
    if not values:
        return step

    def text(value: str) -> str:
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), value)

    expect = step.expect
    if isinstance(expect, Expectation):
        expect = replace(expect, text=text(expect.text))
    undo = step.undo
    if undo is not None:
        undo = replace(undo, do=text(undo.do), run=text(undo.run))
    return replace(
        step,
        do=text(step.do),
        run=text(step.run),
        dry_run=text(step.dry_run),
        open=text(step.open),
        note=text(step.note),
        watch=text(step.watch),
        with_={key: text(value) for key, value in step.with_.items()},
        expect=expect,
        undo=undo,
    )


def option_views(
    options: Sequence[Option], catalog: Catalog, shown: Shown
) -> tuple[OptionView, ...]:
    """Options with their anchors, and the risk that their steps add up to."""
    views = []
    for number, option in enumerate(options, 1):
        anchor = f"mitigate-{option.id or number}"
        risk = _worst(option.risk, step_views(option.steps, anchor, catalog))
        views.append(
            OptionView(option, anchor, risk, step_views(option.steps, anchor, catalog, shown))
        )
    return tuple(views)


def procedure_risk(procedure: Procedure, catalog: Catalog) -> Risk:
    """The worst risk among the steps of a procedure."""
    return _worst(None, step_views(procedure.steps, "steps", catalog))


def _worst(own: Risk | None, views: Sequence[StepView]) -> Risk:
    return max(
        (own or "read", *(view.step.risk or "read" for view in flat(views))), key=RISKS.index
    )


def flat(views: Sequence[StepView]) -> Iterator[StepView]:
    """Every step, shared ones included."""
    for view in views:
        yield view
        yield from flat(view.steps)


def targets(page: FailureMode | Procedure) -> dict[str, Target]:
    """Every name that a `go` on this page may use, and where it leads."""
    found: dict[str, Target] = {}
    for section, title in SECTION_TITLES.items():
        parts: Any = getattr(page, section, None)
        if not parts:
            continue
        found[section] = Target(section, title)
        members = parts.steps if section == "rollback" else parts
        for number, part in enumerate(members, 1):
            name = getattr(part, "id", "")
            if not name:
                continue
            label = (
                getattr(part, "title", "") or getattr(part, "do", "") or f"{title}, step {number}"
            )
            target = Target(f"{section}-{name}", label)
            found[f"{section}.{name}"] = target
            found.setdefault(name, target)
    return found
