"""Pages -> Markdown text with front matter. Pure: the same pages give the same text."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as JinjaContext

from firsthour.model.common import placeholders
from firsthour.pages import Context, Page
from firsthour.pages.common import finished, name_of, signs
from firsthour.pages.printed import printed
from firsthour.site import escape
from firsthour.site.assets import wanted


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another page of the site; `found` is false when nothing is there."""

    href: str
    title: str
    found: bool


def render(pages: Sequence[Page], context: Context) -> dict[str, str]:
    """Render every page.

    Returns:
        Path in the tree -> Markdown with YAML front matter, in the order of the pages.
    """
    environment = _environment(pages, context)
    common = _common(context)
    return {page.path: _page(page, common, environment) for page in pages}


def built(context: Context) -> str:
    """What the site is built from, in words."""
    history = context.history
    commit = f"{history.commit}{' with changes not committed' if history.dirty else ''}"
    return f"{history.date}, commit {commit}" if history.commit else f"{context.today}"


def foot(context: Context) -> str:
    """The foot of every page: where the copies of the site are, while it is still there to say."""
    template = _environment((), context).get_template("copies.html.j2")
    return template.render(settings=context.catalog.settings).strip()


def versions(context: Context) -> dict[str, bytes]:
    """A small page for each version of a sheet that may be on paper: `v/<hash>/`.

    It is read on a telephone in a machine room, so it is one file without the rest of the site.
    """
    environment = _environment((), context)
    template = environment.get_template("version.html.j2")
    settings = context.catalog.settings
    product = settings.product if settings else "Runbooks"
    return {
        f"v/{it.hash}/index.html": template.render(
            it=it, product=product, built=built(context)
        ).encode()
        for it in printed(context)
    }


def _page(page: Page, common: Mapping[str, Any], environment: Environment) -> str:
    body = environment.get_template(f"{page.template}.md.j2").render(page=page, **page.view)
    meta = {**common, **({"scripts": found} if (found := wanted(body)) else {})}
    return f"---\n{_front_matter(page, meta)}---\n\n{body.strip()}\n"


def _common(context: Context) -> dict[str, Any]:
    """What every page says of the site: what it was built from, and whether it is the sample."""
    settings = context.catalog.settings
    return {"built": built(context), **({"sample": True} if settings and settings.sample else {})}


def _front_matter(page: Page, common: Mapping[str, Any]) -> str:
    meta: dict[str, Any] = {"title": page.title, **common}
    if page.description:
        meta["description"] = page.description
    if page.tags:
        meta["tags"] = list(page.tags)
    if not page.searchable:
        meta["search"] = {"exclude": True}
    if page.hide:
        meta["hide"] = list(page.hide)
    if page.source:
        meta["source"] = page.source
    meta["kind"] = page.template
    if page.layout:
        meta["template"] = page.layout
    meta = {key: escape.front_matter(value) for key, value in meta.items()}
    text: str = yaml.dump(
        meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
    )
    return text


def _environment(pages: Sequence[Page], context: Context) -> Environment:
    environment = Environment(
        loader=PackageLoader("firsthour", "templates"),
        autoescape=True,
        finalize=escape.escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    by_reference = {_reference_of(page): page for page in pages}
    catalog = context.catalog

    @pass_context
    def ref(current: JinjaContext, reference: str, title: str = "") -> Reference:
        """The link to `kind/id#part`, as seen from the page that is being rendered."""
        path, _, part = reference.partition("#")
        target = by_reference.get(path)
        if target is None:
            return Reference("", title or reference, found=False)
        here: Page = current["page"]
        href = posixpath.relpath(target.url or ".", here.url or ".")
        href = f"{href}/" if not href.endswith("/") else href
        anchor = f"#{part.replace('.', '-')}" if part else ""
        return Reference(href + anchor, title or target.title, found=True)

    @pass_context
    def asset(current: JinjaContext, path: str) -> str:
        """The address of a file in the tree, as seen from the page that is being rendered."""
        here: Page = current["page"]
        return posixpath.relpath(path, here.url or ".")

    environment.filters.update(url=escape.url, lines=escape.lines, linked=escape.linked)
    environment.filters.update(command=escape.command, words=escape.words)
    environment.filters.update(inline=escape.inline, placeholders=placeholders)
    environment.filters.update(finished=finished, signs=signs)
    environment.globals.update(
        ref=ref,
        asset=asset,
        quoted=lambda text: json.dumps(text, ensure_ascii=False),
        name_of=lambda identifier: name_of(identifier, catalog),
        catalog=catalog,
        history=context.history,
        today=context.today,
        papers=context.papers,
    )
    return environment


def _reference_of(page: Page) -> str:
    return page.reference or page.path.removesuffix(".md").removesuffix("/index")


def navigation(pages: Sequence[Page], sections: Mapping[str, str]) -> list[Any]:
    """The navigation as MkDocs wants it: sections in order, titles from the pages themselves."""
    entries: list[Any] = []
    for section, title in sections.items():
        paths = [page.path for page in pages if page.section == section and page.listed]
        if not paths:
            continue
        entries.extend([{title: paths[0]}] if len(paths) == 1 else [{title: paths}])
    return entries
