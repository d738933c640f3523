"""The navigation of large sites, rendered once a folder instead of once a page.

The theme lists on every page all pages beside it, each through four macros: with 500 runbooks this
is half of a build, and two thirds of what a telephone loads. The list is the same on all of these
pages, but for the page itself; and of a long one each page shows what stands near it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from importlib.resources import files

from jinja2 import BaseLoader, Environment, Template
from mkdocs.structure import StructureItem
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

_TEMPLATE = "partials/nav-item.html"
_LOOP = re.compile(
    r"{% for item in nav_item\.children %}(\s*{% if not index or item != index %}\s*)"
    r'{{ (render\(item, path ~ "_" ~ loop\.index, level \+ 1, nav_item\)) }}'
)
_QUICK = r"{% for item in nav_item.children | leaves(page) %}\1{{ item if item is string else \2 }}"
# It looks for the page of the section itself among all pages, again on each of them.
_SEARCH = re.compile(
    r"{% for item in nav_item\.children %}(\s*{% if item\.is_index and _\.index is none %})"
)
_FOUND = r"{% for item in nav_item.children | leaf_index %}\1"
# Nobody finds a page in a longer list; the section's own page has all of them, and the search too.
MOST = 100
_BESIDE = 20
# What the theme shows of a page besides its title.
_MARKS = frozenset({"icon", "status", "subtitle"})

Entry = StructureItem | str


def install(environment: Environment) -> None:
    """Let the theme's templates take the short way."""
    if environment.loader is not None:
        environment.loader = _Loader(environment.loader)
        leaves = Leaves()
        environment.filters["leaves"] = leaves
        environment.filters["leaf_index"] = leaves.index


class _Loader(BaseLoader):
    """Loads templates as before, and changes two loops in one of them."""

    def __init__(self, inner: BaseLoader) -> None:
        self._inner = inner

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, is_current = self._inner.get_source(environment, template)
        # A template of another form stays as it is: slower, and not wrong.
        if template == _TEMPLATE:
            source = _SEARCH.sub(_FOUND, _LOOP.sub(_QUICK, source))
        return source, name, is_current

    def list_templates(self) -> list[str]:
        return self._inner.list_templates()


class Leaves:
    """The entries of a navigation, with each run of plain pages as one text."""

    def __init__(self) -> None:
        """Begin with nothing rendered."""
        text = (files("firsthour.engine") / "templates" / "leaf.html").read_text(encoding="utf-8")
        self._leaf = Template(text.strip())
        self._known: dict[tuple[str, int], list[str | None]] = {}
        self._indexes: dict[int, list[Page]] = {}

    def __call__(self, children: Sequence[StructureItem], page: object) -> Sequence[Entry]:
        """The children as they are, or as text where they are plain pages other than `page`."""
        if not isinstance(page, Page) or not page.url.endswith("/"):
            return children
        folder = posixpath.dirname(page.url.rstrip("/"))
        texts = self._texts(children, folder)
        near = _near(children) if self.index(children) else range(len(children))
        entries: list[Entry] = []
        run: list[str] = []
        for child, text in ((children[each], texts[each]) for each in near):
            # From a page, what lies below it has another address than from the pages beside it.
            if text is None or child.url.startswith(page.url):  # type: ignore[attr-defined]
                if run:
                    entries.append("\n".join(run))
                    run = []
                entries.append(child)
            else:
                run.append(text)
        if len(near) < len(children):
            whole = self.index(children)[0]
            address = get_relative_url(whole.url, page.url)
            run.append(self._leaf.render(address=address, title=f"All {len(children) - 1}"))
        if run:
            entries.append("\n".join(run))
        return entries

    def index(self, children: Sequence[StructureItem]) -> list[Page]:
        """The page of the section itself, where there is one."""
        if id(children) not in self._indexes:
            found = (each for each in children if isinstance(each, Page) and each.is_index)
            self._indexes[id(children)] = list(found)[:1]
        return self._indexes[id(children)]

    def _texts(self, children: Sequence[StructureItem], folder: str) -> list[str | None]:
        """The text of each child, as seen from any page of a folder; None where it has marks."""
        key = (folder, id(children))
        if key not in self._known:
            here = f"{folder}/_/".lstrip("/")
            self._known[key] = [self._text(child, here) for child in children]
        return self._known[key]

    def _text(self, child: StructureItem, here: str) -> str | None:
        is_plain = (
            isinstance(child, Page)
            and not child.is_index
            and _MARKS.isdisjoint(child.meta)
            and not any(getattr(child, name, None) for name in ("pages", "typeset", "encrypted"))
        )
        if not is_plain or not isinstance(child, Page):
            return None
        text: str = self._leaf.render(address=get_relative_url(child.url, here), title=child.title)
        return text


def _near(children: Sequence[StructureItem]) -> range:
    """The places to show: all of a short list, of a long one those beside the page."""
    if len(children) <= MOST:
        return range(len(children))
    found = (place for place, each in enumerate(children) if getattr(each, "active", False))
    at = next(found, 0)
    first = max(0, min(at - _BESIDE, len(children) - 2 * _BESIDE - 1))
    return range(first, first + 2 * _BESIDE + 1)
