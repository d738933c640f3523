from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.sheets import active_checklists
from firsthour.rules.common.steps import active_pages, all_steps
from firsthour.source import Origin
from firsthour.source.faults import show

# Verbs that change something. To open a page, read it and compare is one look.
_ACT = (
    r"(?:add|apply|block|call|cancel|change|clear|copy|create|delete|deploy|disable|drain|drop|"
    r"enable|fail\sover|flush|freeze|install|kill|merge|move|pause|promote|publish|purge|"
    r"push|reboot|redeploy|reload|remove|rename|restart|restore|resume|revert|revoke|roll\sback|"
    r"rotate|scale|send|set|start(?!\s(?:with|from|by|at)\b)|stop|switch|tell|terminate|thaw|turn|unblock|unmount|update|"
    r"upgrade)(?![\w-])"
)
_FIRST = re.compile(rf"(?:(?:first|now|then|next|please)\b,?\s+)*{_ACT}", re.IGNORECASE)
_NEXT = re.compile(
    rf"""
    (?: [,;]?\s+and\s+then\s+ | [,;]?\s+(?:and\s+)?(?:after\sthat|afterwards),?\s+
      | [,;]\s+then\s+ | ;\s+ | [.!]\s+ )
    ((?:(?:then|next|now|finally|also|after\sthat|afterwards)\b,?\s+){{0,3}}{_ACT})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")


@rule(Severity.WARNING)
def one_action_per_step(catalog: Catalog) -> Iterator[Finding]:
    """A step asks for one action.

    The second half of a step is the half that is forgotten when the pager rings in between. Two
    steps can be ticked, timed and undone one at a time.

    To fix: make two steps of it. Looking and comparing may stay together; so may "if it fails,
    call somebody" at the end.
    """
    for page in active_pages(catalog):
        for step, _option in all_steps(page):
            yield from _check(step.do, step.origin.at("do"))
    for sheet in active_checklists(catalog):
        for block in sheet.blocks:
            for item in block.items:
                yield from _check(item.do, item.origin.at("do"))


def _check(text: str, origin: Origin) -> Iterator[Finding]:
    text = " ".join(text.split())
    bare = _QUOTED.sub(lambda quoted: '"' + "x" * (len(quoted[0]) - 2) + '"', text)
    if not _FIRST.match(bare):
        return
    for found in _NEXT.finditer(bare):
        # Only a capital begins a sentence: a stop may belong to a file name or to "e.g.".
        if found[0][0] in ".!" and not found[1][0].isupper():
            continue
        first, second = (
            show(text[: found.start()], 40),
            show(text[found.start(1) :].rstrip("."), 40),
        )
        message = f"this step asks for two actions: {first} and {second}"
        yield Finding(origin, message, "make two steps of it", excerpt=found[1])
        return
