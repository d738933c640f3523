"""Alertmanager: routes name alerts, and a message can make the link from the name of any alert."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.alerts.formats.common import Source
from firsthour.alerts.found import AlertFile
from firsthour.alerts.nodes import Node

_MATCHER = re.compile(r"""^\s*\{?\s*alertname\s*(=~|=)\s*["']?(.*?)["']?\s*\}?\s*$""")
_PLAIN = re.compile(r"[\w .:/()%>-]+")
_ADDRESS = re.compile(r"https?://[^\s\"'|<>]*\{\{[^}]*alertname[^}]*\}\}[^\s\"'|<>]*")


def read(source: Source) -> AlertFile | None:
    """The alerts that routes name, and the addresses that messages make; None without a route."""
    names: dict[str, None] = {}
    templates: dict[str, None] = {}
    is_ours = False
    for document in source.documents:
        config = document
        inner = document.get("spec")
        if document.get("kind").text == "AlertmanagerConfig" and inner.kind == "mapping":
            config = inner
        if config.get("route").kind != "mapping":
            continue
        is_ours = True
        names.update(dict.fromkeys(_named(config.get("route"))))
        names.update(dict.fromkeys(_inhibited(config)))
        for scalar in config.scalars():
            templates.update(dict.fromkeys(_ADDRESS.findall(scalar.text)))
    if not is_ours:
        return None
    note = "routes and messages; the rules are elsewhere"
    return AlertFile(
        source.path, "alertmanager", note=note, templates=tuple(templates), named=tuple(names)
    )


def _named(route: Node) -> Iterator[str]:
    for node in route.walk(lambda each: each.get("routes").items):
        for key in ("match", "match_re"):
            value = node.get(key).get("alertname")
            if value.kind == "scalar":
                yield from _alternatives(value.text)
        yield from _of(node.get("matchers"))


def _inhibited(config: Node) -> Iterator[str]:
    for rule in config.get("inhibit_rules").items:
        for key in ("source_matchers", "target_matchers"):
            yield from _of(rule.get(key))


def _of(matchers: Node) -> Iterator[str]:
    for each in matchers.items:
        found = _MATCHER.match(each.text) if each.kind == "scalar" else None
        if found:
            yield from _alternatives(found[2])
        elif each.get("name").text == "alertname":
            yield from _alternatives(each.get("value").text)


def _alternatives(text: str) -> Iterator[str]:
    """`A|B` are two names; another pattern is none."""
    for part in text.strip("^$").removeprefix("(").removesuffix(")").split("|"):
        if part and _PLAIN.fullmatch(part):
            yield part
