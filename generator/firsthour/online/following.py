"""One link, from hop to hop, as often as it is worth trying."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from firsthour.model.links import Answer, State
from firsthour.online.addresses import PrivateError
from firsthour.online.asking import Asked, Asker, FailedError

Sleep = Callable[[float], Awaitable[object]]

HOPS = 8
ATTEMPTS = 3
_LONGEST_WAIT = 20.0
_PORTS = range(1, 65536)
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
# Somebody has to sign in, or programs are not welcome: a page is there.
_GUARDED = frozenset({401, 402, 403, 405, 406, 407, 426, 451, 501, 999})


class _LaterError(Exception):
    """The other side asks to come back after more time than there is, or again and again."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows links. `sleep` waits, `now` knows the time of a date that a server names."""

    asker: Asker
    sleep: Sleep = asyncio.sleep
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)

    async def follow(self, link: str) -> Answer:
        """Where a link leads in the end."""
        url = _url(link)
        if url is None:
            return Answer("dead", "is no web address")
        seen = {url}
        moved = url
        forever = True
        for hop in range(HOPS):
            begun = f"leads on to `{url}`, which " if hop else ""
            try:
                asked = await self._patiently(url)
            except PrivateError:
                why = "is at a private address, and was not followed"
                return Answer("private", f"{begun}{why}", url.host, whole_host=not hop)
            except FailedError as failed:
                state: State = "offline" if failed.offline else "dead"
                return Answer(state, f"{begun}{failed.why}", whole_host=not hop)
            except _LaterError as later:
                return Answer("unclear", f"{begun}{later}")
            if asked.status not in _MOVED or not asked.location:
                return _last(asked, begun, link, moved)
            target = _target(url, asked.location)
            if target is None:
                return Answer("dead", f"{begun}leads on to what is no web address")
            forever = forever and asked.status in _PERMANENT
            if forever:
                moved = target
            if target in seen:
                return Answer("dead", "leads round in a circle")
            seen.add(target)
            url = target
        return Answer("dead", f"leads on more than {HOPS} times")

    async def _patiently(self, url: httpx.URL) -> Asked:
        """The answer, after several attempts if need be; GET where HEAD is not understood."""
        for attempt in range(ATTEMPTS):
            last = attempt + 1 == ATTEMPTS
            wait = 0.5 * 2**attempt
            try:
                asked = await self.asker.ask("HEAD", url)
                if asked.status >= 400 and asked.status not in _LATER - {500}:
                    asked = await self.asker.ask("GET", url)
            except FailedError as failed:
                if last or not failed.again:
                    raise
            else:
                if asked.status not in _LATER or (last and asked.status in (500, 502, 504)):
                    return asked
                wait = self._wait(asked, wait)
                if last or wait > _LONGEST_WAIT:
                    raise _LaterError(f"asks to come back later (status {asked.status})")
            await self.sleep(wait)
        raise AssertionError("the last attempt ends it")

    def _wait(self, asked: Asked, otherwise: float) -> float:
        """How long the other side asks us to wait."""
        text = asked.retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            until = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return otherwise
        if until.tzinfo is None:
            until = until.replace(tzinfo=datetime.UTC)
        return max(0.0, (until - self.now()).total_seconds())


def _last(asked: Asked, begun: str, link: str, moved: httpx.URL) -> Answer:
    if asked.status >= 400 and asked.status not in _GUARDED:
        return Answer("dead", f"{begun}answers with status {asked.status}")
    if moved != httpx.URL(link):
        return Answer("moved", f"has moved to `{moved}` for good", str(moved))
    return Answer("alive")


def _target(url: httpx.URL, location: str) -> httpx.URL | None:
    """Where an answer leads to. A part behind `#` goes along, as it does in browsers."""
    try:
        target = _url(str(url.join(location)))
        if target is None or target.fragment or not url.fragment:
            return target
        return target.copy_with(fragment=url.fragment)
    except (httpx.InvalidURL, ValueError):
        return None


def _url(text: str) -> httpx.URL | None:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        return None
    if url.scheme not in ("http", "https") or not url.host or (url.port or 1) not in _PORTS:
        return None
    return url
