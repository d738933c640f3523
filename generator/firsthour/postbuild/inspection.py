"""One built site -> its problems; its pages get their policy on the way."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from firsthour.postbuild import folder_search, markup, styles, worker
from firsthour.postbuild.addresses import NOWHERE, Addresses
from firsthour.postbuild.facts import NOTHING, Facts, facts
from firsthour.postbuild.findings import Fault, problems
from firsthour.postbuild.policy import Policy, scripts
from firsthour.problem import Problem

_SHOWN = 100
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
        built: what it was built from, in words.
        keep: whether the devices of readers keep copies of it.
    """

    folder: Path
    sources: Mapping[str, str] = field(default_factory=dict)
    site_url: str = ""
    templates: Sequence[Path] = ()
    styles: Sequence[str] = ()
    policy: bool = True
    built: str = ""
    keep: bool = True


class Finished(NamedTuple):
    """How many pages there are, and what is wrong with them."""

    pages: int
    problems: tuple[Problem, ...]


class _Anchor(NamedTuple):
    """A link to a part of a page, to be looked up when the ids of all pages are known."""

    page: str
    address: str
    file: str
    part: str
    everywhere: bool


def finish(site: Site) -> Finished:
    """Look at every page and style sheet once, and write the policy into the pages."""
    folder_search.write(site.folder)
    inspection = _Inspection(site)
    faults = list(inspection.run())
    # It names each file by its content, so nothing is written after it.
    worker.write(site.folder, site.built, keep=site.keep)
    found = sorted(problems(faults, site.sources), key=lambda problem: problem.sort_key)
    return Finished(len(inspection.ids), tuple(found))


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

    def run(self) -> Iterator[Fault]:
        for file in sorted(self.files):
            if file.endswith(".html"):
                yield from self._page(file)
            elif file.endswith(".css"):
                text = (self.site.folder / file).read_text(encoding="utf-8", errors="replace")
                for address in styles.addresses(text):
                    yield from self._load(file, address, everywhere=False)
        yield from self._missing_parts()

    def _page(self, page: str) -> Iterator[Fault]:
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
                yield Fault("site-markup", f"`{markup.unreadable(part)}`", page, everywhere)
            for tag in tags - self.idle - settled:
                found = self._facts(tag)
                faults = list(self._tag(page, tag, found, everywhere))
                yield from faults
                if not faults and not found.active and not found.ids and _is_shared(found):
                    settled.add(tag)
        for script in inline:
            if not self.policy.knows(script):
                shown = " ".join(script.split())[:40]
                yield Fault("site-active", f"the script `{shown}`", page, everywhere=True)
        if self.site.policy:
            changed = self.policy.apply(text, inline)
            if changed is None:
                yield Fault("site-markup", "no head with a charset, so no policy", page)
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

    def _tag(self, page: str, tag: str, found: Facts, everywhere: bool) -> Iterator[Fault]:
        self.ids[page].update(found.ids)
        for address in found.links:
            yield from self._link(page, address, everywhere)
        for address in found.loads:
            yield from self._load(page, address, everywhere)
        for attribute in found.faults:
            yield Fault("site-active", f"`{attribute}` in `{tag[:_SHOWN]}`", page, everywhere)
        if found.active and not everywhere:
            yield Fault("site-active", f"`{tag[:_SHOWN]}`", page)

    def _link(self, page: str, address: str, everywhere: bool) -> Iterator[Fault]:
        target = self.addresses.target(page, address)
        if target.elsewhere:
            return
        if target == NOWHERE:
            yield Fault("site-link", f"`{address}`", page, everywhere)
        elif target.part and target.file.endswith(".html"):
            self.anchors.append(_Anchor(page, address, target.file, target.part, everywhere))

    def _load(self, page: str, address: str, everywhere: bool) -> Iterator[Fault]:
        target = self.addresses.target(page, address)
        if target.foreign:
            yield Fault("site-foreign", f"`{address}`", page, everywhere)
        elif target == NOWHERE and address:
            yield Fault("site-link", f"`{address}`", page, everywhere)

    def _missing_parts(self) -> Iterator[Fault]:
        for anchor in self.anchors:
            if anchor.part not in self.ids[anchor.file] and anchor.part != "top":
                yield Fault("site-anchor", f"`{anchor.address}`", anchor.page, anchor.everywhere)


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
