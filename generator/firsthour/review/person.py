"""Who is sitting here, as far as git knows."""

from __future__ import annotations

from pathlib import Path

from firsthour import git
from firsthour.model import Catalog
from firsthour.review.entry import Refused


def reviewer(root: Path, catalog: Catalog) -> str:
    """The person of contacts.yaml whose name or mail address git uses here.

    Raises:
        Refused: nobody, or more than one.
    """
    known = {
        git.ask(root, "config", key).decode("utf-8", "replace").strip().casefold()
        for key in ("user.name", "user.email")
    } - {""}
    found = [
        person.id
        for person in catalog.people.values()
        if known & {person.name.casefold(), *(way.value.casefold() for way in person.channels)}
    ]
    if len(found) != 1:
        raise Refused("say who did it: --by PERSON, an id of runbooks/contacts.yaml")
    return found[0]
