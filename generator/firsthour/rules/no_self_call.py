from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.circles import circles, round_notes, through
from firsthour.rules.common.steps import all_steps
from firsthour.source import Origin


@rule(Severity.ERROR)
def no_self_call(catalog: Catalog) -> Iterator[Finding]:
    """No procedure uses itself, not through others either.

    The page shows the steps of what it uses in place. In a circle they have no end, and somebody
    who follows them on paper comes back to the step where they began.

    To fix: take one `use` out of the circle, or write that step out. To go back to an earlier step
    on a condition, use `if` with `go`.
    """
    uses: dict[str, dict[str, Origin]] = {}
    for procedure in catalog.procedures.values():
        used = uses.setdefault(f"procedures/{procedure.id}", {})
        for step, _option in all_steps(procedure):
            if step.use:
                used.setdefault(step.use, step.origin.at("use"))
    for circle in circles(uses):
        first = circle[0]
        origin = uses[first][circle[1 % len(circle)]]
        message = f"`{first}` uses itself{through(circle)}"
        help_ = "take one `use` out of the circle"
        yield Finding(origin, message, help_, round_notes(uses, circle, "uses"))
