from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source.faults import show


@rule(Severity.ERROR)
def action_has_owner_and_day(catalog: Catalog) -> Iterator[Finding]:
    """An action has an owner and a day, or an issue that has them.

    Of 227 actions in public postmortems one named an owner and two a day. An action of everybody
    is done by nobody, and the same incident comes back.

    To fix: add `owner` and `due`, or `issue` with where it is tracked. One that is finished has
    `done` instead.
    """
    for incident in catalog.incidents.values():
        for action in incident.actions:
            missing = [key for key in ("owner", "due") if not getattr(action, key)]
            if missing and not action.issue and action.done is None:
                names = " and no ".join(f"`{key}`" for key in missing)
                message = f"the action {show(action.what, 50)} has no {names}"
                help_ = f"add {' and '.join(f'`{key}`' for key in missing)}, or `issue`"
                yield Finding(action.origin.at("what"), message, help_)
