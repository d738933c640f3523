from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule

_OURS = ("production", "health")


@rule(Severity.ERROR)
def status_page_elsewhere(catalog: Catalog) -> Iterator[Finding]:
    """The status page does not stand on the host that it reports about.

    Customers look there because the product does not answer. If both are one host, the status page
    does not answer either, and they all write to support.

    Compared are the `production` and `health` addresses of the services.

    To fix: put the status page on a host of its own, best with another company.
    """
    if catalog.contacts is None:
        return
    hosts = {
        _host(service.links[key]): service.origin.at("links", key)
        for service in catalog.service_map.values()
        for key in _OURS
        if key in service.links
    }
    for channel in catalog.contacts.channels:
        host = _host(channel.url) if channel.kind == "status-page" else ""
        if host and host in hosts:
            message = f"the status page is on `{host}`, as the product is"
            help_ = "put it on a host of its own, best with another company"
            notes = ((hosts[host], "the product"),)
            yield Finding(channel.origin.at("url"), message, help_, notes)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
