from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.source import Origin


@rule(Severity.INFO)
def sample_replaced(catalog: Catalog) -> Iterator[Finding]:
    """A file that is about your team no longer says `sample: true`.

    The telephone numbers of a sample reach nobody, and its commands fit nobody's servers. This is
    the list of what is not yours yet; `firsthour lint --verbose` shows it.

    To fix: make the file yours and delete the line `sample: true`, or delete the file.
    """
    for document in catalog.documents:
        if document.data.get("sample") is True:
            origin = Origin(document, ()).key_of("sample")
            help_ = "make it yours and delete this line, or delete the file"
            yield Finding(origin, "this file is not your team's yet", help_)
