"""Verify a Standard Webhooks signature with nothing but the standard library."""

import base64
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 300


class NotVerified(Exception):
    """The message is not ours, was changed on the way, or is too old."""


def verify(secret: str, headers, body: bytes) -> str:
    """Return the message id: the key to recognise a repeated message by. `body`: the raw bytes."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        raise NotVerified("timestamp")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    offered = headers.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in offered):
        raise NotVerified("signature")
    return message_id
