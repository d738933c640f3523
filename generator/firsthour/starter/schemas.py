"""`firsthour schema`: the schemas with the team's own ids, as files for an editor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from firsthour.model import FOLDERS, Catalog
from firsthour.rules.common.references import FILES, ids
from firsthour.source import CONTENT
from firsthour.validate import KINDS, project_schema

MARK = "Written by `firsthour schema` from the files in runbooks/. What is changed here is lost."


class Foreign(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """A file has the name of a schema and is not ours, so it stays as it is."""


def write(out: Path, catalog: Catalog) -> list[str]:
    """Write one schema a kind into `out`, where owners, services and pages are the team's.

    Returns:
        The names of the files that changed; the others were the same already.

    Raises:
        Foreign: a file is there that we did not write; nothing was written.
        OSError: the disk said no.
    """
    texts = dict(_texts(catalog))
    for name in texts:
        if (out / name).exists() and not _is_ours(out / name):
            raise Foreign(out / name)
    out.mkdir(parents=True, exist_ok=True)
    changed = [name for name, text in texts.items() if _written(out / name) != text]
    for name in changed:
        # Whole or not at all: half a file would not be known as ours.
        part = out / f".{name}.part"
        try:
            part.write_text(texts[name], encoding="utf-8", newline="\n")
            part.replace(out / name)
        finally:
            part.unlink(missing_ok=True)
    return changed


def known(catalog: Catalog) -> dict[str, list[str]]:
    """The team's ids by what a schema may refer to.

    What belongs into a file that is missing or broken is left out, and so stays open.
    """
    return {
        **{
            sort: sorted(ids(catalog, sort))
            for sort, file in FILES.items()
            if getattr(catalog, file) is not None
        },
        **{folder: sorted(_pages(catalog, folder)) for folder in FOLDERS},
    }


def unread(catalog: Catalog) -> list[str]:
    """The files whose ids are not known, because they are missing or broken."""
    absent = [file for file in dict.fromkeys(FILES.values()) if getattr(catalog, file) is None]
    return [f"{CONTENT}/{file}.yaml" for file in absent]


def _pages(catalog: Catalog, folder: str) -> Iterator[str]:
    """The ids of a folder, those of broken files included: they are there."""
    yield from catalog.kind(folder)
    for reference in catalog.broken:
        kind, slash, name = reference.partition("/")
        if slash and kind == folder:
            yield name


def _texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    have = known(catalog)
    for kind in KINDS:
        made = project_schema(kind, have)
        marked = {"$schema": made.pop("$schema"), "$comment": MARK, **made}
        yield f"{kind}.schema.json", json.dumps(marked, indent=2, ensure_ascii=False) + "\n"


def _is_ours(path: Path) -> bool:
    try:
        held = json.loads(_written(path) or "")
    except ValueError:
        return False
    return isinstance(held, dict) and held.get("$comment") == MARK


def _written(path: Path) -> str | None:
    """What a file holds; None when there is none that holds text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
