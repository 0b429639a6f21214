"""Where a request comes from: what limits and ranges of addresses are applied to."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def source_address(request: Request | HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; without proxies, the peer's.

    Whatever stands further left in X-Forwarded-For was written by the client and proves nothing.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if proxies == 0 or not forwarded[0]:
        return peer
    return forwarded[-min(proxies, len(forwarded))]


def source_network(request: Request | HttpRequest) -> str:
    """What one reader has to ask from: an IPv4 address, or all of the /64 that an IPv6 address lies in."""
    text = source_address(request)
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return str(address)
    inner = address.ipv4_mapped
    return str(inner) if inner else f"{IPv6Address(int(address) >> 64 << 64)}/64"
