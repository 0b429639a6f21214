"""Swagger UI and ReDoc from this host alone: what their pages would fetch elsewhere is forbidden to them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView
from rest_framework.request import Request
from rest_framework.response import Response

# Both write styles and start scripts into the page; Redoc searches in a worker made of a blob.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class _FromHere:
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final: Response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        final["Content-Security-Policy"] = POLICY
        return final


class SwaggerView(_FromHere, SpectacularSwaggerView):
    """Every operation, to be tried."""


class RedocView(_FromHere, SpectacularRedocView):
    """Every operation, to be read."""

    template_name = "front/redoc.html"
