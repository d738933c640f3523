"""The table of commands that change something, by what they act on."""

from __future__ import annotations

from firsthour.rules.common.dangers import cloud, code, containers, data, host, kubernetes, services
from firsthour.rules.common.match import Entry
from firsthour.rules.common.shell import word_set

ENTRIES: tuple[Entry, ...] = (
    *host.ENTRIES,
    *services.ENTRIES,
    *containers.ENTRIES,
    *kubernetes.ENTRIES,
    *data.ENTRIES,
    *code.ENTRIES,
    *cloud.ENTRIES,
)

# Options that take a word of their own, by program: that word is no subcommand.
VALUES: dict[str, frozenset[str]] = {
    program: word_set(values)
    for module in (host, services, containers, kubernetes, data, code, cloud)
    for programs, values in module.VALUES.items()
    for program in programs.split()
}

__all__ = ["ENTRIES", "VALUES"]
