"""Idempotency-Key: the same request sent twice is done once and answered alike.

Kept for 24 hours under the token that sent it, in the shared cache.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.rest.problems import Problem
from finance_api.rest.source import source_address

logger = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 60 * 60
IN_FLIGHT_SECONDS = 300
LONGEST_KEY = 200
REPLAYED_HEADERS = ("Location", "Retry-After")


def once(request: Request, do: Callable[[], Response], *, secret: Collection[str] = ()) -> Response:
    """The answer of `do`, or the one it gave when the key came first. Failures of ours are not kept,
    nor are the members named as secret: they are shown the first time only."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return do()
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Problem(
            "bad-request",
            f"Idempotency-Key has 1 to {LONGEST_KEY} characters.",
            zh=f"Idempotency-Key 应为 1 至 {LONGEST_KEY} 个字符。",
        )
    slot = _slot(request, key)
    payload = _fingerprint(request)
    try:
        first = cache.add(slot, {"payload": payload, "answer": None}, timeout=IN_FLIGHT_SECONDS)
        kept = None if first else cache.get(slot)
    except (RedisError, OSError) as error:
        logger.warning("idempotency keys are not kept: %s", error)
        return do()
    if kept is not None:
        return _replayed(kept, payload)
    try:
        response = do()
    except BaseException:
        cache.delete(slot)
        raise
    answer = {
        "status": response.status_code,
        "data": _without(response.data, secret),
        "headers": {name: response[name] for name in REPLAYED_HEADERS if name in response},
    }
    cache.set(slot, {"payload": payload, "answer": answer}, timeout=KEPT_SECONDS)
    return response


def _replayed(kept: dict[str, Any], payload: str) -> Response:
    if kept["payload"] != payload:
        raise Problem(
            "idempotency-key-reused",
            "The key was used for another request.",
            zh="该幂等键已用于另一个请求。",
        )
    answer = kept["answer"]
    if answer is None:
        raise Problem(
            "conflict",
            "The first request with this key is not finished.",
            zh="使用该幂等键的第一个请求尚未完成。",
            headers={"Retry-After": "1"},
        )
    headers = {**answer["headers"], "Idempotency-Replayed": "true"}
    return Response(answer["data"], status=answer["status"], headers=headers)


def _without(data: Any, secret: Collection[str]) -> Any:
    return {name: value for name, value in data.items() if name not in secret} if secret else data


def _slot(request: Request, key: str) -> str:
    who = request.auth.key if request.auth else f"anonymous:{source_address(request)}"
    return "idempotency:" + hashlib.sha256(f"{who}\n{key}".encode()).hexdigest()


def _fingerprint(request: Request) -> str:
    """Of method, address and payload; a file counts by its hash."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    data = request.data
    items = (
        data.lists() if hasattr(data, "lists") else data.items() if hasattr(data, "items") else [("", data)]
    )
    for name, value in sorted(items, key=lambda item: str(item[0])):
        values = value if isinstance(value, list) else [value]
        parts = [_hash_of(v) if isinstance(v, UploadedFile) else repr(v) for v in values]
        digest.update(f"{name}={parts}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _hash_of(file: UploadedFile[bytes]) -> str:
    known: str | None = getattr(file, "sha256", None)
    if known is not None:
        return known
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
