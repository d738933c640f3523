"""Alerts: an address for every name, which leads on to the right step of the right runbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from firsthour.alerts.address import FOLDER, slugs
from firsthour.alerts.found import FoundAlert
from firsthour.model import Catalog
from firsthour.model.failure_modes import Alert, FailureMode
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.broken import reference_of
from firsthour.pages.common import first_checklist
from firsthour.pages.linked import StepLink, step_link

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_ALERTS = re.compile(
    r"^alerts:[ \t]*(?:\[(?P<flow>[^\]\n]*)\])?[ \t]*(?:#.*)?$"
    r"(?P<items>(?:\n(?:[ \t]+.*|-.*|#.*|))*)",
    re.MULTILINE,
)
_ALERT = re.compile(
    r"""\s*-\s*(?:name:\s*)?(?P<quote>["']?)(?P<name>[^"'#{\[][^"'#\n]*?)(?P=quote)\s*(?:#.*)?$"""
)
_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Route:
    """One runbook of an alert, the step where it starts, and the labels that it is for."""

    runbook: FailureMode
    target: StepLink
    match: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        """The labels as an address carries them."""
        return urlencode(self.match)


@dataclass(frozen=True, slots=True)
class AlertView:
    """One name: where it leads, or what is known of it where nothing is written yet.

    `broken` are its runbooks that cannot be read: the page of each, and its file.
    """

    name: str
    words: str
    page: str
    routes: tuple[Route, ...]
    retired: tuple[FailureMode, ...]
    rules: tuple[FoundAlert, ...]
    suggestion: str
    broken: tuple[tuple[str, str], ...] = ()


@page_kind
def alerts(context: Context) -> Iterator[Page]:
    """The index of all names, then a page each, which is not in the navigation."""
    views = alert_views(context)
    yield Page(
        f"{FOLDER}/index.md",
        "Alerts",
        "alerts",
        "failure-modes",
        {
            "covered": [view for view in views if view.routes],
            "bare": [view for view in views if not view.routes and not view.broken],
            "broken": [view for view in views if not view.routes and view.broken],
        },
        description="Every alert, and where it leads.",
        order=(0, "alerts"),
        searchable=False,
    )
    settings = context.catalog.settings
    owner = settings.alerts.fallback_owner if settings and settings.alerts else ""
    for view in views:
        yield Page(
            f"{view.page}.md",
            view.name,
            "alert",
            "failure-modes",
            {
                "it": view,
                "owner": owner or (settings.default_owner if settings else ""),
                "first": first_checklist(context.catalog),
            },
            description=f"Where the alert {view.name} leads.",
            order=(2, view.name),
            searchable=not view.routes,
            listed=False,
        )


def alert_views(context: Context) -> list[AlertView]:
    """Every name that a runbook or a file of alert rules has, in order."""
    catalog = context.catalog
    routes: dict[str, list[Route]] = {}
    retired: dict[str, list[FailureMode]] = {}
    for runbook in catalog.failure_modes.values():
        for alert in runbook.alerts:
            if runbook.status == "retired":
                retired.setdefault(alert.name, []).append(runbook)
            else:
                routes.setdefault(alert.name, []).append(_route(alert, runbook, catalog))
    unread: dict[str, list[tuple[str, str]]] = {}
    for path, text in context.texts.items():
        reference = reference_of(path)
        if reference.startswith("failure-modes/") and reference in catalog.broken:
            for name in named(text):
                unread.setdefault(name, []).append((reference, path))
    rules: dict[str, list[FoundAlert]] = {}
    for rule in context.alerts:
        rules.setdefault(rule.name, []).append(rule)
    folders = slugs([*routes, *retired, *rules, *unread])
    return [
        AlertView(
            name=name,
            words=" ".join(part for part in _WORDS.split(name) if part),
            page=f"{FOLDER}/{folders[name]}",
            routes=tuple(sorted(routes.get(name, ()), key=lambda it: (-len(it.match), it.match))),
            retired=tuple(retired.get(name, ())),
            rules=tuple(rules.get(name, ())),
            suggestion=_suggestion(name),
            broken=tuple(unread.get(name, ())),
        )
        for name in sorted(folders, key=lambda name: (name.casefold(), name))
    ]


def _route(alert: Alert, runbook: FailureMode, catalog: Catalog) -> Route:
    target = step_link(f"failure-modes/{runbook.id}#{alert.start}", catalog)
    return Route(runbook, target, tuple(sorted(alert.match.items())))


def named(text: str) -> Iterator[str]:
    """The alerts that a file names which cannot be read as a whole: what stands below `alerts:`."""
    block = _ALERTS.search(text)
    if block is None:
        return
    items = block["items"].splitlines()
    for line in [f"- {each}" for each in block["flow"].split(",")] if block["flow"] else items:
        found = _ALERT.match(line)
        if found:
            yield found["name"].strip()


def _suggestion(name: str) -> str:
    """An id for the runbook that is missing."""
    words = " ".join(_WORDS.split(name)).lower()
    return _ID.sub("-", words).strip("-")[:50].strip("-") or "new-runbook"
