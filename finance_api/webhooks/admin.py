from django.contrib import admin

from finance_api.rest.admin import ReadOnlyAdmin
from finance_api.webhooks.models import Attempt, Delivery, Event, WebhookEndpoint


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    list_display = ("url", "organisation", "state", "failing_since", "held_until", "disabled_reason")
    list_filter = ("state",)
    search_fields = ("url", "organisation__name")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("message_id", "sequence", "type", "organisation", "occurred_at", "request_id")
    list_filter = ("type",)
    search_fields = ("=id", "=request_id")


class AttemptInline(admin.TabularInline[Attempt, Delivery]):
    model = Attempt
    extra = 0
    can_delete = False
    readonly_fields = ("started_at", "duration_ms", "outcome", "status_code", "detail", "answer_head")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("id", "endpoint", "event", "status", "attempts_made", "next_attempt_at", "delivered_at")
    list_filter = ("status",)
    list_select_related = ("endpoint", "event")
    inlines = (AttemptInline,)
