"""Alert rules beside the runbooks: what they hold, and where each leads on the site."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firsthour.alerts.coverage import Coverage, Pages
    from firsthour.alerts.found import AlertFile
    from firsthour.model import Catalog
    from firsthour.problem import Problem
    from firsthour.source import File

_ANCHOR = re.compile(r"""\bid="([^"]+)"|\{ #([^\s}]+) \}""")


def covered(catalog: Catalog, files: Sequence[AlertFile]) -> Coverage:
    """Where the alerts of some files land on the site of these runbooks."""
    from firsthour.alerts.coverage import coverage

    return coverage(files, catalog, _pages(catalog, files))


def named(root: Path, catalog: Catalog) -> list[AlertFile]:
    """The files of alert rules that the settings name, read."""
    settings = catalog.settings
    if settings is None or settings.alerts is None or not settings.alerts.sources:
        return []
    from firsthour.alerts.gathering import gather

    return gather(root, settings.alerts.sources)


def problems(
    root: Path, catalog: Catalog, select: Collection[str] = (), ignore: Collection[str] = ()
) -> list[Problem]:
    """What is wrong with the alerts of these files, as far as it was asked for."""
    from firsthour.alerts.guide import RULES

    wanted = not select or any(rule in RULES for rule in select)
    settings = catalog.settings.alerts if catalog.settings else None
    if not wanted or settings is None or not settings.sources:
        return []
    from firsthour.alerts.judging import absent, problems
    from firsthour.lint.judging import weighed

    files = named(root, catalog)
    found = [*absent(root, settings), *(problems(covered(catalog, files)) if files else ())]
    return weighed(found, catalog, select, ignore)


def state(root: Path, files: Sequence[File]) -> str:
    """A name for what these files hold, so that a run remembers only what is still true."""
    settings = next((file for file in files if file.kind == "settings"), None)
    if settings is None or "sources" not in settings.text:
        return ""
    from firsthour.alerts.gathering import matching

    data = settings.document().data
    alerts = data.get("alerts") if isinstance(data, dict) else None
    sources = alerts.get("sources") if isinstance(alerts, dict) else None
    patterns = [each for each in sources if isinstance(each, str)] if sources else []
    digest = hashlib.sha256()
    for path in matching(root, patterns):
        digest.update(f"{path}\0".encode(errors="backslashreplace"))
        with contextlib.suppress(OSError):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _pages(catalog: Catalog, files: Sequence[AlertFile]) -> Pages:
    from firsthour.alerts.coverage import Pages
    from firsthour.pages import Context, all_pages

    alerts = tuple(alert for file in files for alert in file.alerts)
    context = Context(catalog, catalog.today, alerts=alerts)
    pages = all_pages(context)

    @functools.cache
    def rendered() -> dict[str, str]:
        # Only a link to a part of a page is worth this.
        from firsthour.site.render import render

        return render(pages, context)

    def anchors(path: str) -> Callable[[], frozenset[str]]:
        return lambda: frozenset(a or b for a, b in _ANCHOR.findall(rendered()[path]))

    url = catalog.settings.site_url if catalog.settings else ""
    return Pages(url, {page.url: anchors(page.path) for page in pages})
