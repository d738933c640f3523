"""Where an address leads, from the page that it stands on."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit


class Target(NamedTuple):
    """Where an address leads.

    Attributes:
        file: the file of this site, empty when the address leads nowhere in it.
        part: the id within that file, empty when the whole is meant.
        elsewhere: the address belongs to another site, or to a program such as the telephone.
        foreign: loading it would ask another host.
    """

    file: str = ""
    part: str = ""
    elsewhere: bool = False
    foreign: bool = False


NOWHERE = Target()
# It is served for any address, so what is relative in it would lead anywhere.
_FLOATING = "404.html"


@dataclass(slots=True)
class Addresses:
    """The addresses of one site.

    Attributes:
        files: every file, relative to the site's folder.
        site_url: where the site is served; without it, at the root of some host.
    """

    files: Collection[str]
    site_url: str = ""
    _base: SplitResult = field(init=False)
    _known: dict[tuple[str, str], Target] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take the address of the site apart, once."""
        self._base = urlsplit(self.site_url.rstrip("/") + "/")

    def target(self, page: str, address: str) -> Target:
        """Where `address` leads when it stands on `page`."""
        if address.startswith("#"):
            return Target(page, _part(address[1:]))
        folder = _FLOATING if page == _FLOATING else page.rpartition("/")[0]
        # Pages beside each other name the same places in the same way: one look for all of them.
        if address.startswith("../") and folder and folder != _FLOATING:
            folder, address = folder.rpartition("/")[0], address[3:]
        key = (folder, address)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(folder, address)
        return found

    def _find(self, folder: str, address: str) -> Target:
        try:
            parts = urlsplit(address)
        except ValueError:
            return NOWHERE
        if parts.scheme not in ("", "http", "https"):
            return Target(elsewhere=True, foreign=parts.scheme not in ("data", "blob"))
        if parts.netloc or parts.scheme:
            if not self.site_url or parts.netloc.lower() != self._base.netloc.lower():
                return Target(elsewhere=True, foreign=True)
        elif not parts.path.startswith("/"):
            # A query alone names the page that it stands on.
            return NOWHERE if folder == _FLOATING else self._inside(folder, parts.path, parts)
        path = parts.path or "/"
        if not path.startswith(self._base.path):
            return Target(elsewhere=True)
        return self._inside("", path[len(self._base.path) :], parts)

    def _inside(self, folder: str, path: str, parts: SplitResult) -> Target:
        """The file behind a path; a folder stands for its index, and a host adds the slash."""
        found = posixpath.normpath(posixpath.join(folder, unquote(path)))
        found = "" if found == "." else found
        for candidate in (found, f"{found}/index.html".lstrip("/")):
            if candidate in self.files and not (candidate == found and path.endswith("/")):
                return Target(candidate, _part(parts.fragment))
        return NOWHERE


def _part(fragment: str) -> str:
    """The id that a fragment names; what only searches for a text names none."""
    return unquote(fragment.partition(":~:")[0])
