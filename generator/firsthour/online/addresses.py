"""Who may be asked: a name becomes addresses once, and only those are connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[list[str]]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NoAddressError(Exception):
    """A name has no address; `lasting` is false when nobody could be asked."""

    def __init__(self, *, lasting: bool) -> None:
        """Whether the answer was no, or there was none."""
        super().__init__()
        self.lasting = lasting


class PrivateError(Exception):
    """A name has no address that may be asked; the text is one that may not."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be asked though it is not public."""

    names: frozenset[str]
    networks: tuple[Network, ...]

    @classmethod
    def of(cls, hosts: Iterable[str]) -> Allowed:
        """From the settings: names, addresses, networks."""
        names: set[str] = set()
        networks: list[Network] = []
        for host in hosts:
            try:
                networks.append(ipaddress.ip_network(host, strict=False))
            except ValueError:
                names.add(host.rstrip(".").lower())
        return cls(frozenset(names), tuple(networks))

    def permits(self, host: str, address: Address) -> bool:
        """True when a request for `host` may go to this address."""
        if is_public(address) or host.rstrip(".").lower() in self.names:
            return True
        return any(
            address.version == network.version and address in network for network in self.networks
        )


def is_public(address: Address) -> bool:
    """True when the address, and one that is hidden in it, belongs to a public network."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            return False
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


async def pinned(host: str, port: int, allowed: Allowed, resolve: Resolve) -> list[str]:
    """The addresses of a host that may be asked.

    What is connected to is what was looked at here: a name that says something else a moment later
    changes nothing.

    Raises:
        NoAddressError: the name has none.
        PrivateError: it has none that may be asked.
    """
    try:
        found = [ipaddress.ip_address(host)]
    except ValueError:
        found = [ipaddress.ip_address(each.partition("%")[0]) for each in await resolve(host, port)]
    if not found:
        raise NoAddressError(lasting=True)
    kept = [str(address) for address in found if allowed.permits(host, address)]
    if not kept:
        raise PrivateError(str(found[0]))
    return list(dict.fromkeys(kept))


async def system(host: str, port: int) -> list[str]:
    """What the system's resolver says.

    Raises:
        NoAddressError: it knows no address, or cannot ask.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NoAddressError(lasting=error.errno != socket.EAI_AGAIN) from error
    except (UnicodeError, ValueError, OSError) as error:
        raise NoAddressError(lasting=True) from error
    return [str(each[4][0]) for each in found]
