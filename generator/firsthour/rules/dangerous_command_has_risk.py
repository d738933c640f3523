from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import RISKS, Option, Risk, Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.danger import known, worst
from firsthour.rules.common.steps import all_pages, all_steps, emergency_steps, rank
from firsthour.source import Origin
from firsthour.source.faults import show

_HELP = "add `risk`: reversible, disruptive or destructive"
_GUESS = "add `risk`: read if it changes nothing; else reversible, disruptive or destructive"
_READ = "use a command that only looks"


@rule(Severity.ERROR)
def dangerous_command_has_risk(catalog: Catalog) -> Iterator[Finding]:
    """A command that deletes, stops, restarts or rewrites something states at least its `risk`.

    Commands are copied without reading them twice. The risk is what stands between `status` and
    `delete` when both look the same in a list.

    Of a program that is not in the tables, such as your own, a word like `destroy` counts; there
    `risk: read` is an answer, too.

    To fix: add `risk` to the step or its option, and `undo`, or state the higher one. Where a
    command must only look, as in a parameter, use one that does.
    """
    for page in all_pages(catalog):
        for step, option in all_steps(page):
            yield from _check(step, option)
        for param in page.params.values():
            found = known(param.run) if param.run else None
            if found:
                message = f"{show(found.command, 50)} {found.does}, but this only fetches a value"
                yield Finding(param.origin.at("run"), message, _READ, excerpt=found.command)
    for step in emergency_steps(catalog):
        yield from _check(step, None)
    for service in catalog.service_map.values():
        for toggle in service.toggles:
            yield from _compare(toggle.run, toggle.origin.at("run"), "the switch", toggle.risk)


def _check(step: Step, option: Option | None) -> Iterator[Finding]:
    """The higher one counts: what an option risks, its steps may."""
    risk = max(step.risk, option.risk if option else None, key=rank)
    yield from _compare(step.run, step.origin.at("run"), "the step", risk or step.risk)


def _compare(text: str, origin: Origin, what: str, stated: Risk | None) -> Iterator[Finding]:
    """One finding for a text, about the worst command in it."""
    found = worst(text) if text else None
    if found is None or rank(stated) >= rank(found.risk) or (found.is_guess and stated):
        return
    message = f"{show(found.command, 50)} {found.does}, but {what} "
    if stated is None:
        help_ = _GUESS if found.is_guess else _HELP
        yield Finding(origin, message + "states no `risk`", help_, excerpt=found.command)
    elif stated == "read":
        yield Finding(origin, message + "says that it only reads", _HELP, excerpt=found.command)
    else:
        least = " or ".join(f"`risk: {risk}`" for risk in RISKS[rank(found.risk) :])
        message += f"says that it is only {stated}"
        yield Finding(origin, message, f"say {least}", excerpt=found.command)
