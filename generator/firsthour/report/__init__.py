"""How problems look: one output format a file, behind one dict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from firsthour.report import json, text
from firsthour.report.outcome import Outcome, Screen

Format = Callable[[Outcome, Screen], Iterator[str]]

FORMATS: Mapping[str, Format] = {"text": text.render, "json": json.render}

__all__ = ["FORMATS", "Format", "Outcome", "Screen"]
