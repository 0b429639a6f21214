"""What the API shows and takes of endpoints, deliveries and attempts."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from finance_api.rest.languages import in_reader_language
from finance_api.webhooks import egress, payloads
from finance_api.webhooks.models import (
    Attempt,
    Delivery,
    EndpointState,
    Severity,
    WebhookEndpoint,
)
from finance_api.webhooks.services.send import policy

SUBSCRIPTIONS = ("*", *payloads.SUBSCRIBABLE)
OWNER_STATES = (EndpointState.ACTIVE, EndpointState.PAUSED)


class EndpointSerializer(serializers.ModelSerializer[WebhookEndpoint]):
    """An endpoint as it stands. The secret is not among it: it is shown once, when it is made."""

    class Meta:
        model = WebhookEndpoint
        fields = (
            "id",
            "url",
            "description",
            "event_types",
            "departments",
            "regions",
            "minimum_severity",
            "mine_only",
            "state",
            "disabled_reason",
            "disabled_at",
            "failing_since",
            "consecutive_failures",
            "held_until",
            "created_at",
            "updated_at",
        )
        read_only_fields = fields


class EndpointInputSerializer(serializers.Serializer[Any]):
    """What an owner chooses. The address is resolved and tested when it is given, and at every attempt."""

    url = serializers.URLField(max_length=2000, help_text="HTTPS, a public address, port 443 or 8443")
    description = serializers.CharField(max_length=200, required=False, allow_blank=True)
    event_types = serializers.ListField(
        child=serializers.ChoiceField(choices=SUBSCRIPTIONS), allow_empty=False, help_text="`*` for all"
    )
    departments = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        max_length=1000,
        help_text="ids; empty: all",
    )
    regions = serializers.ListField(
        child=serializers.RegexField(r"^\d{6}$"),
        required=False,
        max_length=1000,
        help_text="codes of six digits; a region stands for those within it; empty: all",
    )
    minimum_severity = serializers.ChoiceField(choices=Severity.choices, required=False, allow_blank=True)
    mine_only = serializers.BooleanField(
        required=False, help_text="false: also the public events of everybody's disclosures"
    )
    state = serializers.ChoiceField(choices=[(s.value, s.label) for s in OWNER_STATES], required=False)

    def validate_url(self, url: str) -> str:
        try:
            egress.check_url(url, policy())
        except egress.EgressError as error:
            sentence = in_reader_language(error.detail, error.zh)
            raise serializers.ValidationError(sentence, code=error.failure.value) from error
        return url


class NewEndpointSerializer(EndpointSerializer):
    """The answer of the call that makes an endpoint, with its secret."""

    secret = serializers.CharField(help_text="`whsec_…`; shown this once")

    class Meta(EndpointSerializer.Meta):
        fields = (*EndpointSerializer.Meta.fields, "secret")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]


class SecretSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="`whsec_…`; shown this once")
    former_valid_until = serializers.DateTimeField(help_text="until then both sign")


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    class Meta:
        model = Attempt
        fields = ("started_at", "duration_ms", "outcome", "status_code", "detail", "answer_head")
        read_only_fields = fields


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One event for one endpoint, with every attempt."""

    endpoint = serializers.UUIDField(source="endpoint_id")
    message_id = serializers.CharField(source="event.message_id", help_text="the `webhook-id`")
    sequence = serializers.IntegerField(source="event.sequence")
    event_type = serializers.CharField(source="event.type")
    attempts = AttemptSerializer(many=True)

    class Meta:
        model = Delivery
        fields = (
            "id",
            "endpoint",
            "message_id",
            "sequence",
            "event_type",
            "status",
            "attempts_made",
            "next_attempt_at",
            "created_at",
            "first_attempt_at",
            "delivered_at",
            "attempts",
        )
        read_only_fields = fields


class RedeliverSinceSerializer(serializers.Serializer[Any]):
    since = serializers.DateTimeField(help_text="events that happened then or later")
    failed_only = serializers.BooleanField(default=True, help_text="leave out what was delivered")


class ScheduledSerializer(serializers.Serializer[Any]):
    scheduled = serializers.IntegerField(help_text="deliveries that are due again")


class VerifyInputSerializer(serializers.Serializer[Any]):
    """A request as a receiver got it."""

    endpoint = serializers.UUIDField()
    headers = serializers.DictField(child=serializers.CharField(max_length=2000, allow_blank=True))
    body = serializers.CharField(
        max_length=100_000, allow_blank=True, trim_whitespace=False, help_text="exactly as received"
    )


class VerdictSerializer(serializers.Serializer[Any]):
    verified = serializers.BooleanField()
    code = serializers.ChoiceField(
        choices=(
            "verified",
            "header_missing",
            "timestamp_malformed",
            "signature_malformed",
            "body_changed",
            "key_mismatch",
            "timestamp_out_of_tolerance",
        )
    )
    zh = serializers.CharField()
    en = serializers.CharField()


class EventTypeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    zh = serializers.CharField()
    en = serializers.CharField()
    sample = serializers.DictField(help_text="an example of the whole body")
