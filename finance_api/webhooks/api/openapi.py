"""The `webhooks` section of the OpenAPI document: what a receiver gets."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    OpenApiWebhook,
    extend_schema,
    inline_serializer,
)
from rest_framework import serializers

from finance_api.webhooks.payloads import EVENT_TYPES, sample

_HEADERS = [
    OpenApiParameter(
        "webhook-id",
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        required=True,
        description="Identifies the message: the same over all attempts, so the key to recognise repeats by.",
    ),
    OpenApiParameter(
        "webhook-timestamp",
        OpenApiTypes.INT,
        OpenApiParameter.HEADER,
        required=True,
        description="Unix seconds of this attempt.",
    ),
    OpenApiParameter(
        "webhook-signature",
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        required=True,
        description="`v1,<base64>`: HMAC-SHA256 over `{id}.{timestamp}.{body}`; several, with blanks, "
        "while a secret is rotated.",
    ),
]


def _webhook(name: str) -> OpenApiWebhook:
    type_ = EVENT_TYPES[name]
    words = "".join(part.title() for part in type_.name.replace("_", ".").split("."))
    payload = inline_serializer(
        f"{words}Event",
        {
            "type": serializers.CharField(help_text=f"`{type_.name}`"),
            "timestamp": serializers.DateTimeField(help_text="when it happened"),
            "data": type_.data(),
        },
    )
    return OpenApiWebhook(
        name=type_.name,
        decorator=extend_schema(
            summary=f"{type_.en} {type_.zh}",
            operation_id=f"webhook_{type_.name.replace('.', '_')}",
            tags=["webhooks"],
            parameters=_HEADERS,
            request=payload,
            examples=[OpenApiExample(type_.name, value=sample(type_.name), request_only=True)],
            responses={"2XX": OpenApiResponse(description="Received. Anything else is tried again.")},
        ),
    )


# Named one by one, since the settings name each: SPECTACULAR_SETTINGS["WEBHOOKS"].
upload_valid = _webhook("upload.valid")
upload_invalid = _webhook("upload.invalid")
upload_unreadable = _webhook("upload.unreadable")
upload_failed = _webhook("upload.failed")
disclosure_published = _webhook("disclosure.published")
disclosure_restated = _webhook("disclosure.restated")
disclosure_withdrawn = _webhook("disclosure.withdrawn")
webhook_endpoint_disabled = _webhook("webhook_endpoint.disabled")
ping = _webhook("ping")
