"""Our pages beside those that people write in Markdown: one tree, one navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from firsthour.engine.outcome import failure
from firsthour.problem import Problem
from firsthour.site.assembly import Assembly

GUIDE = "Guide"


def navigation(
    made: Assembly, written: Sequence[str], chosen: list[Any] | None = None
) -> list[Any]:
    """The navigation of the whole site: ours first, because it is needed first.

    Args:
        made: our pages.
        written: the hand-written pages.
        chosen: the order in which mkdocs.yml wants the hand-written pages.
    """
    guide = chosen or _folder(sorted(written))
    return [*made.nav, *([{GUIDE: guide}] if guide else [])]


def listed(nav: Iterable[Any]) -> Iterator[str]:
    """Every page that a navigation names."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                yield from listed(value if isinstance(value, list) else [value])


def clashes(made: Assembly, written: Iterable[str], docs: str) -> Iterator[Problem]:
    """Hand-written files whose address is taken."""
    taken = {_address(path): path for path in made.files}
    for path in sorted(written):
        ours = taken.get(_address(path))
        if ours is not None:
            what = f"the page made from {made.sources[ours]}" if ours in made.sources else "our own"
            yield failure(
                f"`{docs}/{path}` has the address of `{ours}`, {what}",
                "give it another name",
                f"{docs}/{path}",
            )


def _folder(paths: Sequence[str], prefix: str = "") -> list[Any]:
    """Pages of a folder, then its folders."""
    within = [path.removeprefix(prefix) for path in paths]
    pages: list[Any] = [prefix + path for path in within if "/" not in path]
    names = dict.fromkeys(path.partition("/")[0] for path in within if "/" in path)
    for name in names:
        below = f"{prefix}{name}/"
        inside = [path for path in paths if path.startswith(below)]
        pages.append({_title(name): _folder(inside, below)})
    return pages


def _title(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _address(path: str) -> str:
    """Where a file of the tree is served; engines differ in nothing that matters here."""
    if not path.endswith(".md"):
        return path
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return folder if name in ("index", "README") else f"{folder}/{name}".lstrip("/")
