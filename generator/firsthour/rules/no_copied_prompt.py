from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import command_texts
from firsthour.rules.common.prompts import prompt
from firsthour.source.faults import show


@rule(Severity.ERROR)
def no_copied_prompt(catalog: Catalog) -> Iterator[Finding]:
    """A command starts with the command, not with the prompt of the screen it was copied from.

    Whoever copies `$ kubectl get pods` gets an error instead of pods, and `# rm` is a comment that
    does nothing and looks as if it had worked.

    To fix: take `$ `, `# `, `>>> ` and `user@host:~$ ` away. Output belongs in `expect`, and each
    command of a longer session on its own line.
    """
    for text, origin, *_ in command_texts(catalog):
        found = prompt(text)
        if found:
            message = f"the command starts with the prompt {show(found)}"
            yield Finding(origin, message, "take the prompt away", excerpt=found)
