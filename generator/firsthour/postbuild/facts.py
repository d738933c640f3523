"""One tag -> what matters of it: where it leads, what it loads, and what must not be there."""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthour.postbuild.markup import Tag

_LINKS = frozenset({"href", "action", "formaction", "cite", "longdesc"})
_LOADS = frozenset({"src", "srcset", "data", "poster", "background"})
_LOADING_RELATIONS = frozenset(
    {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"}
    | {"preconnect", "prefetch", "preload", "stylesheet"}
)
# In SVG these load what they name; everywhere else `href` is a link.
_LOADING_BY_HREF = frozenset({"use", "image", "feimage"})
_FORBIDDEN = frozenset({"style", "srcdoc", "ping"})
# SVG writes these into other attributes.
_ANIMATED = frozenset({"to", "from", "by", "values"})
# What changes the page as a whole, or runs. A team's text must never make one of these.
_ACTIVE = frozenset(
    {"applet", "base", "embed", "frame", "frameset", "iframe", "link", "meta", "noembed"}
    | {"noframes", "noscript", "object", "plaintext", "script", "style", "template", "xmp"}
)
_NOISE = re.compile(r"[\x00-\x20\x7f]+")
_RUNNING = ("javascript:", "vbscript:", "data:")
_CANDIDATE = re.compile(r"[^\s,][^\s]*")


class Facts(NamedTuple):
    """What one tag means for the site."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    active: bool = False


NOTHING = Facts()


def facts(tag: Tag) -> Facts:
    """Read a tag. One that means nothing to us gives `NOTHING`."""
    ids: list[str] = []
    links: list[str] = []
    loads: list[str] = []
    faults: list[str] = []
    for key, value in tag.attributes:
        name = key.rpartition(":")[2]
        if name == "id" or (name == "name" and tag.name == "a"):
            ids.append(value)
        elif name in _LINKS or name in _LOADS:
            addresses = _addresses(name, value)
            loading = name in _LOADS or _loads_by_href(tag)
            (loads if loading else links).extend(addresses)
            faults += [key for address in addresses if _runs(address)]
        elif (
            name.startswith("on")
            or name in _FORBIDDEN
            or (name in _ANIMATED and any(map(_runs, value.split(";"))))
        ):
            faults.append(key)
    return Facts(tuple(ids), tuple(links), tuple(loads), tuple(faults), tag.name in _ACTIVE)


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [found[0] for found in _CANDIDATE.finditer(value) if not _is_size(found[0])]
    return [value.strip()]


def _is_size(word: str) -> bool:
    return bool(re.fullmatch(r"[0-9.]+[wxh],?", word))


def _loads_by_href(tag: Tag) -> bool:
    if tag.name == "link":
        return not _LOADING_RELATIONS.isdisjoint(tag.get("rel").lower().split())
    return tag.name in _LOADING_BY_HREF


def _runs(value: str) -> bool:
    """Whether a browser would run this address, or read a document from it."""
    return _NOISE.sub("", value[:100]).lower().startswith(_RUNNING)
