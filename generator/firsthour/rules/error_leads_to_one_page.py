from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.failure_modes import ErrorText, FailureMode
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin


@rule(Severity.WARNING)
def error_leads_to_one_page(catalog: Catalog) -> Iterator[Finding]:
    """The words of an error stand in one runbook.

    Somebody pastes a log line into the search and gets two answers. Whichever is opened first is
    followed, right or wrong.

    To fix: keep the text where it fits best, and write more of the line where it means something
    else. The other page belongs under `related`.
    """
    first: dict[tuple[str, str], tuple[FailureMode, ErrorText]] = {}
    for page in catalog.failure_modes.values():
        if page.status != "active":
            continue
        for error in page.errors:
            key = (" ".join(error.text.casefold().split()), error.pattern)
            other, earlier = first.setdefault(key, (page, error))
            if earlier is error:
                continue
            where = "stands here twice" if other is page else f"is in `{other.id}` as well"
            message = f"the error `{error.text or error.pattern}` {where}"
            help_ = "keep it on one page, or write more of the line"
            notes = ((_origin(earlier), "the same error"),)
            yield Finding(_origin(error), message, help_, notes)


def _origin(error: ErrorText) -> Origin:
    return error.origin.at("text" if error.text else "pattern")
