from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def vendor_has_support(catalog: Catalog) -> Iterator[Finding]:
    """A vendor has a way to reach its support.

    While a provider is down, so are its help pages and often the mail with the contract in it. The
    number has to be somewhere else, and this is that place.

    To fix: add `support` with a telephone number, an address or a portal, and in its `note` what to
    say so that somebody answers at night.
    """
    for vendor in catalog.vendors.values():
        if not vendor.support:
            message = f"nothing says how to reach the support of `{vendor.id}`"
            help_ = "add `support` with a number, an address or a portal"
            yield Finding(vendor.origin.at("id"), message, help_)
