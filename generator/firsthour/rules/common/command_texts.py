"""Every text of the content that somebody copies and runs, with the step it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model import Catalog
from firsthour.model.common import Option, Step, Undo
from firsthour.rules.common.steps import all_pages, all_steps, emergency_steps
from firsthour.source import Origin


class CommandText(NamedTuple):
    """A command with its place; `step` and `option` for one that is a step's `run`."""

    text: str
    origin: Origin
    step: Step | None = None
    option: Option | None = None


def command_texts(catalog: Catalog) -> Iterator[CommandText]:
    """All commands: of steps, their dry runs and undos, of parameters, and of switches."""
    for page in all_pages(catalog):
        for step, option in all_steps(page):
            yield from _of_step(step, option)
        for each in getattr(page, "mitigate", ()):
            yield from _of_undo(each.undo)
        yield from _of_undo(getattr(page, "undo", None))
        for param in page.params.values():
            if param.run:
                yield CommandText(param.run, param.origin.at("run"))
    for step in emergency_steps(catalog):
        yield from _of_step(step, None)
    for service in catalog.service_map.values():
        for toggle in service.toggles:
            if toggle.run:
                yield CommandText(toggle.run, toggle.origin.at("run"))
            yield from _of_undo(toggle.undo)


def _of_step(step: Step, option: Option | None) -> Iterator[CommandText]:
    if step.run:
        yield CommandText(step.run, step.origin.at("run"), step, option)
    if step.dry_run:
        yield CommandText(step.dry_run, step.origin.at("dry_run"))
    yield from _of_undo(step.undo)


def _of_undo(undo: Undo | None) -> Iterator[CommandText]:
    if undo is not None and undo.run:
        yield CommandText(undo.run, undo.origin.at("run"))
