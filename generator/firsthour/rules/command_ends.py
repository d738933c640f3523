from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import CommandText, command_texts
from firsthour.rules.common.endless import endless
from firsthour.source.faults import show

_SAYS_HOW = re.compile(
    r"\b(?:ctrl|control)\b|\^C\b|\bstop\b|\bpress\b|\bquit\b|\bend it\b|\bleave it\b|\binterrupt\b"
    r"|\bclose\b|\buntil\b",
    re.I,
)


@rule(Severity.WARNING)
def command_ends(catalog: Catalog) -> Iterator[Finding]:
    """A command ends by itself, or the step says how to stop it.

    `tail -f` shows the next line, never the answer. A new colleague waits for it to finish; an old
    one cannot paste what it showed into the channel.

    To fix: limit it (`tail -n 200`, `logs --since 10m`, `ping -c 5`, `timeout 30`), or say in `do`
    or `note` when and how to stop it.
    """
    for command in command_texts(catalog):
        for written, way in endless(command.text):
            if not _says_how(command):
                message = f"{show(written, 50)} does not end by itself"
                help_ = f"{way}, or say in `note` how to stop it"
                yield Finding(command.origin, message, help_, excerpt=written)
            break


def _says_how(command: CommandText) -> bool:
    step = command.step
    if step is None:
        return False
    expect = step.expect.text if step.expect else ""
    return any(map(_SAYS_HOW.search, (step.do, step.note, step.warn, step.watch, expect)))
