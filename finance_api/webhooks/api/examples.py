"""Examples of requests and answers, as the documentation shows them."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

from finance_api.webhooks import payloads

ENDPOINT = "0198c9b2-7c55-7d01-9a3e-5f0f6f7c1a2b"
ENDPOINT_SHOWN = {
    "id": ENDPOINT,
    "url": "https://receiver.example.org/hook",
    "description": "",
    "event_types": ["upload.invalid", "upload.unreadable"],
    "departments": [],
    "regions": ["370000"],
    "minimum_severity": "error",
    "mine_only": True,
    "state": "active",
    "disabled_reason": "",
    "disabled_at": None,
    "failing_since": None,
    "consecutive_failures": 0,
    "held_until": None,
    "created_at": "2024-08-20T09:30:00+08:00",
    "updated_at": "2024-08-20T09:30:00+08:00",
}
DELIVERY_SHOWN = {
    "id": "0198c9b2-7c55-7d01-9a3e-5f0f6f7c1a2c",
    "endpoint": ENDPOINT,
    "message_id": "evt_0198c9b27c557d019a3e5f0f6f7c1a2d",
    "sequence": 4711,
    "event_type": "upload.invalid",
    "status": "delivered",
    "attempts_made": 1,
    "next_attempt_at": None,
    "created_at": "2024-08-20T09:30:00+08:00",
    "first_attempt_at": "2024-08-20T09:30:00.020000+08:00",
    "delivered_at": "2024-08-20T09:30:00.060000+08:00",
    "attempts": [
        {
            "started_at": "2024-08-20T09:30:00.020000+08:00",
            "duration_ms": 38,
            "outcome": "success",
            "status_code": 204,
            "detail": "",
            "answer_head": "",
        }
    ],
}
SHOWN = OpenApiExample("endpoint", value=ENDPOINT_SHOWN, response_only=True, status_codes=["200"])
MADE = OpenApiExample(
    "made",
    value={**ENDPOINT_SHOWN, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
    response_only=True,
    status_codes=["201"],
)
DELIVERED = OpenApiExample("delivery", value=DELIVERY_SHOWN, response_only=True, status_codes=["200", "202"])
INPUT = OpenApiExample(
    "Tell of errors",
    value={
        "url": "https://receiver.example.org/hook",
        "event_types": ["upload.invalid", "upload.unreadable"],
        "minimum_severity": "error",
    },
    request_only=True,
)


ROTATED = [
    OpenApiExample(
        "rotated",
        value={
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "former_valid_until": "2024-08-21T09:30:00+08:00",
        },
        response_only=True,
    )
]
REDELIVER = [
    OpenApiExample("Since a morning", value={"since": "2024-08-20T00:00:00+08:00"}, request_only=True),
    OpenApiExample("scheduled", value={"scheduled": 12}, response_only=True, status_codes=["202"]),
]
VERIFY = [
    OpenApiExample(
        "A message",
        value={
            "endpoint": ENDPOINT,
            "headers": {
                "webhook-id": "evt_0198c9b27c557d019a3e5f0f6f7c1a2b",
                "webhook-timestamp": "1724117400",
                "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            },
            "body": '{"type":"ping"}',
        },
        request_only=True,
    ),
    OpenApiExample(
        "changed",
        value={
            "verified": False,
            "code": "body_changed",
            "zh": "签名对原始请求体有效，但收到的请求体已改变。",
            "en": "The signature holds for the body as sent; the body given differs from it.",
        },
        response_only=True,
    ),
]
EVENT_TYPE = [
    OpenApiExample(
        "ping",
        value={
            "name": "ping",
            "zh": payloads.EVENT_TYPES["ping"].zh,
            "en": payloads.EVENT_TYPES["ping"].en,
            "sample": payloads.sample("ping"),
        },
        response_only=True,
    )
]
