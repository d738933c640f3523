"""Steps wherever they stand, and the risk they bring with them, also through `use`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.common import RISKS, Option, Risk, Step
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.source import Origin

Page = FailureMode | Procedure

_SECTIONS = ("steps", "diagnose", "verify", "after")


class Cause(NamedTuple):
    """How risky something is, and the place that says so."""

    risk: Risk
    origin: Origin


def rank(risk: Risk | None) -> int:
    """0 for what only reads, 3 for what destroys."""
    return RISKS.index(risk or "read")


def interrupts(risk: Risk | None) -> bool:
    """True for disruptive and destructive."""
    return rank(risk) >= rank("disruptive")


def all_pages(catalog: Catalog) -> Iterator[Page]:
    """Runbooks, then procedures."""
    yield from catalog.failure_modes.values()
    yield from catalog.procedures.values()


def active_pages(catalog: Catalog) -> Iterator[Page]:
    """Runbooks and procedures that people rely on: neither drafts nor retired."""
    return (page for page in all_pages(catalog) if page.status == "active")


def forward_steps(page: Page) -> Iterator[tuple[Step, Option | None]]:
    """The steps of a page without those of its rollback, each with the option it belongs to."""
    for section in _SECTIONS:
        for step in getattr(page, section, ()):
            yield step, None
    for option in getattr(page, "mitigate", ()):
        for step in option.steps:
            yield step, option


def all_steps(page: Page) -> Iterator[tuple[Step, Option | None]]:
    """Every step of a page, each with the option it belongs to."""
    yield from forward_steps(page)
    if page.rollback:
        for step in page.rollback.steps:
            yield step, None


def emergency_steps(catalog: Catalog) -> Iterator[Step]:
    """The steps in contacts.yaml."""
    if catalog.contacts:
        for access in catalog.contacts.emergency_access:
            yield from access.steps


def procedure_of(step: Step, catalog: Catalog) -> Procedure | None:
    """The procedure that a step uses, if it is there."""
    return catalog.procedures.get(step.use.removeprefix("procedures/")) if step.use else None


def procedure_risks(catalog: Catalog) -> Mapping[str, Cause]:
    """For each procedure with a risk, the worst of its steps, followed through `use`.

    Worked off a list rather than by recursion, so that circles and long chains are harmless.
    """
    worst: dict[str, Cause] = {}
    users: dict[str, list[str]] = {}
    for procedure in catalog.procedures.values():
        for step in procedure.steps:
            if step.use:
                users.setdefault(step.use.removeprefix("procedures/"), []).append(procedure.id)
            if step.risk:
                _raise(worst, procedure.id, Cause(step.risk, step.origin.at("risk")))
    todo = list(worst)
    while todo:
        used = todo.pop()
        for user in users.get(used, ()):
            if _raise(worst, user, worst[used]):
                todo.append(user)
    return worst


def inherited_cause(step: Step, risks: Mapping[str, Cause]) -> Cause | None:
    """The risk of the procedure that a step uses."""
    return risks.get(step.use.removeprefix("procedures/")) if step.use else None


class Exposure(NamedTuple):
    """A place of a page that brings a risk; `source` is where a shared procedure says so."""

    risk: Risk
    origin: Origin
    subject: str
    source: Origin | None = None

    @property
    def notes(self) -> tuple[tuple[Origin, str], ...]:
        """The place in the shared procedure, for a finding."""
        return ((self.source, f"it is {self.risk} because of this"),) if self.source else ()


def exposures(page: Page, risks: Mapping[str, Cause]) -> Iterator[Exposure]:
    """Everything on a page that changes something, apart from its rollback."""
    for option in getattr(page, "mitigate", ()):
        if rank(option.risk):
            yield Exposure(option.risk, option.origin.at("risk"), "this option")
    for step, _option in forward_steps(page):
        inherited = inherited_cause(step, risks)
        if inherited and rank(inherited.risk) > rank(step.risk):
            origin = step.origin.at("use")
            yield Exposure(inherited.risk, origin, f"`{step.use}`", inherited.origin)
        elif step.risk and rank(step.risk):
            yield Exposure(step.risk, step.origin.at("risk"), "this step")


def _raise(worst: dict[str, Cause], name: str, cause: Cause) -> bool:
    """Keep the worse one; True when that changed something."""
    before = worst.get(name)
    if before is not None and rank(cause.risk) <= rank(before.risk):
        return False
    worst[name] = cause
    return True
