from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Param
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages


@rule(Severity.WARNING)
def parameter_says_where_from(catalog: Catalog) -> Iterator[Finding]:
    """A parameter brings what its `from` promises: a help text, a command, or the fixed value.

    The command waits for a value, the reader looks for it, and the page says only that somebody
    knows it. This costs minutes, or gets a guess.

    To fix: add `help` or `example` for what the operator enters, `run` for what a command prints,
    `default` for what is fixed.
    """
    for page in active_pages(catalog):
        for name, param in page.params.items():
            missing = _missing(param)
            if missing:
                message = f"`{name}` comes from `{param.from_}`, and has no {missing}"
                yield Finding(param.origin.at("from"), message, f"add {missing}")


def _missing(param: Param) -> str:
    if param.from_ == "operator" and not (param.help or param.example or param.default):
        return "`help` or `example`"
    if param.from_ == "command" and not param.run:
        return "`run`"
    return "`default`" if param.from_ == "fixed" and not param.default else ""
