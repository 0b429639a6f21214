"""Signatures after Standard Webhooks 1.0, symmetric `v1`: HMAC-SHA256 over `{id}.{timestamp}.{body}`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SECRET_PREFIX = "whsec_"  # noqa: S105 - the public prefix of every secret, not a secret
SECRET_BYTES = 32
TOLERANCE_SECONDS = 300
"""How far a receiver should let its clock and ours differ; the default of the reference libraries."""


def new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def key_of(secret: str) -> bytes:
    """The signing key: what stands after the prefix, decoded. ValueError where it is not base64."""
    try:
        return base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("The secret is not base64 after its prefix.") from error


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key_of(secret), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def headers(message_id: str, timestamp: int, body: bytes, keys: Iterable[str]) -> dict[str, str]:
    """The three headers; during a rotation one signature for each secret, the newest first."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(secret, message_id, timestamp, body) for secret in keys),
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a signature verifies and, if not, the first reason why: a code and two sentences."""

    verified: bool
    code: str
    zh: str
    en: str


def explain(
    *, received: Mapping[str, str], body: bytes, keys: Iterable[str], sent: bytes | None, now: float
) -> Verdict:
    """Why a received request verifies or not, in the order in which a receiver would stumble.

    received: the headers as the receiver got them, names in any case. keys: the secrets it may be signed
    with. sent: the body as it was sent under that id, if known.
    """
    given = {name.lower(): value.strip() for name, value in received.items()}
    missing = [n for n in ("webhook-id", "webhook-timestamp", "webhook-signature") if not given.get(n)]
    if missing:
        names = ", ".join(missing)
        return Verdict(False, "header_missing", f"缺少请求头 {names}。", f"Header missing: {names}.")
    if not given["webhook-timestamp"].isascii() or not given["webhook-timestamp"].isdigit():
        return Verdict(
            False,
            "timestamp_malformed",
            "webhook-timestamp 应为 Unix 秒数。",
            "webhook-timestamp is not a number of Unix seconds.",
        )
    timestamp = int(given["webhook-timestamp"])
    offered = [part for part in given["webhook-signature"].split() if part.startswith("v1,")]
    if not offered:
        return Verdict(
            False,
            "signature_malformed",
            "webhook-signature 中没有 v1 签名。",
            "webhook-signature holds no v1 signature.",
        )
    if _matches(given["webhook-id"], timestamp, body, keys, offered):
        return _clock(timestamp, now)
    if sent is not None and sent != body and _matches(given["webhook-id"], timestamp, sent, keys, offered):
        return Verdict(
            False,
            "body_changed",
            "签名对原始请求体有效，但收到的请求体已改变（例如 JSON 被重新序列化）。请对原始字节验签。",
            "The signature holds for the body as sent; the body given differs from it (re-serialised JSON, "
            "perhaps). Verify over the raw bytes.",
        )
    return Verdict(
        False,
        "key_mismatch",
        "签名与该端点的任何密钥都不符：密钥有误或已轮换，或者标识、时间戳、请求体被改动。",
        "The signature matches no secret of this endpoint: another or a rotated secret, or the id, timestamp "
        "or body was changed.",
    )


def _matches(message_id: str, timestamp: int, body: bytes, keys: Iterable[str], offered: list[str]) -> bool:
    expected = [sign(secret, message_id, timestamp, body) for secret in keys]
    return any(hmac.compare_digest(e.encode(), o.encode()) for e in expected for o in offered)


def _clock(timestamp: int, now: float) -> Verdict:
    drift = round(now - timestamp)
    if abs(drift) <= TOLERANCE_SECONDS:
        return Verdict(True, "verified", "签名有效。", "The signature verifies.")
    return Verdict(
        False,
        "timestamp_out_of_tolerance",
        f"签名有效，但时间戳与当前时间相差 {drift} 秒，超过允许的 {TOLERANCE_SECONDS} 秒：请检查时钟，"
        "或这是一条旧消息。",
        f"The signature holds, but its timestamp is {drift} s away from now, more than the "
        f"{TOLERANCE_SECONDS} s a receiver should allow: check the clock, or the message is old.",
    )
