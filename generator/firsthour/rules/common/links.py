"""The addresses on the web that the content names, and what the network said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from firsthour.model import Catalog
from firsthour.model.links import Answer, State
from firsthour.rules import Finding
from firsthour.rules.common.texts import texts
from firsthour.source import Origin

Place = tuple[Origin, str]

_URL = re.compile(r"https?://(?:\[[0-9A-Fa-f:.]+\])?[^\s<>\"'`|\\^{}\[\]]*")
# Commands are not links, and the address of an editor is the beginning of one.
_OTHER = frozenset({"run", "dry_run", "errors", "pattern", "edit_url"})
# RFC 2606 and 6761: names that are for examples, or never leave the machine that asks.
_RESERVED = ("example", "invalid", "test", "example.com", "example.net", "example.org")


def links(catalog: Catalog) -> Mapping[str, tuple[Place, ...]]:
    """Every address with the places that name it, in the order of the files.

    Addresses with a `<placeholder>` in them, and those under names reserved for examples, lead
    nowhere by themselves.
    """
    found: dict[str, list[Place]] = {}
    for document in catalog.documents:
        if "://" not in document.text:
            continue
        for route, text in texts(document.data):
            if "://" in text and not _OTHER.intersection(map(str, route)):
                for url in _urls(text):
                    found.setdefault(url, []).append((Origin(document, route), url))
    return {url: tuple(places) for url, places in found.items()}


def answered(catalog: Catalog, *states: State) -> Iterator[tuple[str, Answer, tuple[Place, ...]]]:
    """The addresses that got such an answer; of a host that has one for all, the first."""
    hosts: dict[str, tuple[str, Answer, list[Place]]] = {}
    for url, places in links(catalog).items() if catalog.answers else ():
        answer = catalog.answers.get(url)
        if answer is None or answer.state not in states:
            continue
        key = urlsplit(url).netloc + answer.why if answer.whole_host else url
        hosts.setdefault(key, (url, answer, []))[2].extend(places)
    for url, answer, every in hosts.values():
        yield url, answer, tuple(every)


def finding(places: tuple[Place, ...], message: str, help_: str, note: str) -> Finding:
    """A finding at the first of several places; the others are notes."""
    (origin, excerpt), *others = places
    seen = {origin.location()}
    notes = []
    for other, _ in others:
        if other.location() not in seen:
            seen.add(other.location())
            notes.append((other, note))
    return Finding(origin, message, help_, tuple(notes), excerpt)


def _urls(text: str) -> Iterator[str]:
    for found in _URL.finditer(text):
        after = text[found.end() : found.end() + 1]
        url = found[0].rstrip(".,;:!?*_")
        while url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1].rstrip(".,;:!?*_")
        if after not in ("<", "{") and _leads_somewhere(url):
            yield url


def _leads_somewhere(url: str) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return bool(host) and not any(host == each or host.endswith(f".{each}") for each in _RESERVED)
