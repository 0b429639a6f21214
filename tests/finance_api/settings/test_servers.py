"""Addresses of servers, as Django, Celery and tests side by side need them."""

from __future__ import annotations

import pytest

from finance_api.settings.servers import broker_url, redis_database


@pytest.mark.parametrize(
    ("address", "another", "broker"),
    [
        ("redis://h:1/0", "redis://h:1/3", "redis://h:1/3"),
        ("rediss://:p@h:1", "rediss://:p@h:1/3", "rediss://:p@h:1/3"),
        (
            "unix:///a/redis.sock?db=0",
            "unix:///a/redis.sock?db=3",
            "redis+socket:///a/redis.sock?virtual_host=3",
        ),
        ("unix:///a/redis.sock", "unix:///a/redis.sock?db=3", "redis+socket:///a/redis.sock?virtual_host=3"),
    ],
)
def test_another_database_of_the_same_redis(address: str, another: str, broker: str) -> None:
    assert redis_database(address, 3) == another
    assert broker_url(another) == broker
