from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import command_texts
from firsthour.rules.common.syntax import fault


@rule(Severity.ERROR)
def command_parses(catalog: Catalog) -> Iterator[Finding]:
    """A shell can read every command: quotes and brackets are closed, nothing is cut off.

    A lost quote leaves the terminal waiting with `>`, at the moment in which nobody has time to
    count quotes. Queries and consoles that are no shell are left alone.

    To fix: complete the command. In YAML, a command with quotes and colons is safest as a block
    behind `run: |`.
    """
    for text, origin, *_ in command_texts(catalog):
        found = fault(text)
        if found:
            yield Finding(origin, found.message, found.help, excerpt=found.excerpt)
