"""A limit on requests in a window of time, counted in the shared cache, told in RateLimit headers."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from redis import Redis
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from finance_api.rest.source import source_network

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a policy, for the headers of draft-ietf-httpapi-ratelimit-headers."""

    policy: str
    quota: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={WINDOW_SECONDS}',
            "RateLimit": f'"{self.policy}";r={max(0, self.left)};t={self.seconds}',
        }


class SharedThrottle(BaseThrottle):
    """By token, else by where the request comes from. Without Redis nothing is counted, all is answered."""

    def allow_request(self, request: Request, view: Any) -> bool:
        # The short way may have counted it before it left the answer to the ordinary one.
        self.allowance = getattr(request._request, "rate_limit", None) or self._take(request)
        # The view puts it into the headers of whatever it answers.
        request._request.rate_limit = self.allowance  # type: ignore[attr-defined]
        return self.allowance is None or self.allowance.left >= 0

    def wait(self) -> float | None:
        return float(self.allowance.seconds) if self.allowance else None

    def _take(self, request: Request) -> Allowance | None:
        if request.auth is None:
            return take_anonymous(request)
        return take("token", request.auth.key, settings.RATE_LIMIT_TOKEN)


def take_anonymous(request: Request | HttpRequest) -> Allowance | None:
    """One request more without token, from wherever it comes."""
    return take("anonymous", source_network(request), settings.RATE_LIMIT_ANONYMOUS)


def take(policy: str, who: str, quota: int) -> Allowance | None:
    """One request more in the present window, in one round trip; None where nothing is counted."""
    if quota == 0:
        return None
    window, passed = divmod(int(time.time()), WINDOW_SECONDS)
    counter = f"{settings.REDIS_KEY_PREFIX}rate:{policy}:{who}:{window}"
    try:
        with _redis(str(settings.CACHES["default"]["LOCATION"])).pipeline(transaction=False) as pipeline:
            pipeline.incr(counter)
            pipeline.expire(counter, WINDOW_SECONDS + 5)
            taken, _ = pipeline.execute()
    except (RedisError, OSError) as error:
        logger.warning("requests are not counted: %s", error)
        return None
    return Allowance(policy, quota, quota - int(taken), WINDOW_SECONDS - passed)


@cache
def _redis(address: str) -> Redis:
    return Redis.from_url(address, socket_connect_timeout=2, socket_timeout=5)
