"""Rules of Prometheus: plain groups, PrometheusRule resources, lists of these, several a file.

What the API of Prometheus answers (`/api/v1/rules`) is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from firsthour.alerts.formats.common import Source, alert
from firsthour.alerts.found import AlertFile, FoundAlert
from firsthour.alerts.nodes import Node

_KINDS = frozenset({"PrometheusRule", "VMRule", "ThanosRuler", "GlobalRules", "Rules"})


def read(source: Source) -> AlertFile | None:
    """The alerts of every group; None for a file without groups."""
    groups = [group for document in source.documents for group in _groups(document)]
    if not any(_is_ours(rule) for group in groups for rule in group.get("rules").items):
        known = any(_is_rule_file(document) for document in source.documents)
        return AlertFile(source.path, "prometheus", note="recording rules only") if known else None
    found: list[FoundAlert] = []
    for group in groups:
        found.extend(_alerts(source.path, group))
    return AlertFile(source.path, "prometheus", tuple(found))


def _groups(document: Node) -> Iterator[Node]:
    # A list of resources holds resources, and no lists of these.
    for resource in (document, *document.get("items").items):
        yield from _groups_of(resource)


def _groups_of(resource: Node) -> Iterator[Node]:
    for holder in (resource, resource.get("spec"), resource.get("data")):
        yield from (group for group in holder.get("groups").items if group.kind == "mapping")


def _is_rule_file(document: Node) -> bool:
    if document.get("kind").text in _KINDS:
        return True
    rules = [rule for group in _groups(document) for rule in group.get("rules").items]
    return any(rule.get("record").kind == "scalar" for rule in rules)


def _is_ours(rule: Node) -> bool:
    return rule.get("alert").kind == "scalar" or rule.get("type").text == "alerting"


def _alerts(path: str, group: Node) -> Iterator[FoundAlert]:
    for rule in group.get("rules").items:
        name = rule.get("alert")
        if name.kind != "scalar" and rule.get("type").text == "alerting":
            name = rule.get("name")
        if name.kind == "scalar" and name.text.strip():
            yield alert(path, name, rule)
