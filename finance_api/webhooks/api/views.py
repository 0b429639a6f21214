"""Endpoints and deliveries of the token's organisation."""

from __future__ import annotations

from time import time
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.access.audit import Actor
from finance_api.access.models import ApiToken, Scope
from finance_api.rest.conditional import REVALIDATE, caching, etag_of_resource, require_match
from finance_api.rest.cursors import CursorPages
from finance_api.rest.idempotency import once
from finance_api.rest.request_ids import current_request_id
from finance_api.rest.viewsets import Listed, Resource, Retrieved
from finance_api.webhooks import payloads, signing
from finance_api.webhooks.api import examples, serializers
from finance_api.webhooks.api.filters import DeliveryFilters, EndpointFilters
from finance_api.webhooks.models import Delivery, Event, WebhookEndpoint
from finance_api.webhooks.services import endpoints
from finance_api.webhooks.services.redeliver import redeliver, redeliver_since

UUID_PATTERN = "[0-9a-f-]{36}"

_IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="the ETag of what you read, or `*`"
)
_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="the same key and payload is done once"
)


class _Everything:
    """Every action of a view needs the same scope, reading included."""

    def get(self, _action: str | None, _default: str) -> str:
        return Scope.WEBHOOKS


@extend_schema_view(
    list=extend_schema(summary="List webhook endpoints 列出端点", examples=[examples.SHOWN]),
    retrieve=extend_schema(summary="Read a webhook endpoint 查看端点", examples=[examples.SHOWN]),
)
class WebhookEndpointView(Listed, Retrieved, Resource):
    """Where events are sent to."""

    resource = "webhook-endpoints"
    problems = {
        "verify": (404,),
        "partial_update": (412, 428),
        "destroy": (412, 428),
        "create": (422,),
        "ping": (422,),
    }
    lookup_value_regex = UUID_PATTERN

    queryset = WebhookEndpoint.objects.all()
    serializer_class = serializers.EndpointSerializer
    filterset_class = EndpointFilters
    pagination_class = CursorPages
    scopes = _Everything()  # type: ignore[assignment]
    sublists = {"deliveries": Delivery}
    orderings = {"id": "pk", "created_at": "created_at"}
    default_ordering = "-created_at"

    def get_queryset(self) -> QuerySet[WebhookEndpoint]:
        if getattr(self, "swagger_fake_view", False):
            return WebhookEndpoint.objects.none()
        return WebhookEndpoint.objects.visible_to(_token(self.request))

    @extend_schema(
        summary="Make a webhook endpoint 新建端点",
        description="The answer holds the signing secret, this once.",
        parameters=[_KEY],
        request=serializers.EndpointInputSerializer,
        responses={201: serializers.NewEndpointSerializer},
        examples=[examples.INPUT, examples.MADE],
    )
    def create(self, request: Request) -> Response:
        return once(request, lambda: self._create(request), secret=("secret",))

    def _create(self, request: Request) -> Response:
        wanted = serializers.EndpointInputSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        endpoint, secret = endpoints.create_endpoint(
            organisation=_token(request).organisation, actor=_actor(request), fields=wanted.validated_data
        )
        data = {**serializers.EndpointSerializer(endpoint).data, "secret": secret}
        location = request.build_absolute_uri(f"{request.path}{endpoint.pk}/")
        return Response(data, status=status.HTTP_201_CREATED, headers={"Location": location})

    @extend_schema(
        summary="Change a webhook endpoint 修改端点",
        description='`"state": "active"` takes a paused or disabled endpoint up again.',
        parameters=[_IF_MATCH],
        request=serializers.EndpointInputSerializer,
        responses=serializers.EndpointSerializer,
        examples=[OpenApiExample("Pause", value={"state": "paused"}, request_only=True), examples.SHOWN],
    )
    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        self.get_object()
        wanted = serializers.EndpointInputSerializer(data=request.data, partial=True)
        wanted.is_valid(raise_exception=True)
        with transaction.atomic():
            endpoint = self._unchanged(request)
            changed = endpoints.change_endpoint(endpoint, actor=_actor(request), fields=wanted.validated_data)
        data = serializers.EndpointSerializer(changed).data
        return Response(data, headers=caching(etag_of_resource(data), REVALIDATE))

    @extend_schema(
        summary="Delete a webhook endpoint 删除端点", parameters=[_IF_MATCH], responses={204: None}
    )
    def destroy(self, request: Request, **kwargs: Any) -> Response:
        with transaction.atomic():
            endpoints.delete_endpoint(self._unchanged(request), actor=_actor(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Send a test message 发送测试消息",
        parameters=[_KEY],
        request=None,
        responses={202: serializers.DeliverySerializer},
        examples=[examples.DELIVERED],
    )
    @action(detail=True, methods=["post"])
    def ping(self, request: Request, **kwargs: Any) -> Response:
        return once(request, lambda: self._ping(request))

    def _ping(self, request: Request) -> Response:
        delivery = endpoints.ping(self.get_object()).deliveries.select_related("event").get()
        location = request.build_absolute_uri(f"/api/v1/deliveries/{delivery.pk}/")
        data = serializers.DeliverySerializer(delivery).data
        return Response(data, status=status.HTTP_202_ACCEPTED, headers={"Location": location})

    @extend_schema(
        summary="Rotate the signing secret 轮换密钥",
        description="For 24 hours messages carry two signatures: of the new and of the present secret.",
        request=None,
        responses=serializers.SecretSerializer,
        examples=examples.ROTATED,
    )
    @action(detail=True, methods=["post"], url_path="rotate-secret")
    def rotate_secret(self, request: Request, **kwargs: Any) -> Response:
        secret = endpoints.rotate_secret(self.get_object(), actor=_actor(request))
        until = timezone.now() + endpoints.ROTATION_OVERLAP
        return Response({"secret": secret, "former_valid_until": until.isoformat()})

    @extend_schema(
        summary="Send again since a time 重新投递",
        request=serializers.RedeliverSinceSerializer,
        responses={202: serializers.ScheduledSerializer},
        examples=examples.REDELIVER,
    )
    @action(detail=True, methods=["post"])
    def redeliver(self, request: Request, **kwargs: Any) -> Response:
        wanted = serializers.RedeliverSinceSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        count = redeliver_since(self.get_object(), **wanted.validated_data)
        return Response({"scheduled": count}, status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        summary="The deliveries of an endpoint 端点的投递记录",
        responses=serializers.DeliverySerializer(many=True),
        examples=[examples.DELIVERED],
    )
    @action(
        detail=True,
        methods=["get"],
        filterset_class=DeliveryFilters,
        serializer_class=serializers.DeliverySerializer,
    )
    def deliveries(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        endpoint = self.get_object()
        rows = endpoint.deliveries.select_related("event").prefetch_related("attempts")
        return self.page_of(rows)

    @extend_schema(
        summary="Explain a signature 解释验签结果",
        description="Says why a message that your system received does not verify.",
        request=serializers.VerifyInputSerializer,
        responses=serializers.VerdictSerializer,
        examples=examples.VERIFY,
    )
    @action(detail=False, methods=["post"])
    def verify(self, request: Request) -> Response:
        given = serializers.VerifyInputSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        self.kwargs["pk"] = given.validated_data["endpoint"]
        endpoint = self.get_object()
        received = given.validated_data["headers"]
        verdict = signing.explain(
            received=received,
            body=given.validated_data["body"].encode("utf-8", "surrogatepass"),
            keys=endpoint.signing_secrets(timezone.now()),
            sent=_body_sent(endpoint, received),
            now=time(),
        )
        return Response(serializers.VerdictSerializer(verdict).data)

    @extend_schema(
        summary="List the types of events 列出事件类型",
        description="Each with a sample of its body.",
        responses=serializers.EventTypeSerializer(many=True),
        filters=False,
        examples=examples.EVENT_TYPE,
    )
    @action(detail=False, methods=["get"], url_path="event-types", pagination_class=None)
    def event_types(self, request: Request) -> Response:
        return Response(
            [
                {"name": t.name, "zh": t.zh, "en": t.en, "sample": payloads.sample(t.name)}
                for t in payloads.EVENT_TYPES.values()
            ]
        )

    def _unchanged(self, request: Request) -> WebhookEndpoint:
        """Locked until the transaction ends: of two who have the same ETag the second finds it changed."""
        rows = self.get_queryset().select_for_update(of=("self",))
        endpoint: WebhookEndpoint = get_object_or_404(rows, pk=self.kwargs["pk"])
        require_match(request, etag_of_resource(serializers.EndpointSerializer(endpoint).data))
        return endpoint


@extend_schema_view(
    list=extend_schema(summary="List deliveries 列出投递记录", examples=[examples.DELIVERED]),
    retrieve=extend_schema(summary="Read a delivery 查看投递记录", examples=[examples.DELIVERED]),
)
class DeliveryView(Listed, Retrieved, Resource):
    """The log: what was sent, when, and what the receiver answered."""

    resource = "deliveries"
    lookup_value_regex = UUID_PATTERN

    queryset = Delivery.objects.all()
    serializer_class = serializers.DeliverySerializer
    filterset_class = DeliveryFilters
    pagination_class = CursorPages
    scopes = _Everything()  # type: ignore[assignment]
    orderings = {"id": "pk", "created_at": "created_at"}
    default_ordering = "-created_at"

    def get_queryset(self) -> QuerySet[Delivery]:
        if getattr(self, "swagger_fake_view", False):
            return Delivery.objects.none()
        visible = Delivery.objects.visible_to(_token(self.request))
        return visible.select_related("event").prefetch_related("attempts")

    @extend_schema(
        summary="Send again 重新投递",
        description="Under the same `webhook-id`.",
        request=None,
        responses={202: serializers.DeliverySerializer},
        examples=[examples.DELIVERED],
    )
    @action(detail=True, methods=["post"])
    def redeliver(self, request: Request, **kwargs: Any) -> Response:
        delivery = redeliver(self.get_object())
        return Response(serializers.DeliverySerializer(delivery).data, status=status.HTTP_202_ACCEPTED)


def _actor(request: Request) -> Actor:
    token = _token(request)
    return Actor(name=token.name, token=token, request_id=current_request_id())


def _token(request: Request) -> ApiToken:
    """Whose request it is; there always is one, since every action needs the scope `webhooks`."""
    return cast(ApiToken, request.auth)


def _body_sent(endpoint: WebhookEndpoint, received: dict[str, str]) -> bytes | None:
    """The body of that message as it was sent to this endpoint, if it was."""
    given = {name.lower(): value for name, value in received.items()}
    hexadecimal = given.get("webhook-id", "").removeprefix("evt_")
    if len(hexadecimal) != 32 or set(hexadecimal) - set("0123456789abcdef"):
        return None
    event = Event.objects.filter(id=hexadecimal, deliveries__endpoint=endpoint).first()
    return event.body.encode() if event else None
