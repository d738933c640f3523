"""Tests of promtool: they look like rules, wake nobody, and are left out."""

from __future__ import annotations

from firsthour.alerts.formats.common import Source
from firsthour.alerts.found import AlertFile


def read(source: Source) -> AlertFile | None:
    """The file, left out; None when it is no test."""
    for document in source.documents:
        if document.get("tests").kind == "list" and (
            document.get("rule_files").kind == "list"
            or document.get("evaluation_interval").kind == "scalar"
        ):
            reason = "tests of promtool: no alerts of their own"
            return AlertFile(source.path, "promtool-test", reason=reason, skipped=True)
    return None
