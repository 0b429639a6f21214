"""Too much of everything: long and deep bodies, and more requests than a caller may send."""

from __future__ import annotations

import threading
import tracemalloc
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from tests.disclosures.conftest import api, counters, issue

__all__ = ["api", "counters", "issue"]

FACTS = "/api/v1/facts/"
POSTS = ["/api/v1/exports/", "/api/v1/webhook-endpoints/", "/api/v1/webhook-endpoints/verify/"]
TEN_MEGABYTES = b'{"dataset": "' + b"x" * 10_000_000 + b'"}'


@pytest.mark.parametrize("path", POSTS)
def test_ten_megabytes_of_json_are_refused_without_being_kept(api: Client, issue: Any, path: str) -> None:
    _, token = issue("示例市财政局", "read", "webhooks")
    tracemalloc.start()
    answer = api.post(path, TEN_MEGABYTES, "application/json", headers=token)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("/content-too-large/")
    # The test's client holds the body itself, in two or three copies; read, it would be several more.
    assert most < 4 * len(TEN_MEGABYTES)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 100_000, b'{"dataset": NaN}', b"\xff", b'{"dataset"']
)
def test_json_that_is_none_is_a_bad_request(api: Client, db: None, body: bytes) -> None:
    answer = api.post("/api/v1/exports/", body, "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(
    "path", [FACTS, f"{FACTS}1/", f"{FACTS}?colour=red", "/api/v1/departments/", "/api/v1/nothing/"]
)
def test_a_flood_is_told_to_wait_and_nothing_breaks(api: Client, db: None, settings: Any, path: str) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 20
    answers = [api.get(path) for _ in range(60)]
    statuses = Counter(answer.status_code for answer in answers)
    assert max(statuses) < 500
    if path != "/api/v1/nothing/":
        # The window may end in the middle.
        assert 20 <= statuses[429] <= 40
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert refused["RateLimit-Policy"] == '"anonymous";q=20;w=60'
        assert refused["RateLimit"].startswith('"anonymous";r=0;t=')
        assert 1 <= int(refused["Retry-After"]) <= 60


def test_a_flood_from_many_sides_at_once_is_counted_together(counters: None, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 50
    """Of what is refused before anything is looked up."""
    statuses: list[int] = []

    def ask() -> None:
        client = Client(REMOTE_ADDR="203.0.113.9")
        statuses.extend(
            client.get(f"{FACTS}999/", headers={"Accept": "text/csv"}).status_code for _ in range(25)
        )

    clients = [threading.Thread(target=ask) for _ in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert len(statuses) == 200
    assert 100 <= Counter(statuses)[429] <= 150
    assert max(statuses) < 500
