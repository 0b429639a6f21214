"""Tokens of one's own organisation: list, issue, revoke."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.access.audit import Actor, record
from finance_api.access.authentication import required_token
from finance_api.access.models import ApiToken, Scope
from finance_api.access.tokens import issue
from finance_api.rest.idempotency import once
from finance_api.rest.languages import in_reader_language
from finance_api.rest.pages import NumberedPages
from finance_api.rest.problems import Problem
from finance_api.rest.request_ids import current_request_id
from finance_api.rest.viewsets import Listed, Resource, Retrieved


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token without its secret, which nobody keeps."""

    organisation = serializers.CharField(source="organisation.name")

    class Meta:
        model = ApiToken
        fields = (
            "id", "name", "key", "organisation", "scopes", "allowed_ranges", "created_at", "expires_at",
            "revoked_at", "last_used_at",
        )  # fmt: skip


class IssuedTokenSerializer(TokenSerializer):
    token = serializers.CharField(required=False, help_text="shown once, not in a repeated answer")

    class Meta(TokenSerializer.Meta):
        fields = (*TokenSerializer.Meta.fields, "token")  # type: ignore[assignment]


class TokenRequestSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.choices), min_length=1, max_length=len(Scope)
    )
    expires_at = serializers.DateTimeField(required=False, allow_null=True)
    allowed_ranges = serializers.ListField(
        child=serializers.CharField(max_length=43), required=False, max_length=50, help_text="CIDR"
    )

    def validate_allowed_ranges(self, ranges: list[str]) -> list[str]:
        for text in ranges:
            try:
                ipaddress.ip_network(text, strict=False)
            except ValueError as error:
                sentence = in_reader_language(
                    f"{text!r} is not a range such as 10.0.0.0/8.",
                    f"{text!r} 不是地址范围，例如 10.0.0.0/8。",
                )
                raise serializers.ValidationError(sentence) from error
        return ranges


_TOKEN = {
    "id": "019c26a1-7e3a-7c55-9d5e-5a5d3b0c9f10",
    "name": "nightly upload",
    "key": "5d41402abc4b",
    "organisation": "示例市财政局",
    "scopes": ["read", "upload"],
    "allowed_ranges": [],
    "created_at": "2026-08-20T09:30:00+08:00",
    "expires_at": None,
    "revoked_at": None,
    "last_used_at": None,
}
_EXAMPLE = OpenApiExample("token", value=_TOKEN, response_only=True, status_codes=["200"])
_ISSUED = OpenApiExample(
    "issued",
    value={**_TOKEN, "token": "fin_5d41402abc4b.a-secret-shown-this-once"},
    response_only=True,
    status_codes=["201"],
)
_ASKED = OpenApiExample(
    "request", value={"name": "nightly upload", "scopes": ["read", "upload"]}, request_only=True
)


_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key again: the same token, without its text. 幂等键；再次请求不会重复显示令牌。",
)


class TokenViewSet(Listed, Retrieved, Resource):
    """Tokens of one's organisation. Revoking is final."""

    resource = "tokens"
    serializer_class = TokenSerializer
    pagination_class = NumberedPages
    filter_backends = ()
    orderings = {"created_at": "created_at", "name": "name"}
    default_ordering = "-created_at"
    lookup_value_regex = "[0-9a-f-]{36}"
    scopes = dict.fromkeys(("list", "retrieve", "create", "destroy"), Scope.ADMIN)

    def get_queryset(self) -> QuerySet[ApiToken]:
        if getattr(self, "swagger_fake_view", False):
            return ApiToken.objects.none()
        own = ApiToken.objects.filter(organisation=required_token(self.request).organisation_id)
        return own.select_related("organisation")

    @extend_schema(summary="List tokens", examples=[_EXAMPLE])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A token", examples=[_EXAMPLE])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Issue a token",
        description="The answer holds the token's text, this once. 令牌仅显示一次。",
        request=TokenRequestSerializer,
        responses={201: IssuedTokenSerializer},
        parameters=[_KEY],
        examples=[_ASKED, _ISSUED],
    )
    def create(self, request: Request) -> Response:
        return once(request, lambda: self._issue(request), secret=("token",))

    @transaction.atomic
    def _issue(self, request: Request) -> Response:
        form = TokenRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        token, text = issue(organisation=required_token(request).organisation, **form.validated_data)
        record("token.issued", token, actor=_actor(request), after={"scopes": token.scopes})
        data = {**TokenSerializer(token).data, "token": text}
        address = request.build_absolute_uri(f"/api/v1/tokens/{token.pk}/")
        return Response(data, status=201, headers={"Location": address, "Cache-Control": "no-store"})

    @extend_schema(summary="Revoke a token", responses={204: None})
    @transaction.atomic
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        token = self.get_object()
        if token.revoked_at is not None:
            raise Problem("conflict", "The token is revoked already.", zh="该令牌已撤销。")
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", token, actor=_actor(request))
        return Response(status=204)


def _actor(request: Request) -> Actor:
    token = required_token(request)
    return Actor(name=token.name, token=token, request_id=current_request_id())
