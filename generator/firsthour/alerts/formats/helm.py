r"""Templates of Helm: no YAML before they are rendered, so they are read line by line.

What a condition leaves out is counted, and a name that is made of values is not a name yet; the
report says that the file was read in this way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from firsthour.alerts.formats.common import Source
from firsthour.alerts.found import LINK_KEYS, AlertFile, FoundAlert, link_of
from firsthour.problem import Location

_ALERT = re.compile(r"^(\s*)(-\s+)?(?:alert|\"alert\"|'alert'):\s+(\S.*?)\s*$")
_PAIR = re.compile(r"^(\s*)(?:-\s+)?[\"']?([A-Za-z_][\w.-]*)[\"']?:\s*(.*?)\s*$")
_RAW = re.compile(r"\{\{-?\s*`(.*?)`\s*-?\}\}")
_COMMENT = re.compile(r"\s+#.*$")
_MADE = "named by a template"


def read(source: Source) -> AlertFile | None:
    """The alerts of a template that is no YAML; None when nothing in it looks like a template."""
    if "{{" not in source.text or (source.documents and not source.fault):
        return None
    found = list(_alerts(source))
    made = sum("{{" in alert.name for alert in found)
    alerts = tuple(alert for alert in found if "{{" not in alert.name)
    if not found and "record:" not in source.text and "PrometheusRule" not in source.text:
        return None
    note = "a Helm template, read line by line: conditions and loops are not carried out"
    if made:
        note += f"; {made} {_MADE}"
    return AlertFile(source.path, "helm", alerts, note=note)


def _alerts(source: Source) -> Iterator[FoundAlert]:
    lines = source.text.split("\n")
    starts = [number for number, line in enumerate(lines) if _ALERT.match(line)]
    for number, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        found = _ALERT.match(lines[number])
        if found is None:
            continue
        column = len(found[1]) + len(found[2] or "")
        texts = dict(_pairs(lines[number + 1 : end], column))
        # Keys of a rule may stand before its name.
        name = _plain(found[3])
        if not name:
            continue
        key, link = link_of({key: texts[key] for key in LINK_KEYS if key in texts})
        place = Location(source.path, number + 1, found.start(3) + 1, number + 1, found.end(3) + 1)
        labels = {"severity": texts["severity"]} if "severity" in texts else {}
        yield FoundAlert(name, place, labels, texts, key, link)


def _pairs(lines: list[str], column: int) -> Iterator[tuple[str, str]]:
    """The texts below a rule, as far as they stand on one line."""
    for line in lines:
        found = _PAIR.match(line)
        if found is None or line.lstrip().startswith(("#", "{{")):
            continue
        if len(found[1]) < column:
            return
        if found[3] and found[3] not in ("|", ">", "|-", ">-"):
            yield found[2], _plain(found[3])


def _plain(text: str) -> str:
    """The value as rendering and YAML would leave it: quotes, comments and raw strings gone."""
    if text[:1] == '"' and text.rstrip().endswith('"'):
        try:
            text = str(json.loads(text)).encode(errors="replace").decode()
        except ValueError:
            text = text[1:-1]
    elif text[:1] == "'" and text.rstrip().endswith("'"):
        text = text.rstrip()[1:-1].replace("''", "'")
    else:
        text = _COMMENT.sub("", text)
    return _RAW.sub(lambda found: found[1], text)
