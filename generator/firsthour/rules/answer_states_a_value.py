from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import active_checklists
from firsthour.rules.common.vague import says_nothing


@rule(Severity.WARNING)
def answer_states_a_value(catalog: Catalog) -> Iterator[Finding]:
    """The answer on a checklist is a value or a state, never "checked", "set" or "ok".

    Pilots answer "flaps 15", not "set", because a tired crew says "checked" without looking. A
    number can only come from the instrument.

    To fix: write the answer as it sounds on a good day: a number, a time, a name, a state such as
    `frozen`.
    """
    for sheet in active_checklists(catalog):
        for block in sheet.blocks:
            for item in block.items:
                if item.answer and says_nothing(item.answer):
                    message = f"`{item.answer}` can be said without looking"
                    help_ = "write the value or state that is read off, such as `under 1 %`"
                    yield Finding(item.origin.at("answer"), message, help_)
