"""`Authorization: Bearer fin_<key>.<secret>`."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request

from finance_api.access.models import ApiToken
from finance_api.access.tokens import verify
from finance_api.rest.languages import in_reader_language
from finance_api.rest.source import source_address


class BearerTokenAuthentication(BaseAuthentication):
    """`request.auth` is the token; there is no user behind it."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, ApiToken] | None:
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        scheme, _, text = header.partition(" ")
        if scheme.lower() != "bearer":
            sentence = in_reader_language("Only bearer tokens are accepted.", "只接受 Bearer 令牌。")
            raise AuthenticationFailed(sentence, code="unsupported_scheme")
        token = verify(text.strip(), address=source_address(request))
        if token is None:
            # Which of these is nobody's business but the operator's.
            unusable = "The token is unknown, expired, revoked or not for this address."
            sentence = in_reader_language(unusable, "令牌不存在、已过期、已撤销或不得从此地址使用。")
            raise AuthenticationFailed(sentence, code="invalid_token")
        return AnonymousUser(), token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def token_of(request: Request) -> ApiToken | None:
    """The token that the request was sent with."""
    return cast("ApiToken | None", request.auth)


def required_token(request: Request) -> ApiToken:
    """The same, where the permission has seen to it that there is one."""
    token = token_of(request)
    if token is None:
        raise NotAuthenticated
    return token


class BearerTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BearerTokenAuthentication
    name = "bearerToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "fin_<key>.<secret>",
            "description": "A token made with `manage.py create_token` or `POST /api/v1/tokens/`.",
        }
