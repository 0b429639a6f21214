"""What a token, or nobody, may do: each action of a viewset names the scope it needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from finance_api.access.authentication import token_of
from finance_api.access.models import Scope
from finance_api.rest.languages import in_reader_language


class HasScope(BasePermission):
    """The view's `scopes` maps an action to its scope; `read` where it says nothing."""

    def has_permission(self, request: Request, view: Any) -> bool:
        scope = getattr(view, "scopes", {}).get(getattr(view, "action", None), Scope.READ)
        token = token_of(request)
        if token is None:
            if scope in anonymous_scopes():
                return True
            needed = f"This needs a token with the scope '{scope}'."
            raise NotAuthenticated(in_reader_language(needed, f"需要具有 {scope} 权限范围的令牌。"))
        if not token.has_scope(scope):
            lacking = f"The token lacks the scope '{scope}'."
            raise PermissionDenied(in_reader_language(lacking, f"令牌缺少 {scope} 权限范围。"))
        return True


def anonymous_scopes() -> frozenset[str]:
    """What may be done without a token, by the settings."""
    allowed = set()
    if settings.ANONYMOUS_READING:
        allowed.add(Scope.READ)
    if settings.ANONYMOUS_UPLOAD:
        allowed.add(Scope.UPLOAD)
    return frozenset(allowed)
