"""The copies for the day that the site is down: one file, a zip, and the binder if it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthour.engine import place
from firsthour.engine.builder import OUT, build
from firsthour.engine.outcome import Built, failure
from firsthour.postbuild.archive import archive
from firsthour.postbuild.marker import mark
from firsthour.postbuild.single import Section, Whole, single
from firsthour.site.assembly import Assembly

FOLDER = "build/bundle"
# Only one that the site has, too: it says what the site says, and nothing private.
_BINDER = "print/binder.pdf"
SINGLE, ZIP = "runbooks.html", "site.zip"


@dataclass(frozen=True, slots=True)
class Bundled:
    """What came of it.

    Attributes:
        built: the build that the copies were made from; without a new site there are none.
        out: the folder of the copies.
        files: the copies, with their sizes.
        binder: whether the printed binder is one of them.
    """

    built: Built
    out: Path
    files: tuple[tuple[str, int], ...] = ()
    binder: bool = False


def bundle(root: Path, out: Path | None = None, engine: str = "mkdocs") -> Bundled:
    """Build the site, and make its copies in `out`: all of them, or none."""
    root, out = root.resolve(), (out or root / FOLDER).resolve()
    refused = place.refusal(out)
    if refused is not None:
        return Bundled(Built(out, site=(refused,)), out)
    built = build(root, root / OUT, engine)
    if not built.done or built.made is None:
        return Bundled(built, out)
    binder = built.made.files.get(_BINDER)
    try:
        with place.staging(out) as staged:
            staged.mkdir()
            text = single(_whole(built.out, built.made))
            (staged / SINGLE).write_text(text, encoding="utf-8", newline="\n")
            archive(built.out, staged / ZIP)
            if isinstance(binder, bytes):
                (staged / Path(_BINDER).name).write_bytes(binder)
            files = tuple((it.name, it.stat().st_size) for it in sorted(staged.iterdir()))
            mark(staged)
            place.swap(staged, out)
    except OSError as error:
        problem = failure(f"cannot write the copies: {error}", path=str(out))
        return Bundled(Built(out, site=(problem,)), out)
    return Bundled(built, out, files, binder is not None)


def _whole(site: Path, made: Assembly) -> Whole:
    return Whole(
        site=site,
        name=made.site_name,
        site_url=made.site_url,
        built=made.built,
        sections=tuple(_sections(made.nav)),
    )


def _sections(nav: Iterable[Any]) -> Iterator[Section]:
    for entry in nav:
        for title, found in entry.items():
            paths = found if isinstance(found, list) else [found]
            yield Section(title, tuple(_file(path) for path in paths))


def _file(page: str) -> str:
    """Where a page of the tree is in the site."""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    inner = folder if name in ("index", "README") else f"{folder}/{name}".lstrip("/")
    return f"{inner}/index.html".lstrip("/")
