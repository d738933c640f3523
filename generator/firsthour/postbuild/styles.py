"""Style sheets -> the addresses that they load."""

from __future__ import annotations

import re

# Without the comments, where an address is only text.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)"""
    r"""|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_HARMLESS = ("data:", "#")


def addresses(text: str) -> list[str]:
    """Everything that a style sheet asks for; what it carries with it does not count."""
    found = {"".join(match) for match in _ADDRESS.findall(_COMMENT.sub("", text))}
    return sorted(each for each in found if each and not each.startswith(_HARMLESS))


def without_addresses(text: str) -> str:
    """The style sheet without comments and without what it would ask for."""
    return _ADDRESS.sub(_carried, _COMMENT.sub("", text))


def _carried(match: re.Match[str]) -> str:
    address = "".join(filter(None, match.groups()))
    return match[0] if address.startswith(_HARMLESS) else "url(data:,)"
