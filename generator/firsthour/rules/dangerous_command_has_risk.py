from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Option, Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.danger import dangers
from firsthour.rules.common.steps import all_pages, all_steps, emergency_steps, rank
from firsthour.source import Origin
from firsthour.source.faults import show

_HELP = "add `risk`: reversible, disruptive or destructive"
_READ = "use a command that only looks"


@rule(Severity.ERROR)
def dangerous_command_has_risk(catalog: Catalog) -> Iterator[Finding]:
    """A command that deletes, stops, restarts, drops or rewrites something states its `risk`.

    Commands are copied without reading them twice. The risk is what stands between `status` and
    `delete` when both look the same in a list.

    To fix: add `risk` to the step or its option, and `undo`. Where a command must only look, as in
    a parameter or a dry run, use one that does.
    """
    for page in all_pages(catalog):
        for step, option in all_steps(page):
            yield from _check(step, option)
        for param in page.params.values():
            yield from _findings(
                param.run, param.origin.at("run"), "this only fetches a value", _READ
            )
    for step in emergency_steps(catalog):
        yield from _check(step, None)
    for service in catalog.service_map.values():
        for toggle in service.toggles:
            if not rank(toggle.risk):
                yield from _findings(
                    toggle.run, toggle.origin.at("run"), "the switch states no `risk`", _HELP
                )


def _check(step: Step, option: Option | None) -> Iterator[Finding]:
    if not rank(step.risk) and not (option and rank(option.risk)):
        states = "says that it only reads" if step.risk else "states no `risk`"
        yield from _findings(step.run, step.origin.at("run"), f"the step {states}", _HELP)
    yield from _findings(step.dry_run, step.origin.at("dry_run"), "this is a dry run", _READ)


def _findings(text: str, origin: Origin, states: str, help_: str) -> Iterator[Finding]:
    """One finding for a text, about the first command in it that changes something."""
    for command, does in dangers(text)[:1]:
        message = f"{show(command, 50)} {does}, but {states}"
        yield Finding(origin, message, help_, excerpt=command)
