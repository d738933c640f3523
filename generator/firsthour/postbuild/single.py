"""A built site as one file, which needs no server, no folder and no network."""

from __future__ import annotations

import base64
import html
import mimetypes
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files as package_files
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from firsthour.postbuild import markup
from firsthour.postbuild.addresses import NOWHERE, Addresses
from firsthour.postbuild.policy import sha256
from firsthour.postbuild.styles import without_addresses

# What the pages need to look and to work as they do on the site; the rest is about many files.
_SCRIPTS = ("message.js", "review.js", "services.js")
_SHEETS = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
_OURS = "assets/firsthour/"
_ARTICLE = re.compile(r"<article\b[^<>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^<>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", re.DOTALL)
_EDIT = re.compile(r'<a [^<>]*class="md-content__button md-icon"[^<>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'<>/=]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_NAMED = re.compile(r"url\(#([^)]*)\)")
_IDS = frozenset({"id", "for", "headers", "list", "aria-labelledby", "aria-describedby"})
_FONT = re.compile(r"url\([\"']?(fonts/[\w.-]+)[\"']?\)")


class Section(NamedTuple):
    """A group of pages, as the navigation has it."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the one file is made from.

    Attributes:
        site: the folder of the built site.
        name: what the site is called.
        site_url: where it is served; links to what is not in the file lead there.
        built: what it was built from, in words.
        sections: its pages (`contacts/index.html`), in order. Those in none come last.
    """

    site: Path
    name: str = "Runbooks"
    site_url: str = ""
    built: str = ""
    sections: Sequence[Section] = ()


class _Page(NamedTuple):
    key: str
    title: Markup
    body: Markup


def single(whole: Whole) -> str:
    """The text of the one file."""
    environment = Environment(
        loader=PackageLoader("firsthour", "templates"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    script = "\n".join(_scripts())
    style = _style(whole.site)
    pages = _Pages(whole)
    found = {path: pages.page(path) for path in pages.paths}
    listed = [path for section in whole.sections for path in section.pages]
    rest = tuple(path for path in found if path not in set(listed))
    sections = [*whole.sections, *([Section("Guide", rest)] if rest else [])]
    return environment.get_template("bundle.html.j2").render(
        whole=whole,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        sections=[
            (each.title, [found[path] for path in each.pages if path in found]) for each in sections
        ],
    )


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{sha256(script)}'; style-src '{sha256(style)}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


@dataclass(slots=True)
class _Pages:
    whole: Whole
    paths: tuple[str, ...] = field(init=False)
    addresses: Addresses = field(init=False)

    def __post_init__(self) -> None:
        """List the files of the site, once."""
        site = self.whole.site
        files = frozenset(
            path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()
        )
        self.paths = tuple(sorted(path for path in files if path.endswith("index.html")))
        self.addresses = Addresses(files, self.whole.site_url)

    def page(self, path: str) -> _Page:
        text = (self.whole.site / path).read_text(encoding="utf-8")
        article = _ARTICLE.search(text)
        body = _EDIT.sub("", article[1]).strip() if article else ""
        heading = _TITLE.search(body)
        title = _TAG.sub("", heading[1]).strip() if heading else path
        body = _TAG.sub(lambda tag: self._tag(path, tag[0]), body)
        # What the site's own templates escaped stays as it is.
        return _Page(key(path), Markup(title), Markup(body))

    def _tag(self, path: str, tag: str) -> str:
        if tag.startswith(("</", "<!")):
            return tag
        name = markup.parse(tag)
        element = name.name if name else ""
        return _ATTRIBUTE.sub(lambda found: self._attribute(path, element, found), tag)

    def _attribute(self, path: str, element: str, found: re.Match[str]) -> str:
        space, name, *values = found.groups()
        value = html.unescape(next((each for each in values if each is not None), ""))
        name = name.lower()
        if name in _IDS or (name == "name" and element == "a"):
            value = " ".join(f"{key(path)}:{each}" for each in value.split())
        elif name == "href" and element != "use":
            value = self._link(path, value)
        elif name in ("href", "xlink:href"):
            value = f"#{key(path)}:{value[1:]}" if value.startswith("#") else value
        elif name == "src":
            value = self._data(path, value)
        elif "url(#" in value:
            value = _NAMED.sub(rf"url(#{key(path)}:\1)", value)
        else:
            return found[0]
        return f'{space}{name}="{html.escape(value)}"'

    def _link(self, path: str, address: str) -> str:
        target = self.addresses.target(path, address)
        if target.elsewhere or target == NOWHERE:
            return address
        if target.file.endswith("index.html"):
            return f"#{key(target.file)}" + (f":{target.part}" if target.part else "")
        return posixpath.join(self.whole.site_url, target.file) if self.whole.site_url else "#"

    def _data(self, path: str, address: str) -> str:
        file = self.addresses.target(path, address).file
        return data(self.whole.site / file) if file else ""


def key(path: str) -> str:
    """The name of a page within the one file: that of its folder."""
    return path.removesuffix("index.html").rstrip("/") or "home"


def data(path: Path) -> str:
    """A file as an address that carries it."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _scripts() -> Iterator[str]:
    assets = package_files("firsthour") / "assets"
    yield (assets / "bundle" / "bundle.js").read_text(encoding="utf-8")
    for name in _SCRIPTS:
        yield (assets / "firsthour" / name).read_text(encoding="utf-8")


def _style(site: Path) -> str:
    fonts = {
        path.relative_to(site / _OURS).as_posix(): data(path)
        for path in sorted((site / _OURS).glob("fonts/*"))
    }
    own = package_files("firsthour") / "assets" / "bundle" / "bundle.css"
    parts = [*_sheets(site), own.read_text(encoding="utf-8")]
    text = _FONT.sub(lambda found: f"url({fonts.get(found[1], 'data:,')})", "\n".join(parts))
    return without_addresses(text).replace("</", "<\\/")


def _sheets(site: Path) -> Iterable[str]:
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.css"))]
    theme = [name for start in _SHEETS for name in names if name.startswith(start)]
    ours = [name for name in names if name.startswith(_OURS)]
    common = f"{_OURS}firsthour.css"
    for name in [*theme, *sorted(ours, key=lambda name: name != common)]:
        yield (site / name).read_text(encoding="utf-8")
