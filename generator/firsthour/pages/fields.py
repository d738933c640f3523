"""What a reader can fill in on a page: its own parameters and those of the steps it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from firsthour.model.common import Param
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages.parts import StepView, flat


def fields(page: FailureMode | Procedure, views: Iterable[StepView]) -> Mapping[str, Param]:
    """Name -> parameter: those of the page first, then what shared steps leave open.

    A name that an environment gives a value needs no field of its own.
    """
    found = dict(page.params)
    known = {key for values in page.environments.values() for key in values}
    for view in flat(tuple(views)):
        if view.shared is not None:
            for name, param in view.shared.params.items():
                if name not in view.step.with_ and name not in known:
                    found.setdefault(name, param)
    return found
