"""Sessions, users and messages are the admin's: every other request goes past them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware as DjangoMessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN = "/admin/"


class OnlyInAdmin:
    """Before a middleware of Django."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ADMIN):
            passed: HttpResponseBase = self.get_response(request)
            return passed
        answered: HttpResponseBase = super().__call__(request)  # type: ignore[misc]
        return answered


class SessionMiddleware(OnlyInAdmin, DjangoSessionMiddleware):
    pass


class AuthenticationMiddleware(OnlyInAdmin, DjangoAuthenticationMiddleware):
    pass


class MessageMiddleware(OnlyInAdmin, DjangoMessageMiddleware):
    pass
