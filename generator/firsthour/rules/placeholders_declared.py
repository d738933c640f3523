from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import placeholders
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.near import suggest
from firsthour.rules.common.placeholders import declared, uses
from firsthour.rules.common.steps import all_pages
from firsthour.source import Origin
from firsthour.source.layout import kebab

_ENTRIES = {
    "params": "{from: operator, help: where to read it}",
    "fields": "{help: what to write there}",
}


@rule(Severity.ERROR)
def placeholders_declared(catalog: Catalog) -> Iterator[Finding]:
    """Every `<name>` in a command, an address or a message says where its value comes from.

    `<release>` in a command is obvious by day. At night somebody guesses it, or pastes it as it is.

    To fix: declare the name under `params` (or `environments`) with `from` and a `help` or a
    command; in a message, under `fields`.
    """
    for page in all_pages(catalog):
        known = declared(page)
        seen: set[str] = set()
        for names, origin in uses(page):
            yield from _undeclared(names, known, seen, origin, "params")
    for template in catalog.templates.values():
        seen = set()
        for key in ("subject", "body"):
            names, origin = placeholders(getattr(template, key)), template.origin.at(key)
            yield from _undeclared(names, set(template.fields), seen, origin, "fields")


def _undeclared(
    names: tuple[str, ...], known: set[str], seen: set[str], origin: Origin, where: str
) -> Iterator[Finding]:
    """A finding for each name that nothing declares, at its first place on the page."""
    for name in names:
        if name not in known and name not in seen:
            seen.add(name)
            spelt = name if placeholders(f"<{name}>") else kebab(name)
            entry = f"{spelt}: {_ENTRIES[where]}"
            spelling = "" if spelt == name else f"write `<{spelt}>`, and "
            help_ = suggest(name, known, f"{spelling}declare it under `{where}`: `{entry}`")
            yield Finding(origin, f"`<{name}>` is not declared", help_, excerpt=f"<{name}>")
