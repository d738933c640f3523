"""All links of a run: several hosts at a time, each asked one thing after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from firsthour.cache import Cache
from firsthour.model.links import Answer
from firsthour.online.addresses import Allowed, Resolve, system
from firsthour.online.asking import Asker
from firsthour.online.following import Follower, Sleep

FOLDER = "build/.cache/links"
_NAME = "answers"
_AT_ONCE = 8
_SECONDS = 10.0
# Seconds for which an answer counts. What was mended shall be seen soon.
_KEPT: Mapping[str, float] = {"alive": 86_400, "moved": 86_400, "dead": 900}
# Of so many hosts one would answer, if there were a network.
_ALL_SILENT = 3


def answers(
    links: Iterable[str],
    private_hosts: Iterable[str],
    cache: Cache,
    *,
    resolve: Resolve = system,
    sleep: Sleep = asyncio.sleep,
    seconds: float = _SECONDS,
) -> dict[str, Answer]:
    """What the network says about links, or said a short while ago.

    Args:
        links: addresses of the web.
        private_hosts: names, addresses and networks that may be asked though they are not public.
        cache: where answers are kept.
        resolve: finds the addresses of a name.
        sleep: waits before another attempt.
        seconds: how long one request may take.
    """
    wanted = [*dict.fromkeys(links)]
    now = time.time()
    known = dict(_known(cache.get(_NAME), now))
    asked = [link for link in wanted if link not in known]
    found: dict[str, Answer] = {}
    if asked:
        found = asyncio.run(_all(asked, Allowed.of(private_hosts), resolve, sleep, seconds))
        rows = {link: row for link, row in known.items() if link in wanted}
        rows |= {link: (answer, now) for link, answer in found.items() if answer.state in _KEPT}
        cache.put(_NAME, {link: [*_row(answer), then] for link, (answer, then) in rows.items()})
    return {link: found[link] if link in found else known[link][0] for link in wanted}


async def _all(
    links: list[str], allowed: Allowed, resolve: Resolve, sleep: Sleep, seconds: float
) -> dict[str, Answer]:
    """The answers, those of silent hosts judged together."""
    hosts: dict[str, list[str]] = {}
    for link in links:
        hosts.setdefault(_host(link), []).append(link)
    found: dict[str, Answer] = {}
    places = asyncio.Semaphore(_AT_ONCE)
    # Of the environment it takes the certificates to trust, and no proxy.
    async with httpx.AsyncHTTPTransport() as transport:
        follower = Follower(Asker(transport, allowed, resolve, seconds), sleep)

        async def one_host(own: list[str]) -> None:
            async with places:
                for index, link in enumerate(own):
                    answer = await follower.follow(link)
                    found[link] = answer
                    if answer.whole_host:
                        found.update(dict.fromkeys(own[index + 1 :], answer))
                        return

        await asyncio.gather(*map(one_host, hosts.values()))
    silent = {host for host, own in hosts.items() if found[own[-1]].state == "offline"}
    spoke = any(answer.state not in ("offline", "private") for answer in found.values())
    no_network = not spoke and len(silent) >= _ALL_SILENT
    if not no_network:
        for link, answer in found.items():
            if answer.state == "offline":
                found[link] = Answer("dead", answer.why, whole_host=answer.whole_host)
    return found


def _host(link: str) -> str:
    try:
        return urlsplit(link).netloc.lower()
    except ValueError:
        return link


def _row(answer: Answer) -> list[Any]:
    return [answer.state, answer.why, answer.to, answer.whole_host]


def _known(rows: Any, now: float) -> Iterable[tuple[str, tuple[Answer, float]]]:
    """What was kept and still counts. The future is no time at which anything was asked."""
    for link, row in rows.items() if isinstance(rows, dict) else ():
        match row:
            case [str(state), str(why), str(to), bool(whole), int() | float() as then]:
                if state in _KEPT and 0 <= now - then < _KEPT[state]:
                    yield link, (Answer(state, why, to, whole), then)  # type: ignore[arg-type]
