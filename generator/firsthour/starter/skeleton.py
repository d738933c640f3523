"""`firsthour new`: one commented file that is valid as it stands."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import yaml

from firsthour.model import SINGLES, Catalog
from firsthour.pages.home import FIRST_FILES
from firsthour.rules.common.people import all_here
from firsthour.source import CONTENT
from firsthour.source.layout import check_id, kebab

MAX_ID = 80
# The team that the skeleton of contacts has.
_NOBODY = "everyone"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-")
_NOT_YET = """\
# Take this line out when everything above is true of your team; `firsthour lint` counts until then.
sample: true
"""


class Exists(Exception):  # noqa: N818 - it is a state, not a fault of ours
    """The file is there already, and it stays as it is."""


def path_of(kind: str, identifier: str) -> str:
    """Where a file of this kind lives, relative to the repository."""
    return f"{CONTENT}/{kind}.yaml" if kind in SINGLES else f"{CONTENT}/{kind}/{identifier}.yaml"


def refusal(identifier: str) -> str | None:
    """Why there can be no page with this id, and which one was probably meant; None if it can."""
    found = check_id(identifier)
    if found is None and len(identifier) <= MAX_ID:
        return None
    length = f"an id has at most {MAX_ID} characters, and this one has {len(identifier)}"
    better = _better(identifier)
    help_ = f"did you mean `{better}`?" if better else "take one such as `disk-full`"
    return f"{found.message if found else length}; {help_}"


def _better(identifier: str) -> str:
    """The id nearest to what was typed, which may be a path; empty when nothing of it is left."""
    name = re.split(r"[/\\]", identifier.strip())[-1]
    better = kebab(re.sub(r"\.ya?ml\Z", "", name))[:MAX_ID].strip("-")
    reserved = better and check_id(better) is not None
    return f"{better}-runbook" if reserved else better


def next_kind(root: Path) -> str | None:
    """The file that a repository should get next, of those that exist once."""
    return next((kind for kind in FIRST_FILES if not (root / path_of(kind, "")).exists()), None)


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
        Exists: a file with this id is there; nothing was written.
        OSError: the disk said no.
    """
    path = path_of(kind, identifier)
    target = root / path
    # A folder of a kind may have folders in it, and an id is one file among all of them.
    there = [target] if kind in SINGLES else sorted(target.parent.rglob(target.name))
    for found in there:
        if found.exists() or found.is_symlink():
            raise Exists(found.relative_to(root).as_posix())
    text = _filled(kind, _values(identifier, catalog, now))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Exists(path) from None
    return path


def begun() -> Iterator[tuple[str, str]]:
    """The files that exist once, for a repository that has nothing yet: paths and texts."""
    for kind in SINGLES:
        yield path_of(kind, ""), _filled(kind, {"OWNER": _NOBODY}) + _NOT_YET


def _filled(kind: str, values: Mapping[str, str]) -> str:
    text = (files("firsthour.starter") / "skeletons" / f"{kind}.yaml").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"__{name}__", value)
    return text


def _values(identifier: str, catalog: Catalog, now: datetime.datetime) -> dict[str, str]:
    levels = [level.id for level in catalog.levels]
    return {
        "ID": identifier,
        "TITLE": _plain(_DATE.sub("", identifier).replace("-", " ").capitalize()),
        "OWNER": _plain(_owner(catalog)),
        "LEVEL": _plain(levels[(len(levels) - 1) // 2] if levels else "sev2"),
        "NOW": now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ"),
    }


def _owner(catalog: Catalog) -> str:
    """Somebody who is there: a team rather than a person."""
    active = [person.id for person in all_here(catalog)]
    teams = [team.id for team in catalog.teams.values() if set(team.members) & set(active)]
    return next(iter((*teams, *active)), _NOBODY)


def _plain(text: str) -> str:
    """As it stands in a file: `404`, `no` and the like would not be text to every reader."""
    is_text = text[:1].isalpha() and text.lower() not in ("y", "n")
    return text if is_text and isinstance(yaml.safe_load(text), str) else f'"{text}"'
