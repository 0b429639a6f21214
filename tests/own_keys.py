"""The cache of a test run in a Redis that several runs share."""

from __future__ import annotations

from django.conf import settings
from django.core.cache.backends.redis import RedisCache


class OwnKeys(RedisCache):
    """Django would clear the whole database of Redis, messages to workers of other runs included."""

    def clear(self) -> None:
        redis = self._cache.get_client(write=True)
        for key in redis.scan_iter(match=f"{settings.REDIS_KEY_PREFIX}*", count=1000):
            redis.delete(key)
