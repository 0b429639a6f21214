"""ETags (RFC 9110 §13): 304 where the client has it already, 412 where somebody was faster."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.http import parse_etags, quote_etag
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.rest.problems import Problem

VARY = "Accept, Accept-Encoding, Authorization, Origin"
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


def etag_of(*parts: Any) -> str:
    """An ETag from what determines the answer."""
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def etag_of_resource(data: Any, *, members: Iterable[str] | None = None, added: Any = None) -> str:
    """The ETag of one resource: whole, as changes ask for it, or with `members` chosen or others `added`."""
    # The members of a set have another order in every process.
    return etag_of(data, None if members is None else sorted(members), added or None)


def not_modified(request: Request, etag: str, *, cache_control: str = REVALIDATE) -> Response | None:
    """The 304 if the client's copy is this one; to be asked before the work is done."""
    return Response(status=304, headers=caching(etag, cache_control)) if is_known(request, etag) else None


def is_known(request: Request | HttpRequest, etag: str) -> bool:
    """Whether the client's copy is this one."""
    header = request.headers.get("If-None-Match")
    if header is None or request.method not in ("GET", "HEAD"):
        return False
    known = parse_etags(header)
    return "*" in known or _weak(etag) in map(_weak, known)


def caching(etag: str, cache_control: str = REVALIDATE) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": cache_control, "Vary": VARY}


def require_match(request: Request, etag: str) -> None:
    """For changes: 428 without If-Match, 412 where it names another state."""
    header = request.headers.get("If-Match")
    if header is None:
        raise Problem(
            "precondition-required",
            "Send If-Match with the ETag of what you read.",
            zh="请在 If-Match 中提供所读取内容的 ETag。",
        )
    known = parse_etags(header)
    # An answer that was compressed on its way carries the weak form of its ETag: the same state.
    if "*" not in known and _weak(etag) not in map(_weak, known):
        raise Problem(
            "precondition-failed",
            "It has changed since you read it.",
            zh="读取之后已被修改。",
            headers={"ETag": etag},
        )


def _weak(etag: str) -> str:
    return etag.removeprefix("W/")
