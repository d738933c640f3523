"""One request to one address that was looked at before, and what became of it in few words."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from firsthour import __version__
from firsthour.online.addresses import Allowed, NoAddressError, Resolve, pinned

_HEADERS = {"User-Agent": f"firsthour/{__version__} (link check)", "Accept": "*/*"}


class FailedError(Exception):
    """There was no answer; the text is the rest of a sentence that begins with the address.

    `again` is true when another attempt may go better, `offline` when it may be our own network.
    """

    def __init__(self, why: str, *, again: bool = False, offline: bool = False) -> None:
        """What to say, and what to do."""
        super().__init__(why)
        self.why = why
        self.again = again
        self.offline = offline


@dataclass(frozen=True, slots=True)
class Asked:
    """The part of an answer that counts. Nothing of its body is read."""

    status: int
    location: str
    retry_after: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Sends requests, on a bare transport: no redirects, no cookies, no proxy.

    A proxy would look the name up anew, and connect to what nobody looked at.
    """

    transport: httpx.AsyncBaseTransport
    allowed: Allowed
    resolve: Resolve
    seconds: float

    async def ask(self, method: str, url: httpx.URL) -> Asked:
        """The answer to one request.

        Raises:
            FailedError: there was none.
            firsthour.online.addresses.PrivateError: it was not sent.
        """
        try:
            async with asyncio.timeout(self.seconds):
                return await self._ask(method, url)
        except TimeoutError:
            why = f"has not answered within {self.seconds:g} seconds"
            raise FailedError(why, again=True, offline=True) from None
        except NoAddressError as error:
            if error.lasting:
                raise FailedError("leads to a host that does not exist", offline=True) from None
            raise FailedError("leads to a host whose name nobody can look up", again=True,
                              offline=True) from None  # fmt: skip

    async def _ask(self, method: str, url: httpx.URL) -> Asked:
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await pinned(host.strip("[]"), port, self.allowed, self.resolve)
        failed: FailedError | None = None
        for address in addresses:
            try:
                return await self._send(method, url, host, address)
            except httpx.TransportError as error:
                failed = _failed(error)
        assert failed is not None
        raise failed

    async def _send(self, method: str, url: httpx.URL, host: str, address: str) -> Asked:
        request = httpx.Request(
            method,
            url.copy_with(host=address, username="", password="", fragment=None),
            headers={"Host": url.netloc.decode("ascii"), **_HEADERS},
            extensions={"sni_hostname": host},
        )
        answer = await self.transport.handle_async_request(request)
        await answer.aclose()
        return Asked(
            answer.status_code,
            answer.headers.get("location", ""),
            answer.headers.get("retry-after", ""),
        )


def _failed(error: httpx.TransportError) -> FailedError:
    causes = [*_causes(error)]
    for each in causes:
        if isinstance(each, ssl.SSLCertVerificationError):
            why = each.verify_message.rstrip(".")
            return FailedError(f"has a certificate that does not hold: {why}")
        if isinstance(each, ssl.SSLError):
            return FailedError("does not speak TLS")
        if isinstance(each, ConnectionRefusedError):
            return FailedError("leads to a host that refuses the connection", again=True)
    if isinstance(error, httpx.ConnectError):
        return FailedError("leads to a host that cannot be reached", again=True, offline=True)
    return FailedError("broke the connection before it answered", again=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and what it came from. One for several addresses holds them in its arguments."""
    todo: list[BaseException | None] = [error]
    seen: list[BaseException] = []
    while todo:
        each = todo.pop()
        if each is None or any(each is other for other in seen):
            continue
        seen.append(each)
        yield each
        todo += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            todo += each.exceptions
