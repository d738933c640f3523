"""A page as plain data: its fields, shared steps in place, with risk, way back and state."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
from collections.abc import Mapping
from typing import Any

from firsthour.model import Catalog
from firsthour.model.builder import yaml_key
from firsthour.model.common import Duration
from firsthour.model.failure_modes import FailureMode
from firsthour.model.freshness import freshness
from firsthour.model.procedures import Procedure
from firsthour.pages.parts import StepView, flat, option_views, step_views

VERSION = 1
SECTIONS = ("steps", "diagnose", "verify", "after")
# Reviews name people; `state` says what they come to.
_LEFT_OUT = frozenset({"origin", "reviewed", "sample"})
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def data(
    page: FailureMode | Procedure, catalog: Catalog, changed: datetime.date | None
) -> dict[str, Any]:
    """The page under a version; what is empty is left out, but for what a reader must not miss."""
    kind = page.origin.document.kind
    found = plain(page)
    for section in SECTIONS:
        if getattr(page, section, ()):
            views = step_views(getattr(page, section), section, catalog)
            found[section] = [_step(view) for view in views]
    if isinstance(page, FailureMode) and page.mitigate:
        options = option_views(page.mitigate, catalog, {})
        found["mitigate"] = [
            {
                **plain(view.option),
                "anchor": view.anchor,
                "risk": view.risk,
                "steps": [_step(step) for step in view.steps],
            }
            for view in options
        ]
    if page.rollback:
        views = step_views(page.rollback.steps, "rollback", catalog)
        found["rollback"] = {**plain(page.rollback), "steps": [_step(view) for view in views]}
    return {
        "version": VERSION,
        "kind": kind,
        "id": page.id,
        "address": f"{kind}/{page.id}/",
        "hash": catalog.hashes.get(f"{kind}/{page.id}", ""),
        "state": state(page, catalog, changed),
        "risk": risk(page, catalog),
        **{key: value for key, value in found.items() if key != "id"},
    }


def state(
    page: FailureMode | Procedure, catalog: Catalog, changed: datetime.date | None
) -> dict[str, Any]:
    """Whether it can be trusted, as of the day of the build."""
    fresh = freshness(page, catalog, catalog.today, changed)
    return {
        "status": page.status,
        "verified": fresh.trust == "current",
        "trust": fresh.trust,
        "since": str(fresh.since) if fresh.since else "",
        "due": str(fresh.due) if fresh.due else "",
    }


def risk(page: FailureMode | Procedure, catalog: Catalog) -> str:
    """The worst that a step of the page can do."""
    order = ("read", "reversible", "disruptive", "destructive")
    found = {"read"}
    for section in SECTIONS:
        views = step_views(getattr(page, section, ()), section, catalog)
        found.update(view.step.risk or "read" for view in flat(views))
    if isinstance(page, FailureMode):
        found.update(view.risk for view in option_views(page.mitigate, catalog, {}))
    if page.rollback:
        views = step_views(page.rollback.steps, "rollback", catalog)
        found.update(view.step.risk or "read" for view in flat(views))
    return max(found, key=order.index)


def _step(view: StepView) -> dict[str, Any]:
    """A step with its anchor; its risk is always said, and what it stands for stands in it."""
    found = {"anchor": view.anchor, **plain(view.step), "risk": view.step.risk or "read"}
    if view.steps:
        found["steps"] = [_step(inner) for inner in view.steps]
    if view.same_as:
        found["same_as"] = view.same_as
    return found


def plain(value: Any) -> Any:
    """Dataclasses as mappings with the keys of the YAML; what is empty is left out."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    # mypy takes a class for something that has no hash.
    keys = _keys(kind)  # type: ignore[arg-type]
    pairs = ((key, plain(getattr(value, name))) for name, key in keys)
    return {key: each for key, each in pairs if each is not None and each not in ("", [], {})}


@functools.cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass that are data, each with its key in the YAML."""
    names = (field.name for field in dataclasses.fields(kind))
    return tuple((name, yaml_key(name)) for name in names if name not in _LEFT_OUT)
