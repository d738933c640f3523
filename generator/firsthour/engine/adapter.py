"""The tree as MkDocs wants it. What the product needs of mkdocs.yml is set here, not asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from firsthour.engine import tree
from firsthour.engine.outcome import failure
from firsthour.postbuild import Finished, Site, finish
from firsthour.problem import Problem
from firsthour.site.assembly import Assembly
from firsthour.site.assets import scripts, search, style_sheets

# Error texts and names are searched as they stand: no stemming, no stop words, and they fall apart
# at every sign between words.
SEARCH = {
    "separator": r"""[\s\-,:!=\[\]{}()"'`/_]+|\.(?!\d)|&[lg]t;|&quot;""",
    "pipeline": [],
}
# Without them a page lacks what it promises, or repeats the whole navigation.
_NEEDED = (
    "content.action.edit",
    "content.code.copy",
    "navigation.indexes",
    "navigation.path",
    "navigation.prune",
)
# It loads pages by script: other addresses than those that are linked, and nothing offline.
_UNWANTED = "navigation.instant"


def overrides() -> Path:
    """The folder with our templates for the theme."""
    return Path(str(package_files("firsthour") / "assets" / "overrides"))


def features(listed: Iterable[Any]) -> list[str]:
    """What the theme is to do: what mkdocs.yml lists and what the pages need."""
    kept = [str(each) for each in listed if _UNWANTED not in str(each)]
    return [*dict.fromkeys((*kept, *_NEEDED))]


def configure(config: MkDocsConfig, made: Assembly, *, preview: bool) -> None:
    """Give MkDocs what the pages need, whatever mkdocs.yml says."""
    # The theme prints it as HTML in some places and as text in others: this is right in both.
    config.site_name = escape(made.site_name)
    if made.site_url and not preview:  # which has an address of its own
        config.site_url = made.site_url.rstrip("/") + "/"
    config.use_directory_urls = True
    config.theme.dirs.insert(0, str(overrides()))
    config.theme["font"] = False
    config.theme["features"] = features(config.theme.get("features") or [])
    # Not of the other engine, whose search speaks another language.
    config.extra["firsthour"] = {**facts(made, preview=preview), "search": search()}
    config.extra_css = [*style_sheets(), *config.extra_css]
    config.extra_javascript = [*scripts(), *config.extra_javascript]
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions.append("attr_list")
    # Else an aligned column brings a style of its own, which the policy of the page forbids.
    config.mdx_configs.setdefault("tables", {})["use_align_attribute"] = True
    plugin = config.plugins.get("material/search")
    if plugin is not None:
        for option, value in SEARCH.items():
            if plugin.config.get(option) is None:
                plugin.config[option] = value


def facts(made: Assembly, *, preview: bool = False) -> dict[str, object]:
    """What every page says of the site, hand-written ones as well."""
    offline = made.offline and not preview
    return {"built": made.built, "foot": made.foot, "offline": offline}


def add_files(files: Files, config: MkDocsConfig, made: Assembly) -> list[Problem]:
    """Put our files beside the hand-written ones, and everything into the navigation.

    Returns:
        Files that want the same address. Then nothing was added.
    """
    written = [file.src_uri for file in files if file.src_dir == config.docs_dir]
    problems = list(tree.clashes(made, written, docs_folder(config)))
    if problems:
        return problems
    pages = [file.src_uri for file in files.documentation_pages()]
    nav = tree.navigation(made, pages, config.nav)
    named = set(tree.listed(nav))
    for path, content in made.files.items():
        is_listed = path in named or not path.endswith(".md")
        level = InclusionLevel.UNDEFINED if is_listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=content, inclusion=level))
    config.nav = nav
    return []


def set_edit_url(page: Page, config: MkDocsConfig, made: Assembly) -> None:
    """Let the page lead to the file that it was made from."""
    if made.edit_url:
        path = page.file.src_uri
        written = "" if path in made.files else f"{docs_folder(config)}/{path}"
        source = made.sources.get(path, written)
        page.edit_url = made.edit_url.rstrip("/") + "/" + source if source else None


def inspect(config: MkDocsConfig, made: Assembly, *, policy: bool) -> Finished:
    """The last look at what MkDocs wrote."""
    folder = docs_folder(config)
    docs = Path(config.docs_dir)
    written = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    site = Site(
        folder=Path(config.site_dir),
        sources={**{path: f"{folder}/{path}" for path in written}, **made.sources},
        site_url=config.site_url or "",
        templates=[Path(path) for path in config.theme.dirs],
        policy=policy,
        built=made.built,
        keep=policy and made.offline,
    )
    return finish(site)


def docs_folder(config: MkDocsConfig) -> str:
    """The folder of the hand-written pages, as seen from the root of the repository."""
    docs = Path(config.docs_dir)
    root = root_of(config)
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name


def root_of(config: MkDocsConfig) -> Path:
    """The root of the repository: the folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def check(config: MkDocsConfig) -> list[Problem]:
    """What in mkdocs.yml leaves us no way."""
    if config.theme.name != "material":
        message = f"the theme is `{config.theme.name}`, and the pages are made for `material`"
        return [failure(message, "write `name: material` below `theme:`")]
    if "material/search" not in config.plugins:
        message = "the plugin `search` is not listed, and the pages lead to it"
        return [failure(message, "add `search` to `plugins:`")]
    return []


def plugin_of(config: MkDocsConfig) -> Any:
    """Our plugin, as MkDocs made it; None when mkdocs.yml does not list it."""
    return config.plugins.get("firsthour")
