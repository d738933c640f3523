from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.contacts import Reach
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.telephone import wrong_number

_BY_NUMBER = ("call", "text")


@rule(Severity.ERROR)
def telephone_number_valid(catalog: Catalog) -> Iterator[Finding]:
    """A telephone number can be dialled from anywhere as it is written.

    A digit that is missing shows when the call does not go through, and by then it is the third
    minute. Numbers that are reserved for fiction pass, because a sample needs some.

    To fix: write `+`, the country and the number without the zero that is dialled only at home,
    and call it once.
    """
    for owner, ways in _ways(catalog):
        for reach in ways:
            if reach.by in _BY_NUMBER:
                wrong, help_ = wrong_number(reach.value)
                if wrong:
                    message = f"`{reach.value}` of `{owner}` {wrong}"
                    yield Finding(reach.origin.at("value"), message, help_)


def _ways(catalog: Catalog) -> Iterator[tuple[str, tuple[Reach, ...]]]:
    for person in catalog.people.values():
        yield person.id, person.channels
    for vendor in catalog.vendors.values():
        yield vendor.id, vendor.support
