"""Which addresses a webhook may be sent to: public ones, and what the operator allows.

`ip.is_global` alone lets IPv4 addresses inside NAT64, 6to4 and mapped IPv6 through, and multicast.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
_NAT64_LOCAL = ip_network("64:ff9b:1::/48")  # RFC 8215
_NEVER = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # IETF protocol assignments; older Pythons call parts of it global
        "192.88.99.0/24",  # deprecated 6to4 relays, RFC 7526
        "100::/64",  # discard-only, RFC 6666
        "fec0::/10",  # site-local, RFC 3879
        "5f00::/16",  # segment routing, RFC 9602
        "3fff::/20",  # documentation, RFC 9637
    )
)


def parse_ranges(texts: Iterable[str]) -> tuple[Network, ...]:
    return tuple(ip_network(text.strip(), strict=False) for text in texts if text.strip())


def embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a translator or tunnel would send to, if there is one inside."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    if int(address) >> 32 == 0 and int(address) > 1:  # IPv4-compatible, RFC 4291 §2.5.5.1
        return IPv4Address(address.packed[-4:])
    return None


def is_within(text: str, ranges: Collection[Network]) -> bool:
    """Whether the address, or the IPv4 address inside it, lies in one of the ranges."""
    address = ip_address(text.split("%", 1)[0])
    inner = embedded_ipv4(address) if isinstance(address, IPv6Address) else None
    candidates = (address,) if inner is None else (address, inner)
    return any(one.version == n.version and one in n for n in ranges for one in candidates)


def refusal(text: str, allowed: Collection[Network] = ()) -> str | None:
    """Why nothing may be sent to this address; None if it may. ValueError where it is no address."""
    address = ip_address(text.split("%", 1)[0])
    if is_within(text, allowed):
        return None
    if isinstance(address, IPv6Address):
        inner = embedded_ipv4(address)
        if inner is not None:
            reason = refusal(str(inner), allowed)
            return f"{address} leads to {inner}: {reason}" if reason else None
        if address in _NAT64_LOCAL:
            return f"{address} is a local translation prefix"
    if address.is_multicast:
        return f"{address} is a multicast address"
    never = any(address.version == n.version and address in n for n in _NEVER)
    if never or address.is_reserved or not address.is_global:
        return f"{address} is not a public address"
    return None
