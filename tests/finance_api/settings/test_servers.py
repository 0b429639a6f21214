"""Addresses of servers, as Celery spells them, and a named Redis that several runs of tests share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from redis import Redis

from finance_api.settings.servers import broker_url


@pytest.mark.parametrize(
    ("address", "broker"),
    [
        ("redis://h:1/3", "redis://h:1/3"),
        ("rediss://:p@h:1/3", "rediss://:p@h:1/3"),
        ("unix:///a/redis.sock?db=3", "redis+socket:///a/redis.sock?virtual_host=3"),
        ("unix:///a/redis.sock", "redis+socket:///a/redis.sock?virtual_host=0"),
    ],
)
def test_the_broker_is_the_same_redis(address: str, broker: str) -> None:
    assert broker_url(address) == broker


def test_clearing_leaves_the_keys_of_other_runs(servers: None) -> None:
    redis = Redis.from_url(str(settings.CACHES["default"]["LOCATION"]))
    others, own = "test-another-run:broker:ingest", f"{settings.REDIS_KEY_PREFIX}rate:1"
    redis.mset({others: 1, own: 1})
    cache.set("kept", 1)
    cache.clear()
    assert (redis.get(others), redis.get(own), cache.get("kept")) == (b"1", None, None)
    redis.delete(others)
