"""A file as the lines that its reader sees on paper: where each stands, what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firsthour.model import Catalog
from firsthour.model.common import Duration
from firsthour.pages.calling import short
from firsthour.pages.common import name_of
from firsthour.pages.differences.words import FACTS, PAGED, PARTS, RISKS, WAYS
from firsthour.pages.parts import SECTION_TITLES

# What sorts pages or leads to others says nothing about what to do.
_QUIET = frozenset(
    {"id", "related", "formerly", "services", "environments", "phase", "category", "last_tried"}
)
# These are said of the line that they belong to, not one by one.
_WITHIN = frozenset({"if", "bring", "raise", "for"})
# What a line is called by, the first of them that it has.
_NAMES = ("do", "title", "use", "run", "open", "if", "metric", "need", "name", "text", "pattern")
_GROUPS = {"blocks": "block", "mitigate": "option", "levels": "level"}
# How the name of a condition begins, and what is said of a thing that is there.
IF = "what to do if "
YES = "yes"
_DURATION = re.compile(r"[0-9]{1,9}[smhdw]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet.

    Attributes:
        part: what stands above it, with nothing for what stands at the head.
        group: the option, block or level that it is a line of.
        kind: `block`, `option` or `level` for the title of one, `line` for every other.
        name: what it says; nothing for what is said of a part as a whole.
        id: what it is known by when its words change.
        facts: what is said of it, each with its name.
    """

    part: str
    group: str
    kind: str
    name: str
    id: str
    facts: Mapping[str, str]


def lines(data: Mapping[str, Any], catalog: Catalog) -> list[Line]:
    """Every line of a file in the order of reading. The file may be of any age, and break rules."""
    return list(_Words(data, catalog).lines())


class _Words:
    """What the names in one file stand for."""

    def __init__(self, data: Mapping[str, Any], catalog: Catalog) -> None:
        self._data = data
        self._catalog = catalog
        self._local = dict(_places(data))
        self._levels = {it.id: it.code for it in catalog.levels}

    def lines(self) -> Iterator[Line]:
        yield Line("", "", "line", "", "", self._facts(self._data))
        yield from self._parts(self._data)

    def _parts(self, data: Mapping[str, Any], group: str = "", above: str = "") -> Iterator[Line]:
        """The lines below something, which stands in a part or begins one."""
        for key, value in data.items():
            part = above if above and key != "decide" else PARTS.get(key, "")
            if key in _QUIET or key in _WITHIN:
                continue
            if key == "panels" and isinstance(value, dict):
                yield from self._parts(value)
            elif key == "params" and isinstance(value, dict):
                for name, each in value.items():
                    yield Line(part, "", "line", f"<{name}>", str(name), self._facts(each))
            elif key in ("severity", "rollback") and isinstance(value, (dict, str)):
                yield from self._section(part, value)
            elif isinstance(value, list):
                for each in value:
                    yield from self._entry(key, part, group, each)

    def _section(self, part: str, value: Mapping[str, Any] | str) -> Iterator[Line]:
        """A part of which something is said as a whole."""
        data = {"default": value} if isinstance(value, str) else value
        facts = self._facts(data)
        if "default" in data:
            facts = {"the level to start at": self._named(str(data["default"]))}
        yield Line(part, "", "line", "", part, facts)
        raised = data.get("raise")
        for each in raised if isinstance(raised, list) else ():
            if isinstance(each, dict):
                to = self._named(str(each.get("to", "")))
                yield Line(part, "", "line", f"raise to {to} when {each.get('when', '')}", "", {})
        yield from self._parts(data, "", part)

    def _entry(self, key: str, part: str, group: str, each: Any) -> Iterator[Line]:
        if not isinstance(each, dict):
            name = self._named(str(each)) if key == "call" else str(each)
            yield Line(part, group, "line", name, "", {})
            return
        kind = _GROUPS.get(key, "line")
        used = next((name for name in _NAMES if isinstance(each.get(name), str)), "")
        name = _written(used, each.get(used, ""))
        if key == "levels":
            name = f"{each.get('code', '')} {name}".strip()
        elif key == "escalate":
            used, name = "to", self._named(str(each.get("to", "")))
        elif key == "communicate":
            used, name = "when", f"{self._named(str(each.get('when', '')))}, "
            name += self._named(f"templates/{each.get('template', '')}")
        elif used == "use":
            name = self._named(name)
        facts = self._facts({it: value for it, value in each.items() if it != used})
        yield Line(part, group, kind, name, str(each.get("id", "")), facts)
        yield from self._parts(each, name if kind != "line" else group, part)

    def _facts(self, data: Any) -> dict[str, str]:
        """What is said of one line: how each is called, and its words."""
        found: dict[str, str] = {}
        for key, value in data.items() if isinstance(data, dict) else ():
            if key == "if" and isinstance(value, list):
                for branch in value:
                    if isinstance(branch, dict):
                        way = self._way(str(branch.get("go", "")))
                        found[f"{IF}{branch.get('when', '')}"] = way
            elif key == "with" and isinstance(value, dict):
                found |= {f"the value for <{name}>": str(it) for name, it in value.items()}
            elif key == "update_every":
                found |= self._facts(value)
            elif key == "panels" and isinstance(value, dict):
                shown = bool(value.get("severity"))
                found["the panel of severity levels"] = self._said("", shown)
                found |= self._facts(value)
            elif key in FACTS and (key == "bring" or not isinstance(value, list)):
                found[FACTS[key]] = self._said(key, value)
        return found

    def _said(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return YES if value else ""
        if isinstance(value, list):
            return "; ".join(str(each) for each in value)
        if key == "expect" and isinstance(value, dict):
            terms = [f"{word} {_time(value[word])}" for word in ("within", "hold") if word in value]
            said = [str(value.get("text", "")), *terms]
            return ", ".join(said).replace(", hold ", ", for ")
        if key == "undo" and isinstance(value, dict):
            none = f"none: {value['impossible']}" if "impossible" in value else ""
            return none or " ".join(str(value[it]) for it in ("do", "run") if it in value)
        if key == "page" and isinstance(value, dict):
            when = str(value.get("when", ""))
            return f"{self._named(str(value.get('who', '')))}, {PAGED.get(when, when)}"
        if isinstance(value, dict):
            return "; ".join(f"{name}: {it}" for name, it in value.items())
        text = _written(key, value)
        known = {"risk": RISKS, "mode": WAYS}.get(key, {})
        if key in ("use", "where", "owner", "approve", "to"):
            return self._named(text)
        return known.get(text) or _time(text)

    def _way(self, reference: str) -> str:
        """Where a condition leads to: a part of the same paper, or another page."""
        return self._local.get(reference) or self._named(reference)

    def _named(self, identifier: str) -> str:
        """What stands on paper for a name in YAML."""
        catalog = self._catalog
        page = catalog.page(identifier)
        if page is not None:
            return page.title
        if identifier in self._levels:
            return self._levels[identifier]
        service = catalog.service_map.get(identifier)
        channels = catalog.contacts.channels if catalog.contacts else ()
        titles = (it.title for it in channels if it.id == identifier)
        known = service.title if service else next(titles, name_of(identifier, catalog))
        if known != identifier:
            return known
        return identifier.rpartition("/")[2].rpartition(".")[2].replace("-", " ")


def _places(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a condition may lead to within the file, and how that is called on paper."""
    for section in SECTION_TITLES:
        title = PARTS[section]
        members = data.get(section)
        if members:
            yield section, title
        if isinstance(members, dict):
            members = members.get("steps")
        for each in members if isinstance(members, Sequence) else ():
            if isinstance(each, dict) and "id" in each:
                name = str(each.get("title") or each.get("do") or title)
                yield str(each["id"]), name
                yield f"{section}.{each['id']}", name


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def _written(key: str, value: Any) -> str:
    """Where its lines end matters in a command alone."""
    return str(value).strip() if key == "run" else flat(str(value))


def _time(value: Any) -> str:
    text = str(value)
    return short(Duration.parse(text)) if _DURATION.fullmatch(text) else text
