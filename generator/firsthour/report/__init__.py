"""How answers look: problems in one format a file, behind one dict, and other answers beside them.

In reading order: `outcome` (what a run came to), `screen` (what it is shown on), `counting` (how
many of what), then the formats of problems, `text`, `json`, `github`, `sarif`, `junit` and
`markdown`; and the lists of `reviews`, `drills` and `alerts`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from firsthour.report.outcome import Outcome, Screen

Format = Callable[[Outcome, Screen], Iterator[str]]


def _format(name: str) -> Format:
    """The function `render` of a module, which is loaded when it is wanted."""

    def render(outcome: Outcome, screen: Screen) -> Iterator[str]:
        module = importlib.import_module(f"{__name__}.{name}")
        lines: Iterator[str] = module.render(outcome, screen)
        return lines

    return render


FORMATS: Mapping[str, Format] = MappingProxyType(
    {name: _format(name) for name in ("text", "json", "github", "sarif", "junit", "markdown")}
)

__all__ = ["FORMATS", "Format", "Outcome", "Screen"]
