"""Where every alert lands, and which runbook no alert leads to."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from firsthour.alerts.address import FOLDER, slugs
from firsthour.alerts.found import AlertFile, FoundAlert
from firsthour.model import Catalog
from firsthour.model.failure_modes import FailureMode

_SHARED = 3  # alerts with one address, none of which it names
_NAME = re.compile(r"\{\{-?\s*(?:\$labels|\.(?:Common)?Labels|\$alert)\.alertname\b[^}]*\}\}")
_TEMPLATE = re.compile(r"\{\{.*?\}\}")


class State(enum.Enum):
    """Where an alert lands: five that can be judged, one that is not known, and nowhere at all."""

    RESOLVES = "resolves"
    DRAFT = "draft"
    GENERIC = "generic"
    DEAD = "dead"
    NOT_LINKED = "not-linked"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Landing:
    """One alert with its state, why, and the address to put into its rule, if there is one."""

    alert: FoundAlert
    state: State
    reason: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a site: address from its root -> anchors, asked for when one is named."""

    site_url: str
    anchors: Mapping[str, Callable[[], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All files, all landings, runbooks that no alert leads to, and name -> address."""

    files: tuple[AlertFile, ...]
    landings: tuple[Landing, ...]
    orphans: tuple[FailureMode, ...]
    urls: Mapping[str, str]

    def count(self, state: State) -> int:
        """How many alerts are in a state."""
        return sum(landing.state is state for landing in self.landings)


def coverage(files: Sequence[AlertFile], catalog: Catalog, pages: Pages) -> Coverage:
    """Look at every alert of some files, with the runbooks and the pages that there are."""
    look = _Look(files, catalog, pages)
    landings = tuple(look.land(alert) for file in files for alert in file.alerts)
    return Coverage(tuple(files), landings, tuple(look.orphans(landings)), look.urls)


class _Look:
    def __init__(self, files: Sequence[AlertFile], catalog: Catalog, pages: Pages) -> None:
        self.pages, self.catalog = pages, catalog
        self.site = pages.site_url.rstrip("/") + "/" if pages.site_url else ""
        self.runbooks: dict[str, list[FailureMode]] = {}
        for page in catalog.failure_modes.values():
            for alert in page.alerts:
                self.runbooks.setdefault(alert.name, []).append(page)
        self.templates = [text for file in files for text in file.templates if self._own(text)]
        names = [alert.name for file in files for alert in file.alerts]
        self.slugs = slugs([*self.runbooks, *names])
        self.sharing: dict[str, set[str]] = {}
        for file in files:
            for found in file.alerts:
                self.sharing.setdefault(_base(found.link), set()).add(found.name)
        self.urls = {name: self._url(name) for name in sorted(set(names)) if self._usable(name)}
        self.landed: set[str] = set()

    def land(self, alert: FoundAlert) -> Landing:
        state, reason = self._state(alert)
        url = self.urls.get(alert.name, "")
        wanted = state in (State.NOT_LINKED, State.DEAD, State.GENERIC, State.DRAFT)
        return Landing(alert, state, reason, url if wanted else "")

    def orphans(self, landings: Sequence[Landing]) -> Iterable[FailureMode]:
        names = {landing.alert.name for landing in landings}
        for page in self.catalog.failure_modes.values():
            is_named = any(alert.name in names for alert in page.alerts)
            if page.status == "active" and not is_named and page.id not in self.landed:
                yield page

    def _state(self, alert: FoundAlert) -> tuple[State, str]:
        link = _NAME.sub(lambda _: quote(self.slugs[alert.name]), alert.link)
        if not link:
            return self._without(alert)
        if self._own(link):
            return self._inside(
                link[len(self.site) :] if len(link) >= len(self.site) else "", alert
            )
        if self._usable(alert.name):
            return State.NOT_LINKED, "it links to another site, and a runbook here has its name"
        parts = _parts(link)
        if parts is None or parts[0] not in ("http", "https") or not parts[1]:
            return State.DEAD, f"`{link[:80]}` is no address"
        alike = self.sharing[_base(alert.link)]
        if not parts[2].strip("/"):
            return State.GENERIC, "the front page of another site"
        is_named = alert.name.lower() in link.lower()
        if len(alike) >= _SHARED and not is_named and "#" not in link:
            return State.GENERIC, f"one page of another site for {len(alike)} different alerts"
        return State.ELSEWHERE, "a page of another site, which was not looked at"

    def _without(self, alert: FoundAlert) -> tuple[State, str]:
        if not self._usable(alert.name):
            return State.NOTHING, "no link, and no runbook of that name"
        if self.templates:
            return self._judged(self.runbooks[alert.name], "the message makes the link")
        return State.NOT_LINKED, "no link, and a runbook has its name"

    def _inside(self, rest: str, alert: FoundAlert) -> tuple[State, str]:
        """A link into our own site: `rest` is what stands behind its address."""
        path, _, fragment = rest.partition("#")
        path = unquote(path.partition("?")[0]).removesuffix("index.html")
        path = f"{path.rstrip('/')}/" if path.strip("/") else ""
        if _TEMPLATE.search(path):
            return State.ELSEWHERE, "a template makes the address, from more than the name"
        if path.startswith(f"{FOLDER}/") and path != f"{FOLDER}/":
            return self._through(path.split("/")[1])
        if path not in self.pages.anchors:
            return State.DEAD, f"there is no page `{path}`"
        fragment = unquote(fragment.partition(":~:")[0])
        if fragment and "{{" not in fragment and fragment not in self.pages.anchors[path]():
            return State.DEAD, f"the page `{path}` has no part `{fragment}`"
        folder, _, name = path.strip("/").partition("/")
        if folder == "failure-modes" and name in self.catalog.failure_modes:
            self.landed.add(name)
            return self._judged([self.catalog.failure_modes[name]], "")
        if folder == "procedures" and name in self.catalog.procedures:
            status = self.catalog.procedures[name].status
            return (State.RESOLVES, "") if status == "active" else (State.DRAFT, f"it is {status}")
        return State.GENERIC, f"`{path or 'the home page'}` is no runbook"

    def _through(self, folder: str) -> tuple[State, str]:
        """A link to the page of an alert, which leads on."""
        names = [name for name, slug in self.slugs.items() if folder in (slug, name)]
        if not names:
            return State.DEAD, f"no alert has the address `{FOLDER}/{folder}/`"
        found = [page for name in names for page in self.runbooks.get(name, ())]
        self.landed.update(page.id for page in found)
        if not found:
            return State.GENERIC, "its page says that there is no runbook"
        return self._judged(found, "")

    def _judged(self, runbooks: Sequence[FailureMode], reason: str) -> tuple[State, str]:
        if any(page.status == "active" and not is_stub(page) for page in runbooks):
            return State.RESOLVES, reason
        page = runbooks[0]
        what = page.status if page.status != "active" else "a stub"
        return State.DRAFT, f"failure-modes/{page.id} is {what}"

    def _usable(self, name: str) -> bool:
        return any(page.status != "retired" for page in self.runbooks.get(name, ()))

    def _own(self, link: str) -> bool:
        return bool(self.site) and (link + "/").startswith(self.site)

    def _url(self, name: str) -> str:
        """The address for a rule, with the labels that its runbooks ask for."""
        labels: dict[str, None] = {}
        for page in self.runbooks[name]:
            for alert in page.alerts:
                if alert.name == name:
                    labels.update(dict.fromkeys(alert.match))
            for key, param in page.params.items():
                if param.from_ == "alert":
                    labels[param.label or key] = None
        query = "&".join(
            f"{quote(label)}={{{{ $labels.{label} | urlquery }}}}"
            for label in labels
            if re.fullmatch(r"[A-Za-z_]\w*", label, re.ASCII)
        )
        url = f"{self.site or '/'}{FOLDER}/{quote(self.slugs[name])}/"
        return f"{url}?{query}" if query else url


def is_stub(page: FailureMode) -> bool:
    """True for a page with one step and nothing to run, open or use."""
    steps = [*page.steps, *page.diagnose, *(step for it in page.mitigate for step in it.steps)]
    return len(steps) <= 1 and not any(step.run or step.open or step.use for step in steps)


def _base(link: str) -> str:
    return link.partition("?")[0].rstrip("/")


def _parts(link: str) -> tuple[str, str, str] | None:
    try:
        found = urlsplit(_TEMPLATE.sub("x", link))
    except ValueError:
        return None
    return found.scheme, found.netloc, found.path
