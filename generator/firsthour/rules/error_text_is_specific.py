from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_COMMON = re.compile(
    r"(?:an?|the|errors?|err|exception|fail|failed|failure|fatal|warn|warning|critical|panic|"
    r"timeout|timed|out|unknown|null|none|undefined|false|true|denied|refused|invalid|unexpected|"
    r"something|went|wrong|try|again|later|problem|issue|not|found|bad|request|response|status|"
    r"code|crash|crashed|killed|terminated|aborted|exit|exited|job|task|process)\Z"
)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4


@rule(Severity.WARNING)
def error_text_is_specific(catalog: Catalog) -> Iterator[Finding]:
    """The words of an error tell it from other errors.

    "Error" or "timeout" is in every second line of a log. A search that offers this runbook for
    all of them sends people to the wrong page with great confidence.

    To fix: copy more of the line: what failed, the name of the class, the text behind the colon.
    """
    for page in catalog.failure_modes.values():
        if page.status != "active":
            continue
        for error in page.errors:
            words = _WORD.findall(error.text.casefold())
            if error.text and (
                (error.text.isascii() and sum(map(len, words)) < _SHORTEST)
                or all(map(_COMMON.match, words))
            ):
                message = f"`{error.text}` fits too many lines of a log"
                help_ = "copy more of the line: what failed, the class, the text behind the colon"
                yield Finding(error.origin.at("text"), message, help_)
