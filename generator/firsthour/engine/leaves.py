"""The navigation of large sites, rendered once a folder instead of once a page.

The theme lists on every page all pages beside it, each through four macros: with 500 runbooks this
is half of a build. The list is the same on all of these pages, but for the page itself.
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
# What the theme shows of a page besides its title.
_MARKS = frozenset({"icon", "status", "subtitle"})

Entry = StructureItem | str


def install(environment: Environment) -> None:
    """Let the theme's templates take the short way."""
    if environment.loader is not None:
        environment.loader = _Loader(environment.loader)
        environment.filters["leaves"] = Leaves()


class _Loader(BaseLoader):
    """Loads templates as before, and changes one loop in one of them."""

    def __init__(self, inner: BaseLoader) -> None:
        self._inner = inner

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, is_current = self._inner.get_source(environment, template)
        # A template of another form stays as it is: slower, and not wrong.
        return _LOOP.sub(_QUICK, source) if template == _TEMPLATE else source, name, is_current

    def list_templates(self) -> list[str]:
        return self._inner.list_templates()


class Leaves:
    """The entries of a navigation, with each run of plain pages as one text."""

    def __init__(self) -> None:
        """Begin with nothing rendered."""
        text = (files("firsthour.engine") / "templates" / "leaf.html").read_text(encoding="utf-8")
        self._leaf = Template(text.strip())
        self._known: dict[tuple[str, int], list[str | None]] = {}

    def __call__(self, children: Sequence[StructureItem], page: object) -> Sequence[Entry]:
        """The children as they are, or as text where they are plain pages other than `page`."""
        if not isinstance(page, Page) or not page.url.endswith("/"):
            return children
        texts = self._texts(children, posixpath.dirname(page.url.rstrip("/")))
        entries: list[Entry] = []
        run: list[str] = []
        for child, text in zip(children, texts, strict=True):
            # From a page, what lies below it has another address than from the pages beside it.
            if text is None or child.url.startswith(page.url):  # type: ignore[attr-defined]
                if run:
                    entries.append("\n".join(run))
                    run = []
                entries.append(child)
            else:
                run.append(text)
        if run:
            entries.append("\n".join(run))
        return entries

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
