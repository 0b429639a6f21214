from __future__ import annotations

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from finance_api.webhooks import payloads
from finance_api.webhooks.models import (
    AttemptOutcome,
    Delivery,
    DeliveryStatus,
    EndpointState,
    WebhookEndpoint,
)


class EndpointFilters(filters.FilterSet):
    state = filters.ChoiceFilter(choices=EndpointState.choices)
    event_type = filters.ChoiceFilter(
        choices=[(name, name) for name in payloads.SUBSCRIBABLE], method="hearing", label="subscribed to it"
    )

    class Meta:
        model = WebhookEndpoint
        fields: tuple[str, ...] = ()

    def hearing(
        self, queryset: QuerySet[WebhookEndpoint], _name: str, value: str
    ) -> QuerySet[WebhookEndpoint]:
        return queryset.filter(event_types__overlap=[value, "*"])


class DeliveryFilters(filters.FilterSet):
    endpoint = filters.UUIDFilter(field_name="endpoint")
    status = filters.ChoiceFilter(choices=DeliveryStatus.choices)
    event_type = filters.ChoiceFilter(
        field_name="event__type", choices=[(name, name) for name in payloads.EVENT_TYPES]
    )
    outcome = filters.ChoiceFilter(
        field_name="attempts__outcome",
        choices=AttemptOutcome.choices,
        distinct=True,
        label="with an attempt of this outcome",
    )
    created_at__gte = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")
    created_at__lte = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lte")

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = ()
