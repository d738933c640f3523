"""Names of rules as people type them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click

from firsthour.rules.common.near import suggest


def named(values: Iterable[str], known: Collection[str]) -> frozenset[str]:
    """The rules in options that may hold several with commas. An unknown one is wrong usage."""
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if name not in known:
            raise click.UsageError(unknown(name, known))
    return frozenset(names)


def unknown(name: str, known: Collection[str]) -> str:
    """What to say about a rule that there is none of."""
    return f"there is no rule `{name}`; {suggest(name, known, 'firsthour rules lists them all')}"
