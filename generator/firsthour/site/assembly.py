"""Everything an engine needs to build the site, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from firsthour.machines import machine_files
from firsthour.pages import SECTIONS, Context, all_pages
from firsthour.pages.incident_mode import incident_mode
from firsthour.problem import Problem
from firsthour.site.assets import assets
from firsthour.site.data import data
from firsthour.site.render import built, foot, navigation, render, versions


@dataclass(frozen=True, slots=True)
class Assembly:
    """The tree of files with what the engine must know about them.

    Attributes:
        files: path in the tree -> Markdown with front matter, or the bytes of an asset.
        sources: page -> the YAML file it was made from, relative to the repository's root.
        nav: the navigation, in the form of the `nav` setting of MkDocs.
        problems: what is wrong with the content.
        built: what the site was built from, in words.
        foot: what stands at the foot of every page besides, as HTML.
        offline: whether the devices of readers keep copies.
        left: what to say of PDFs that are not on the site, because it says something else now.
    """

    files: Mapping[str, str | bytes]
    sources: Mapping[str, str] = field(default_factory=dict)
    nav: list[Any] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    site_name: str = "Runbooks"
    site_url: str = ""
    edit_url: str = ""
    built: str = ""
    foot: str = ""
    offline: bool = True
    left: str = ""


def assembly(context: Context, files: Mapping[str, bytes] | None = None) -> Assembly:
    """Make the pages and gather the assets, with other `files`; nothing is written to disk."""
    pages = all_pages(context)
    settings = context.catalog.settings
    return Assembly(
        files={
            **render(pages, context),
            **assets(incident_mode(context.catalog)),
            **data(context),
            **machine_files(context),
            **versions(context),
            **(files or {}),
        },
        sources={page.path: page.source for page in pages if page.source},
        nav=navigation(pages, SECTIONS),
        problems=tuple(context.problems),
        site_name=f"{settings.product} runbooks" if settings else "Runbooks",
        site_url=settings.site_url if settings else "",
        edit_url=settings.edit_url if settings else "",
        built=built(context),
        foot=foot(context),
        offline=settings.offline if settings else True,
    )
