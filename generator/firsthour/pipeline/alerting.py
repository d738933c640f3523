"""Alert rules beside the runbooks: what they hold, and where each leads on the site."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.pipeline.checking import check

if TYPE_CHECKING:
    from firsthour.alerts.coverage import Coverage, Pages
    from firsthour.alerts.found import AlertFile
    from firsthour.model import Catalog

_ANCHOR = re.compile(r"""\bid="([^"]+)"|\{ #([^\s}]+) \}""")


def cover(
    root: Path, files: Sequence[AlertFile], *, today: datetime.date | None = None
) -> Coverage:
    """Where the alerts of some files land on the site of `root`.

    Args:
        root: the folder that has `runbooks/`.
        files: what was read.
        today: the day from which the pages count, the real one unless told.
    """
    return covered(check(root, rules=(), today=today).catalog, files)


def covered(catalog: Catalog, files: Sequence[AlertFile]) -> Coverage:
    """The same for runbooks that were read already."""
    from firsthour.alerts.coverage import coverage

    return coverage(files, catalog, _pages(catalog, files))


def named(root: Path, catalog: Catalog) -> list[AlertFile]:
    """The files of alert rules that the settings name, read."""
    settings = catalog.settings
    if settings is None or settings.alerts is None or not settings.alerts.sources:
        return []
    from firsthour.alerts.gathering import gather

    return gather(root, settings.alerts.sources)


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
