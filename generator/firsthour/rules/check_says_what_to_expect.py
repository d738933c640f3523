from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Option, Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, all_steps, rank


@rule(Severity.WARNING)
def check_says_what_to_expect(catalog: Catalog) -> Iterator[Finding]:
    """A command that only looks says what it should show, or what to do by what it shows.

    A number on a screen means nothing to somebody who has never seen the healthy one.

    To fix: add `expect` with the value or state of a good day, or `if` with where each answer
    leads. If the command changes something, say so with `risk`.
    """
    for page in active_pages(catalog):
        for step, option in all_steps(page):
            if _is_check(step, option) and step.expect is None and not step.if_:
                message = "this command does not say what to expect"
                help_ = (
                    "add `expect` with what it shows on a good day; if it changes things, `risk`"
                )
                yield Finding(step.origin.at("run"), message, help_)


def _is_check(step: Step, option: Option | None) -> bool:
    """A step in an option that changes something belongs to the change."""
    return bool(step.run) and not rank(step.risk) and not (option and rank(option.risk))
