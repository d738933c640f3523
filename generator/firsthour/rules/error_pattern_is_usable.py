from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.patterns import fault


@rule(Severity.ERROR)
def error_pattern_is_usable(catalog: Catalog) -> Iterator[Finding]:
    """The pattern of an error is a regular expression that fits few lines and answers at once.

    A pattern that cannot be read finds nothing, one that fits the empty text finds this runbook for
    every line, and one that repeats a repetition hangs the page while somebody waits.

    To fix: write the fixed words of the line, and `[0-9]+` or `[a-z]+` for what varies. Put a
    backslash before a bracket or dot that is meant as it stands.
    """
    for page in catalog.failure_modes.values():
        for error in page.errors:
            reason = fault(error.pattern) if error.pattern else ""
            if reason:
                message = f"`{error.pattern}` {reason}"
                help_ = "write the fixed words of the line, and `[0-9]+` for what varies"
                yield Finding(error.origin.at("pattern"), message, help_)
