"""The Content-Security-Policy of a page: what may run is what the theme's own templates say."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SCRIPT = re.compile(r"(<script\b[^<>]*>)(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""type=["']?application/(?:ld\+)?json\b""")
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# What a template may fill into a script: addresses, and nothing that could end a string.
_FILLED = r"[\w./:%~?&=+-]*"
_HEAD = re.compile(r"<meta charset=[^<>]*>", re.IGNORECASE)
_GENERATOR = re.compile(r"""<meta name=["']?generator["']?[^<>]*>""", re.IGNORECASE)
_HEAD_ENDS = 4000
_RULES = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


def scripts(text: str) -> tuple[str, set[str]]:
    """Take the inline scripts out of HTML.

    Returns:
        The text with empty script elements in their place, and the different scripts.
    """
    found: set[str] = set()

    def take(match: re.Match[str]) -> str:
        if match[2].strip() and not _DATA.search(match[1]):
            found.add(match[2])
        return f"{match[1]}</script>"

    return _SCRIPT.sub(take, text), found


@dataclass(slots=True)
class Policy:
    """Writes the policy into pages.

    Attributes:
        templates: folders with the templates of the theme. A script that stands in none of them
            may not run, wherever on the page it is: titles stand outside the content, too.
        styles: hashes of inline style sheets that the theme's scripts make.
    """

    templates: Sequence[Path]
    styles: Sequence[str] = ()
    _patterns: list[re.Pattern[str]] = field(init=False)
    _hashes: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Read the templates once."""
        self._patterns = [re.compile(pattern) for pattern in sorted(_patterns(self.templates))]

    def knows(self, script: str) -> bool:
        """Whether a script is one of the theme's."""
        return bool(self._hash(script))

    def apply(self, text: str, found: Iterable[str]) -> str | None:
        """The page with its policy as the first thing that the head says; None without a head."""
        head = _HEAD.search(text, 0, _HEAD_ENDS)
        if head is None:
            return None
        hashes = tuple(sorted({self._hash(script) for script in found} - {""}))
        meta = _meta(hashes, tuple(self.styles))
        start = text[: head.end()] + meta + text[head.end() : _HEAD_ENDS]
        return _GENERATOR.sub("", start, count=1) + text[_HEAD_ENDS:]

    def _hash(self, script: str) -> str:
        known = self._hashes.get(script)
        if known is None:
            is_ours = any(pattern.fullmatch(script) for pattern in self._patterns)
            known = self._hashes[script] = sha256(script) if is_ours else ""
        return known


def sha256(text: str) -> str:
    """The hash of an inline script or style sheet as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@functools.lru_cache
def _meta(hashes: tuple[str, ...], styles: tuple[str, ...]) -> str:
    rules = _RULES.format(scripts=_listed(hashes), styles=_listed(styles))
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _listed(hashes: Iterable[str]) -> str:
    return "".join(f" '{each}'" for each in hashes)


def _patterns(folders: Iterable[Path]) -> set[str]:
    """Each inline script of the templates, open where the template fills in."""
    return {
        _FILLED.join(re.escape(part) for part in _EXPRESSION.split(body))
        for folder in folders
        for path in _templates(folder)
        for start, body in _SCRIPT.findall(path.read_text(encoding="utf-8"))
        if body.strip() and not _DATA.search(start)
    }


def _templates(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder):
        # Themes bring ten thousand icons, in a hidden folder.
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(current, name) for name in names if name.endswith(".html"))
