"""One kind of file a module: `read(file)` gives what the file holds, None when it is another kind.

They are asked in the order of `READERS`; the first that knows the file has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from firsthour.alerts.formats import alertmanager, grafana, helm, names, prometheus, promtool
from firsthour.alerts.formats.common import Source
from firsthour.alerts.found import AlertFile
from firsthour.alerts.nodes import Node

Reader = Callable[[Source], AlertFile | None]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "promtool-test": promtool.read,
        "prometheus": prometheus.read,
        "alertmanager": alertmanager.read,
        "grafana": grafana.read,
        "helm": helm.read,
        "names": names.read,
    }
)


def read(path: str, text: str) -> AlertFile:
    """What a file holds; a file that nobody understands says why."""
    source = Source.of(path, text)
    for reader in READERS.values():
        found = reader(source)
        if found is not None:
            return found
    if not source.fault and all(_is_empty(each) for each in source.documents):
        return AlertFile(path, reason="it is empty")
    return AlertFile(path, reason=source.fault or "it holds no alerts in a form that is known")


def _is_empty(document: Node) -> bool:
    if document.kind == "scalar":
        return document.plain and document.text in ("", "null", "~")
    return not document.pairs and not document.items
