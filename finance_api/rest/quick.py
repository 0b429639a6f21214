"""A short way for what is asked most: JSON for a reader without a token.

The framework's way costs more than many a query. A view names the actions that can be answered without it;
everything else, and everything that goes wrong, takes the ordinary way and is answered there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.rest.parameters import refuse_unknown
from finance_api.rest.renderers import as_json


@dataclass(frozen=True, slots=True)
class Answer:
    """The same answer for both ways."""

    data: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def response(self) -> Response:
        return Response(self.data, status=self.status, headers=dict(self.headers))

    def plain(self) -> HttpResponse:
        answer = HttpResponse(status=self.status, content_type="application/json")
        if self.data is None:
            del answer.headers["Content-Type"]
        else:
            answer.content = as_json(self.data)
        for name, value in self.headers.items():
            answer.headers[name] = value
        return answer


class Quick:
    """Before `Resource`. `quick` maps an action to the method that makes its `Answer`."""

    quick: Mapping[str, str] = {}
    action: str

    def open_to_everybody(self) -> bool:
        """Whether a reader without a token may ask."""
        return False

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = self._quickly(request, **kwargs) if _is_plain(request) else None
        if answer is not None:
            return answer  # type: ignore[no-any-return]
        ordinary: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return ordinary

    def _quickly(self, plain: HttpRequest, **kwargs: Any) -> HttpResponse | None:
        view: Any = self
        method = self.quick.get(view.action_map["get"])
        if method is None or not self.open_to_everybody():
            return None
        view.action = view.action_map["get"]
        view.request = request = Request(plain)
        try:
            refuse_unknown(request, view.known_parameters())
            if not all(throttle.allow_request(request, view) for throttle in view.get_throttles()):
                return None
            answer: Answer = getattr(view, method)(request, **kwargs)
        except APIException:
            return None
        response = answer.plain()
        response.headers["Allow"] = ", ".join(view.allowed_methods)
        view.complete(plain, response)
        return response


def _is_plain(request: HttpRequest) -> bool:
    """Without a token, for JSON."""
    meta = request.META
    return (
        request.method == "GET"
        and "HTTP_AUTHORIZATION" not in meta
        and meta.get("HTTP_ACCEPT", "*/*") in ("*/*", "application/json")
        and "format" not in request.GET
    )
