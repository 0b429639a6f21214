"""Open data: a page of any origin may read it (CORS), and every answer names its licence (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

READING = ("GET", "HEAD", "OPTIONS")
SENT = "Accept, Accept-Language, Authorization, If-Modified-Since, If-None-Match, Range, X-Request-ID"
READABLE = (
    "Content-Disposition, Deprecation, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, "
    "Sunset, X-Request-ID"
)
PREFLIGHT_SECONDS = 24 * 60 * 60


class OpenDataMiddleware:
    """For addresses below /api/. Credentials are never allowed along: there are no cookies to send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        if _is_preflight(request):
            return _permission()
        response = self.get_response(request)
        if request.method in READING:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = READABLE
            if response.status_code < 400 and settings.DATA_LICENCE_URL:
                _add_link(response, f'<{settings.DATA_LICENCE_URL}>; rel="license"')
        return response


def _is_preflight(request: HttpRequest) -> bool:
    asked = "Origin" in request.headers and "Access-Control-Request-Method" in request.headers
    return request.method == "OPTIONS" and asked


def _permission() -> HttpResponse:
    """What any origin may do is read; a browser refuses the page anything else by itself."""
    response = HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(READING),
            "Access-Control-Allow-Headers": SENT,
            "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
        },
    )
    patch_vary_headers(response, ("Origin", "Access-Control-Request-Method"))
    return response


def _add_link(response: HttpResponse, link: str) -> None:
    known = response.headers.get("Link")
    response["Link"] = f"{known}, {link}" if known else link
