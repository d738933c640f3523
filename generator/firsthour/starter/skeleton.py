"""`firsthour new`: one commented file that is valid as it stands."""

from __future__ import annotations

import datetime
import re
from importlib.resources import files
from pathlib import Path

from firsthour.model import SINGLES, Catalog

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Exists(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """The file is there already, and it stays as it is."""


def path_of(kind: str, identifier: str) -> str:
    """Where a file of this kind lives, relative to the repository."""
    return f"runbooks/{kind}.yaml" if kind in SINGLES else f"runbooks/{kind}/{identifier}.yaml"


def valid_id(identifier: str) -> bool:
    """Whether it is kebab-case ASCII, as file names and references need it."""
    return bool(_ID.match(identifier)) and len(identifier) <= 80


def new(root: Path, kind: str, identifier: str, catalog: Catalog, now: datetime.datetime) -> str:
    """Write the skeleton of a kind.

    Args:
        root: the repository; the folders in between are made.
        kind: one of the ten kinds.
        identifier: the id of the page; ignored for files that exist once.
        catalog: the team as it is, for an owner and a level that exist.
        now: the instant of the first line of an incident.

    Returns:
        The path written, relative to `root`.

    Raises:
        Exists: the file is there; nothing was written.
        OSError: the disk said no.
    """
    path = path_of(kind, identifier)
    target = root / path
    if target.exists():
        raise Exists(path)
    text = (files("firsthour.starter") / "skeletons" / f"{kind}.yaml").read_text(encoding="utf-8")
    for name, value in _values(identifier, catalog, now).items():
        text = text.replace(f"__{name}__", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return path


def _values(identifier: str, catalog: Catalog, now: datetime.datetime) -> dict[str, str]:
    owners = [*catalog.teams, *catalog.people]
    title = identifier.replace("-", " ").capitalize()
    return {
        "ID": identifier,
        # A title such as "404" or "no" would not be text to YAML.
        "TITLE": title if re.match(r"[A-Z][a-z]+ ", title) else f'"{title}"',
        "OWNER": owners[0] if owners else "everyone",
        "LEVEL": catalog.levels[0].id if catalog.levels else "sev1",
        "NOW": now.isoformat(timespec="minutes").replace("+00:00", "Z"),
    }
