from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.people import is_here


@rule(Severity.WARNING)
def leavers_have_no_channels(catalog: Catalog) -> Iterator[Finding]:
    """Nobody is reached, and nothing is sent, at an address of somebody who left.

    A number that stays in the list is dialled. Somebody who has nothing to do with it any more is
    woken, and a mailbox that nobody reads swallows what was meant for the team.

    To fix: delete the `channels` of whoever left, and give a shared channel an address of the team.
    """
    if catalog.contacts is None:
        return
    theirs: dict[str, str] = {}
    for person in catalog.people.values():
        if is_here(person, catalog.today) or not person.channels:
            continue
        for reach in person.channels:
            theirs[reach.value.casefold()] = person.id
        message = f"`{person.id}` left on {person.left} and can still be called here"
        help_ = "delete these channels; the name stays for old records"
        yield Finding(person.origin.key_of("channels"), message, help_)
    for channel in catalog.contacts.channels:
        for key, value in (("name", channel.name), ("url", channel.url)):
            owner = theirs.get(value.removeprefix("mailto:").removeprefix("tel:").casefold())
            if owner:
                message = f"the channel `{channel.id}` is an address of `{owner}`, who left"
                help_ = "put an address there that belongs to the team"
                yield Finding(channel.origin.at(key), message, help_)
