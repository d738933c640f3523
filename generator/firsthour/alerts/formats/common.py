"""What the readers share: the text, its documents, and an alert made of nodes."""

from __future__ import annotations

from dataclasses import dataclass

from firsthour.alerts.found import FoundAlert, link_of
from firsthour.alerts.nodes import Node, UnreadableError, documents
from firsthour.problem import Location


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its text, its documents as far as it is YAML, and why it is none."""

    path: str
    text: str
    documents: tuple[Node, ...] = ()
    fault: str = ""

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """Parse a text; one that is no YAML has no documents."""
        try:
            return cls(path, text, tuple(documents(text)))
        except UnreadableError as error:
            return cls(path, text, fault=f"it is no YAML: {error}")


def alert(path: str, name: Node, rule: Node) -> FoundAlert:
    """The alert of a rule; `name` is the text that names it."""
    annotations = rule.get("annotations")
    texts = annotations.texts()
    key, link = link_of(texts)
    value = annotations.get(key) if key else None
    editable = not rule.flow and (
        (annotations.kind == "nothing")
        or (annotations.kind == "mapping" and not annotations.flow and bool(annotations.pairs))
    )
    if value is not None and value.line != value.end_line:
        editable = False
    place = Location(path, name.line + 1, name.column + 1, name.end_line + 1, name.end_column + 1)
    return FoundAlert(name.text, place, rule.get("labels").texts(), texts, key, link, editable)
