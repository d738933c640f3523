from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Option, Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.danger import worst
from firsthour.rules.common.local import is_quiet
from firsthour.rules.common.steps import active_pages, all_steps, rank

# The answer is a name or a value, and the step says which. An error or a cause is no name.
_FINDS = re.compile(
    r"(?:find|identify|note|write\s+down|copy|save|record|collect|download|fetch|look\s+(?:up|for)"
    r"(?=\s+(?:the|its|their|which))|which|where|who|whose"
    r"|(?:get|open|start)\s+an?\s+(?:\w+\s+)?(?:shell|session|console|terminal|tunnel))\b"
    r"(?!.*\b(?:errors?|events?|problems?|causes?|reasons?|whether|wrong|slow|healthy|logs?)\b)",
    re.I | re.S,
)


@rule(Severity.WARNING)
def check_says_what_to_expect(catalog: Catalog) -> Iterator[Finding]:
    """A command that only looks says what it should show, or what to do by what it shows.

    A number on a screen means nothing to somebody who has never seen the healthy one.

    What has nothing to compare is left alone: a command that only prepares the shell or opens
    another one, and a step that says which name or value to find.

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
    """A step in an option that changes something belongs to the change.

    A dangerous command without a risk is a fault of its own, and its risk the answer to this one.
    """
    if not step.run or rank(step.risk) or (option and rank(option.risk)):
        return False
    return not (worst(step.run) or is_quiet(step.run) or _FINDS.match(step.do))
