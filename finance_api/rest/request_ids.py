"""X-Request-ID: taken from the request or made; in the answer, the logs and the tasks it starts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# Whatever a client sends ends up in logs: letters, digits and a few marks only.
_ACCEPTED = re.compile(r"[A-Za-z0-9._:-]{1,100}")


class RequestIdMiddleware:
    """Give every request an id, as `request.request_id` and in the logging context."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = accepted_or_new(request.headers.get(HEADER, ""))
        request.request_id = request_id  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response.headers.setdefault(HEADER, request_id)
        return response


def accepted_or_new(sent: str) -> str:
    return sent if _ACCEPTED.fullmatch(sent) else uuid.uuid4().hex


def current_request_id() -> str:
    """The id of the request, or of the request that started this task; empty outside both."""
    value = structlog.contextvars.get_contextvars().get("request_id", "")
    return value if isinstance(value, str) else ""
