"""One built site -> its problems; its pages get their policy on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from firsthour.postbuild import markup, styles
from firsthour.postbuild.addresses import NOWHERE, Addresses
from firsthour.postbuild.facts import NOTHING, Facts, facts
from firsthour.postbuild.policy import Policy, scripts
from firsthour.problem import Location, Note, Problem, Severity

RULES: Mapping[str, str] = MappingProxyType(
    {
        "site-link": "Every link leads to a page or file of the site.",
        "site-anchor": "Every link to a part of a page names a part that is there.",
        "site-foreign": "A page loads nothing from another host.",
        "site-active": "Nothing in the content of a page runs, and no text has become markup.",
        "site-markup": "A page can be read in one way only.",
    }
)
_HELP = {
    "site-link": "name a page or file that is there; upper and lower case differ",
    "site-anchor": "name a part that is there, or the page alone",
    "site-foreign": "put the file into docs/ and name it there",
    "site-active": "text brings no code, styles or frames of its own: put them into files",
    "site-markup": "write `&lt;` for a `<` that is meant as text, and put quotes around values",
}
_SHOWN_PAGES = 3
_CONTENT = re.compile(r"<article\b.*</article>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, and what is known about it.

    Attributes:
        folder: where it lies.
        sources: page in the tree (`guide.md`) -> the file it was made from.
        site_url: where it will be served.
        templates: folders with the theme's templates.
        styles: hashes of style sheets that the theme's scripts make.
        policy: whether pages get their policy; a preview adds scripts of its own.
    """

    folder: Path
    sources: Mapping[str, str] = field(default_factory=dict)
    site_url: str = ""
    templates: Sequence[Path] = ()
    styles: Sequence[str] = ()
    policy: bool = True


class Finished(NamedTuple):
    """How many pages there are, and what is wrong with them."""

    pages: int
    problems: tuple[Problem, ...]


class _Fault(NamedTuple):
    """One fault; those outside the content of a page repeat on every page."""

    rule: str
    what: str
    page: str
    everywhere: bool = False


class _Anchor(NamedTuple):
    """A link to a part of a page, to be looked up when the ids of all pages are known."""

    page: str
    address: str
    file: str
    part: str
    everywhere: bool


def finish(site: Site) -> Finished:
    """Look at every page and style sheet once, and write the policy into the pages."""
    inspection = _Inspection(site)
    faults = list(inspection.run())
    return Finished(len(inspection.ids), tuple(_problems(faults, site)))


class _Inspection:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.files = frozenset(_files(site.folder))
        self.addresses = Addresses(self.files, site.site_url)
        self.policy = Policy(site.templates, site.styles)
        self.ids: dict[str, set[str]] = {}
        self.anchors: list[_Anchor] = []
        self.known: dict[str, Facts] = {}
        # Most tags say nothing of interest, and the same ones stand on every page; others lead to
        # the same place from all pages of one folder.
        self.idle: set[str] = set()
        self.settled: dict[str, set[str]] = {}

    def run(self) -> Iterator[_Fault]:
        for file in sorted(self.files):
            if file.endswith(".html"):
                yield from self._page(file)
            elif file.endswith(".css"):
                text = (self.site.folder / file).read_text(encoding="utf-8", errors="replace")
                for address in styles.addresses(text):
                    yield from self._load(file, address, everywhere=False)
        yield from self._missing_parts()

    def _page(self, page: str) -> Iterator[_Fault]:
        path = self.site.folder / page
        text = path.read_bytes().decode("utf-8", "replace")
        before, content, after = _parts(text)
        shell, inline = scripts(before + after)
        self.ids[page] = set()
        # From a page at the top, `../` leads out of the site.
        folder = page.rpartition("/")[0].rpartition("/")[0] if "/" in page else ".."
        settled = self.settled.setdefault(folder, set())
        for part, everywhere in ((shell, True), (content, False)):
            tags, readable = markup.tags(part)
            if not readable:
                yield _Fault("site-markup", f"`{markup.unreadable(part)}`", page, everywhere)
            for tag in tags - self.idle - settled:
                found = self._facts(tag)
                faults = list(self._tag(page, tag, found, everywhere))
                yield from faults
                if not faults and not found.active and not found.ids and _is_shared(found):
                    settled.add(tag)
        for script in inline:
            if not self.policy.knows(script):
                shown = " ".join(script.split())[:40]
                yield _Fault("site-active", f"the script `{shown}`", page, everywhere=True)
        if self.site.policy:
            changed = self.policy.apply(text, inline)
            if changed is None:
                yield _Fault("site-markup", "no head with a charset, so no policy", page)
            else:
                path.write_bytes(changed.encode())

    def _facts(self, tag: str) -> Facts:
        found = self.known.get(tag)
        if found is None:
            parsed = markup.parse(tag)
            found = self.known[tag] = NOTHING if parsed is None else facts(parsed)
            if found == NOTHING:
                self.idle.add(tag)
        return found

    def _tag(self, page: str, tag: str, found: Facts, everywhere: bool) -> Iterator[_Fault]:
        self.ids[page].update(found.ids)
        for address in found.links:
            yield from self._link(page, address, everywhere)
        for address in found.loads:
            yield from self._load(page, address, everywhere)
        for attribute in found.faults:
            yield _Fault("site-active", f"`{attribute}` in `{tag}`", page, everywhere)
        if found.active and not everywhere:
            yield _Fault("site-active", f"`{tag}`", page)

    def _link(self, page: str, address: str, everywhere: bool) -> Iterator[_Fault]:
        target = self.addresses.target(page, address)
        if target.elsewhere:
            return
        if target == NOWHERE:
            yield _Fault("site-link", f"`{address}`", page, everywhere)
        elif target.part and target.file.endswith(".html"):
            self.anchors.append(_Anchor(page, address, target.file, target.part, everywhere))

    def _load(self, page: str, address: str, everywhere: bool) -> Iterator[_Fault]:
        target = self.addresses.target(page, address)
        if target.foreign:
            yield _Fault("site-foreign", f"`{address}`", page, everywhere)
        elif target == NOWHERE and address:
            yield _Fault("site-link", f"`{address}`", page, everywhere)

    def _missing_parts(self) -> Iterator[_Fault]:
        for anchor in self.anchors:
            if anchor.part not in self.ids[anchor.file] and anchor.part != "top":
                yield _Fault("site-anchor", f"`{anchor.address}`", anchor.page, anchor.everywhere)


def _files(folder: Path) -> Iterator[str]:
    for current, _, names in os.walk(folder):
        prefix = os.path.relpath(current, folder).replace(os.sep, "/")
        for name in names:
            yield name if prefix == "." else f"{prefix}/{name}"


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before, in and after the content: whatever it says, it cannot leave that."""
    found = _CONTENT.search(text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _is_shared(found: Facts) -> bool:
    """Whether the tag means the same on every page of a folder, and names no part of a page."""
    return all(
        address.startswith("../") and "#" not in address for address in found.links + found.loads
    )


def _problems(faults: list[_Fault], site: Site) -> Iterator[Problem]:
    """One problem a fault; what every page has is one fault of the theme or the navigation."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for fault in faults:
        key = (fault.rule, fault.what, "" if fault.everywhere else fault.page)
        grouped.setdefault(key, []).append(fault.page)
    for (rule, what, _), pages in grouped.items():
        first, *others = pages
        notes = tuple(
            Note(_location(page, site), "and here") for page in others[: _SHOWN_PAGES - 1]
        )
        yield Problem(
            _location(first, site),
            Severity.ERROR,
            rule,
            _message(rule, what, first, len(others)),
            _HELP[rule],
            notes,
        )


def _message(rule: str, what: str, page: str, others: int) -> str:
    place = f"page `{page.removesuffix('index.html') or '/'}`"
    if others:
        place += f" and on {others} more"
    return {
        "site-link": f"{what} leads nowhere, on {place}",
        "site-anchor": f"{what} names a part that is not there, on {place}",
        "site-foreign": f"{what} would be loaded from another host, on {place}",
        "site-active": f"{what} could run or restyle the page, on {place}",
        "site-markup": f"{what} can be read in more than one way, on {place}",
    }[rule]


def _location(page: str, site: Site) -> Location:
    """The file to edit, as far as it is known; else the page itself."""
    stem = page.removesuffix(".html")
    for path in (f"{stem.removesuffix('/index')}.md", f"{stem}.md"):
        if path in site.sources:
            return Location(site.sources[path])
    return Location(page)
